"""Whether the sources entail each sentence of a summary, asked of a classifier (NLI models, MiniCheck and its kin)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from eval.metrics.base import Card, Case, UnscoredError, model_name
from summarizer.errors import ModelError
from summarizer.text import sentences

DEFAULT = "MoritzLaurer/DeBERTa-v3-base-mnli-fever-anli"
MOST_TOKENS = 512
BATCH = 8
_MISSES = (
    "facts that two passages state together; where the model was trained on other texts than news it errs with"
    " confidence; it shares the blind spots of its training data"
)
_SOURCE = "Laban et al. 2022, SummaC; Tang et al. 2024, MiniCheck: the best passage for each sentence"


class Entailment:
    """Any sequence classifier with a label that begins with "entail", or with two labels of which the second means so."""

    cards = tuple(
        Card(name, what, 0, 1, "higher", _MISSES, _SOURCE, "a classifier: `nli:HUB-ID-OR-FOLDER`")
        for name, what in (
            (
                "entailment",
                "the probability that the passage of the sources that fits best entails a sentence, on average",
            ),
            ("entailment_least", "the same of the sentence that is entailed least"),
        )
    )

    def __init__(self, model: str = DEFAULT) -> None:
        self._name = model

    @property
    def signature(self) -> str:
        """The model and how it is used."""
        return f"entailment|model:{model_name(self._name)}|passages:{MOST_TOKENS} tokens|best passage"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """Mean and least over the sentences. Raises UnscoredError without sources, or ModelError."""
        sources = [source for source in case.sources if source.strip()]
        if not sources or not case.sentences:
            raise UnscoredError("there is no source, or no sentence.")
        found = [self.probability(sources, sentence.text) for sentence in case.sentences]
        return {"entailment": round(sum(found) / len(found), 6), "entailment_least": round(min(found), 6)}

    def probability(self, sources: Sequence[str], claim: str) -> float:
        """That the best passage of the sources entails the claim, in [0, 1]."""
        import torch

        tokenizer, model, label = self._model
        room = max(32, self._most - len(tokenizer(claim)["input_ids"]) - 4)
        passages = [passage for source in sources for passage in self._passages(source, room)]
        best = 0.0
        for start in range(0, len(passages), BATCH):
            part = passages[start : start + BATCH]
            inputs = tokenizer(
                part,
                [claim] * len(part),
                padding=True,
                truncation="only_first",
                max_length=self._most,
                return_tensors="pt",
            )
            with torch.inference_mode():
                best = max(best, float(model(**inputs).logits.softmax(-1)[:, label].max()))
        return best

    def _passages(self, text: str, room: int) -> Iterator[str]:
        """The text in runs of whole sentences of at most `room` tokens; a longer sentence is alone (and is cut later)."""
        tokenizer = self._model[0]
        kept, used = "", 0
        for start, end in sentences(text):
            size = len(tokenizer(text[start:end], add_special_tokens=False)["input_ids"])
            if kept and used + size > room:
                yield kept
                kept, used = "", 0
            kept, used = f"{kept} {text[start:end]}".strip(), used + size
        if kept:
            yield kept

    @property
    def _most(self) -> int:
        """Tokens the model can read at once."""
        return min(MOST_TOKENS, getattr(self._model[1].config, "max_position_embeddings", MOST_TOKENS) - 2)

    @cached_property
    def _model(self) -> tuple[Any, Any, int]:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        try:
            tokenizer = AutoTokenizer.from_pretrained(self._name, trust_remote_code=False)
            model = AutoModelForSequenceClassification.from_pretrained(
                self._name, trust_remote_code=False, use_safetensors=True
            )
        except (OSError, ValueError) as error:
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
            raise ModelError(
                f"The classifier {self._name} cannot be loaded: {reason}.",
                "It needs the hub to be reachable once, or a local folder: nli:FOLDER.",
            ) from error
        labels = {str(name).lower(): int(index) for index, name in model.config.id2label.items()}
        entails = [index for name, index in sorted(labels.items()) if name.startswith("entail")]
        if not entails and len(labels) != 2:
            raise ModelError(f"The classifier {self._name} has no label for entailment: {', '.join(sorted(labels))}.")
        return tokenizer, model.eval(), entails[0] if entails else 1
