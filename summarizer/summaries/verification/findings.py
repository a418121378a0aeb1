"""What one check found: features for the score, problems for people, and whether one of them is fatal."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """`features` are numbers in about [0, 1]; `fatal` problems keep the support below the threshold."""

    features: Mapping[str, float] = field(default_factory=dict)
    fatal: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()
