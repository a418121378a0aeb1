"""A hub id or a folder -> what its weights are, in a few letters: for signatures and for names in the cache."""

from hashlib import sha256
from pathlib import Path

from summarizer.embeddings import hash_of

LETTERS = 16
_WEIGHTS = (
    "*.safetensors",
    "*.gguf",
    "*.bin",
    "*.xml",
    "config.json",
    "generation_config.json",
    "tokenizer*",
    "*.model",
)


def identity_of(source: str) -> str:
    """A hash of a folder's weights, configuration and vocabulary; of a hub id, the commit that lies in the cache.

    The empty string for a hub id that was never fetched.
    """
    folder = Path(source)
    if folder.is_dir():
        files = sorted({path for pattern in _WEIGHTS for path in folder.glob(pattern) if path.is_file()})
        digest = sha256("".join(f"{path.name}:{hash_of(path)}\n" for path in files).encode())
        return digest.hexdigest()[:LETTERS]
    return _commit(source)


def _commit(source: str) -> str:
    from huggingface_hub.constants import HF_HUB_CACHE

    named = Path(HF_HUB_CACHE) / f"models--{source.replace('/', '--')}" / "refs" / "main"
    return named.read_text(encoding="utf-8").strip()[:LETTERS] if named.is_file() else ""
