"""What is converted is converted once and whole, and embeds as the model it came from."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from summarizer import embeddings, encoders
from summarizer.config import Settings
from summarizer.conversion import made_once
from summarizer.embeddings import PACKAGE, folder_of, load_embedder
from summarizer.errors import ModelError


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path))
    return tmp_path / "models"


def test_it_is_made_once(cache: Path) -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        folder.mkdir()
        (folder / "weights").write_text("w", encoding="utf-8")

    assert made_once("one", make) == made_once("one", make) == cache / "one"
    assert len(made) == 1
    assert [path.name for path in cache.iterdir()] == ["one"]


def test_what_breaks_off_leaves_nothing(cache: Path) -> None:
    def broken(folder: Path) -> None:
        folder.mkdir()
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        made_once("one", broken)
    assert list(cache.iterdir()) == []


def test_another_run_may_be_quicker(cache: Path) -> None:
    def make(folder: Path) -> None:
        folder.mkdir()
        (cache / "one").mkdir()
        (cache / "one" / "weights").write_text("theirs", encoding="utf-8")

    assert (made_once("one", make) / "weights").read_text(encoding="utf-8") == "theirs"


@pytest.mark.weights
@pytest.mark.skipif(folder_of(PACKAGE) is None, reason="the encoder is not installed")
def test_the_converted_encoder_embeds_as_the_one_it_came_from(cache: Path) -> None:
    texts = ["The ferry sank off Vellin.", "", "All 19 people on board were saved, the coast guard said. " * 60]
    fast = load_embedder(Settings())
    assert fast is not None
    found = fast.embed(texts)
    root = folder_of(PACKAGE)
    assert root is not None
    [weights] = root.rglob("model.safetensors")
    assert found == pytest.approx(encoders.on_torch(str(weights.parent))(texts), abs=1e-5)
    with ThreadPoolExecutor(4) as pool:
        assert all((row == found).all() for row in pool.map(fast.embed, [texts] * 8))
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert [path.name for path in cache.iterdir()] == [f"embedding-{embeddings.SHA256[:16]}"]


def test_an_encoder_without_a_vocabulary_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "pooled", lambda source: None)
    (tmp_path / "bare").mkdir()
    with pytest.raises(ModelError, match="bare"):
        encoders.on_torch(str(tmp_path / "bare"))


def test_an_encoder_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="none"):
        encoders.on_torch(str(tmp_path / "none"))
