"""Findings of the checks -> support in [0, 1]: a small logistic model, and a cap for what is fatal."""

from collections.abc import Iterable, Mapping
from math import exp

from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.weights import INTERCEPT, WEIGHTS

THRESHOLD = 0.5
"""A sentence with less support is not printed."""
CAP = 0.45
"""The most that a sentence with a fatal problem can have."""


def features(findings: Iterable[Finding]) -> dict[str, float]:
    """All features of all checks, and how many fatal problems there are (at most 3, as a share)."""
    gathered: dict[str, float] = {}
    fatal = 0
    for finding in findings:
        gathered.update(finding.features)
        fatal += len(finding.fatal)
    gathered["fatal"] = min(1.0, fatal / 3)
    return gathered


def probability(values: Mapping[str, float]) -> float:
    """The logistic model alone, in (0, 1)."""
    score = INTERCEPT + sum(weight * values.get(name, 0.0) for name, weight in WEIGHTS.items())
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


def support(values: Mapping[str, float], fatal: int) -> float:
    """The model's probability; with fatal problems scaled below `CAP`, less with each further one."""
    found = probability(values)
    return found if not fatal else CAP * found * 0.8 ** (fatal - 1)
