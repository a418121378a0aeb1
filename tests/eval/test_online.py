"""Online against batch on a small invented stream."""

import json
from datetime import timedelta
from pathlib import Path

from eval.online import run
from tests.clusters.news import NOON, day


def test_a_small_stream_is_nearly_batch_stays_and_replays(tmp_path: Path) -> None:
    articles, truth = day(29, [9, 8, 7, 6, 5, 5, 4, 4, 3, 3], 46, hours=30)
    path = tmp_path / "stream.jsonl"
    rows = [
        {"id": a.id, "title": a.title, "text": a.text, "cluster": truth[a.id]}
        | {"date": (a.published or NOON + timedelta(hours=1)).isoformat()}
        for a in articles
    ]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    said: list[str] = []
    found = run(path, 20, 0, False, said.append)
    assert found["articles"] == 100
    assert found["batch_f1"] >= 0.9
    assert found["online_f1"] >= found["batch_f1"] - 0.01
    assert found["changed"] < 0.1
    assert found["replays"]
    assert "history replays: True" in said[-1]
