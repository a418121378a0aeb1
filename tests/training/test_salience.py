"""The network of what people would tell: it learns from round-ups, and the same data give the same bytes."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from summarizer.summaries.pairs import FEATURES
from summarizer.summaries.salience import Network
from training import salience
from training.sets import VALIDATION

FACTS = ["ferry", "tram", "bridge", "school", "bakery", "market", "museum", "stadium"]


def story(number: int) -> dict[str, object]:
    fact = FACTS[number % len(FACTS)]
    event = f"The {fact} of ward {number} was closed on Monday."
    asides = [f"A neighbour of number {number} likes {other} songs." for other in ("old", "new", "loud")]
    documents = [{"title": f"Ward {number}: {fact} closed", "text": f"{event} {aside}"} for aside in asides]
    return {"id": str(number), "documents": documents, "references": [event], "reference_titles": ["closed"]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("allsides/train", *VALIDATION):
        path = tmp_path / f"summarization/{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [story(n) for n in range(40)] if name.endswith("train") else []
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["salience", *map(str, arguments)])
    salience.main()


def test_learns_what_round_ups_take_over(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "--data", data, "--held", 8, "--output", tmp_path)
    assert float(capsys.readouterr().out.split()[1].rstrip(",")) > 0.9
    assert not (tmp_path / "salience.safetensors").exists()


def test_same_data_same_bytes(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        run(monkeypatch, "--data", data, "--output", tmp_path / name)
        written.append([(tmp_path / name / file).read_bytes() for file in ("salience.safetensors", "pairs.gz")])
    assert written[0] == written[1]


def test_one_wide_network_is_the_mean_of_several() -> None:
    generator = np.random.default_rng(0)
    rows, told = generator.normal(size=(8000, len(FEATURES))), np.zeros(8000)
    told[rows[:, 0] > 0] = 1
    arrays = salience.fit(rows, told, 0)
    assert len(arrays["output"]) == salience.NETWORKS * salience.UNITS
    found = Network.of(arrays)(rows)
    assert found[told == 1].mean() > 0.9 > 0.1 > found[told == 0].mean()
