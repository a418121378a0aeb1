"""A merged file's name says what it is made of."""

import shutil
from pathlib import Path

import pytest

from summarizer.summaries.models import merge


@pytest.mark.parametrize("file", ["adapter_model.safetensors", "adapter_config.json"])
def test_another_adapter_makes_another_file(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(merge, "_deltas", lambda adapter: {})
    monkeypatch.setattr(merge, "_write", lambda base, deltas, target: target.touch())
    base = tmp_path / "base.gguf"
    base.write_bytes(b"GGUF")
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / "adapter_model.safetensors").write_bytes(b"weights")
        (folder / "adapter_config.json").write_text('{"r": 8, "lora_alpha": 16}')
    assert merge.merged(base, one) == merge.merged(base, other)
    changed = tmp_path / "changed"
    shutil.copytree(one, changed)
    (changed / file).write_bytes(b'{"r": 8, "lora_alpha": 32}')
    assert merge.merged(base, changed) != merge.merged(base, one)
