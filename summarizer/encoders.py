"""What computes embeddings: an encoder's last layer, averaged over the tokens of a text, as vectors of length 1."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.conversion import made_once
from summarizer.embeddings import Compute
from summarizer.errors import ModelError

MOST_TOKENS = 256


def on_torch(source: str) -> Compute:
    """What embeds texts by a hub id or a folder. Raises ModelError."""
    import torch
    from transformers import AutoTokenizer

    model = pooled(source)
    try:
        tokenizer = AutoTokenizer.from_pretrained(source, trust_remote_code=False)
    except (OSError, ValueError) as error:
        raise _unloaded(source, error) from error

    def compute(texts: Sequence[str]) -> np.ndarray:
        batch = tokenizer(list(texts), padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
        with torch.inference_mode():
            return np.asarray(model(batch["input_ids"], batch["attention_mask"]).float().numpy(), dtype=np.float32)

    return compute


def on_openvino(folder: Path, key: str) -> Compute:
    """The same by a folder whose weights have the hash `key`, converted once: it opens in a second, without torch."""
    import openvino
    from tokenizers import Tokenizer

    made = made_once(f"embedding-{key[:16]}", lambda target: _convert(folder, target))
    model = openvino.Core().compile_model(str(made / "model.xml"), "CPU")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.enable_padding()

    def compute(texts: Sequence[str]) -> np.ndarray:
        found = tokenizer.encode_batch(list(texts))
        ids, mask = (np.array([getattr(one, part) for one in found]) for part in ("ids", "attention_mask"))
        # A request of its own: several threads may ask at once.
        return np.array(model.create_infer_request().infer([ids, mask])[0], dtype=np.float32)

    return compute


def _convert(folder: Path, target: Path) -> None:
    import warnings

    import openvino
    import transformers

    transformers.logging.set_verbosity_error()
    example = {name: np.ones((2, 8), dtype=np.int64) for name in ("input_ids", "attention_mask")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the tracer: the graph takes texts of any length
        graph = openvino.convert_model(pooled(str(folder)), example_input=example)
    target.mkdir()
    openvino.save_model(graph, str(target / "model.xml"), compress_to_fp16=False)


def pooled(source: str) -> Any:
    """A torch module: (token ids, mask of what is text), each (n, length) -> (n, d) unit vectors. Raises ModelError."""
    import torch
    from transformers import AutoModel

    try:
        model = AutoModel.from_pretrained(source, trust_remote_code=False, use_safetensors=True).eval()
    except (OSError, ValueError) as error:
        raise _unloaded(source, error) from error

    class Pooled(torch.nn.Module):  # type: ignore[misc]
        """The model with what follows it."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            hidden = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            return torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1).clamp(min=1), dim=1)

    return Pooled()


def _unloaded(source: str, error: Exception) -> ModelError:
    return ModelError(f"The embedding model {source} cannot be loaded: {error}")
