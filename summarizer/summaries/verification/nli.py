"""Rules, and besides them an entailment model: does the evidence, read as one text, entail the sentence?

Any sequence classifier with a label "entailment" (or two labels, the second meaning consistent) from the hub or a
folder, through transformers, without remote code. Slow on a CPU next to the rules alone; off by default.
"""

from collections.abc import Sequence
from functools import cached_property
from math import sqrt
from typing import Any

from summarizer.errors import ModelError
from summarizer.protocols import SourceSentence, Verdict
from summarizer.summaries.models.engines.identity import identity_of
from summarizer.summaries.verification.scoring import THRESHOLD
from summarizer.summaries.verification.verifier import RuleVerifier
from summarizer.types import Article

LEAST = 0.2
"""Below this probability of entailment a sentence is not supported, whatever the rules say."""


class EntailmentVerifier:
    """The rules' verdict, its support moved towards the model's probability of entailment (their geometric mean)."""

    threshold = THRESHOLD

    def __init__(self, model: str, offline: bool = False) -> None:
        self._name, self._offline, self._rules = model, offline, RuleVerifier()

    @property
    def signature(self) -> str:
        """The rules' signature, the model's name and what its weights are."""
        name = self._name.rstrip("/").rsplit("/", 1)[-1]
        return f"{self._rules.signature}+nli:{name}:{identity_of(self._name)}"

    @cached_property
    def _model(self) -> tuple[Any, Any, int]:
        """(tokenizer, model, the index of the label that means entailment). Raises ModelError."""
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        options = {"trust_remote_code": False, "local_files_only": self._offline}
        try:
            tokenizer = AutoTokenizer.from_pretrained(self._name, **options)
            model = AutoModelForSequenceClassification.from_pretrained(self._name, use_safetensors=True, **options)
        except (OSError, ValueError) as error:
            hint = "Give a hub id or a folder of an entailment model, or leave the verifier at its default."
            raise ModelError(f"The entailment model {self._name!r} cannot be loaded: {error}.", hint) from error
        labels = {str(label).lower(): int(index) for index, label in model.config.id2label.items()}
        entails = next((index for label, index in sorted(labels.items()) if label.startswith("entail")), None)
        if entails is None and len(labels) != 2:
            raise ModelError(f"The model {self._name!r} has no label named entailment: {', '.join(sorted(labels))}.")
        return tokenizer, model.eval(), 1 if entails is None else entails

    def entailment(self, premise: str, hypothesis: str) -> float:
        """The model's probability, in [0, 1], that the premise entails the hypothesis."""
        import torch

        tokenizer, model, label = self._model
        inputs = tokenizer(premise, hypothesis, truncation="only_first", max_length=512, return_tensors="pt")
        with torch.inference_mode():
            return float(model(**inputs).logits[0].softmax(-1)[label])

    def check(self, text: str, sources: Sequence[SourceSentence], articles: Sequence[Article]) -> Verdict:
        """As the rules do; the model is only asked about sentences that the rules let through."""
        verdict = self._rules.check(text, sources, articles)
        if verdict.support < self.threshold:
            return verdict
        texts = {article.id: article.text for article in articles}
        spoken = {(s.article, s.start): s.text for s in sources}
        premise = " ".join(
            spoken.get((e.article, e.start)) or texts[e.article][e.start : e.end] for e in verdict.evidence
        )
        found = self.entailment(premise, text)
        if found < LEAST:
            return Verdict(round(found, 4), verdict.evidence, (*verdict.problems, "the evidence does not entail it"))
        return Verdict(round(sqrt(verdict.support * found), 4), verdict.evidence, verdict.problems)
