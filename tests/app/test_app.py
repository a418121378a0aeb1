"""The demo's handlers: stories stream, hostile text stays text, bad input says what to do."""

import json
import subprocess
import sys
from importlib.resources import files

import gradio as gr
import jsonschema
import pytest

import app

STORM = "A storm hit the harbour of Vela on Monday, the mayor said. Two masts broke and nobody was hurt."


def test_stories_stream_one_by_one() -> None:
    pages = list(app.today("coverage", 3))
    assert [f"{n} of 3 stories" in page for page, n in zip(pages[1:4], (1, 2, 3), strict=True)] == [True] * 3
    assert "Done: 3 stories." in pages[-1]


def test_own_text_ends_in_downloads() -> None:
    *_, (page, downloads) = app.own(STORM, "", None, "all", 5, "both", "coverage")
    assert "Done: 1 stories." in page
    assert downloads is not None
    assert [name.rsplit(".", 1)[1] for name in downloads] == ["md", "html", "json", "rss"]


def test_hostile_text_cannot_leave_its_frame() -> None:
    *_, (page, _) = app.own(
        f'<script>alert(1)</script>\n{STORM} "><script>alert(2)</script>', "", None, "all", 5, "both", "coverage"
    )
    assert "<script" not in page
    assert "sandbox='allow-popups'" in page


@pytest.mark.parametrize(
    ("text", "addresses", "files_", "message"),
    [
        ("", "", [], "nothing to read"),
        ("", "ftp://example.org", [], "no web address"),
        ("", "", ["/tmp/x.exe"], "not read"),
        ("x" * 300_000, "", [], "Too much"),
        ("", "http://127.0.0.1/feed", [], "private or reserved"),
    ],
)
def test_bad_input(text: str, addresses: str, files_: list[str], message: str) -> None:
    with pytest.raises(gr.Error, match=message):
        list(app.own(text, addresses, files_, "all", 5, "both", "coverage"))


def test_public_page_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "PUBLIC", True)
    with pytest.raises(gr.Error, match="turned off"):
        list(app.own("", "https://example.org/feed", [], "all", 5, "both", "coverage"))


@pytest.mark.parametrize("model", ["http://127.0.0.1:9/v1", "/", "someone/model", "nonsense"])
def test_visitors_choose_only_listed_models(model: str) -> None:
    with pytest.raises(gr.Error, match="There is no model"):
        app.summarize_text(STORM, model)
    with pytest.raises(gr.Error, match="There is no model"):
        list(app.compare(1, model, "coverage"))


def test_endpoint_answers_in_schema_1() -> None:
    answer = app.summarize_text(json.dumps({"title": "Storm", "text": STORM}), "coverage")
    schema = json.loads(files("summarizer.writers").joinpath("digest.schema.json").read_text("utf-8"))
    jsonschema.validate(answer, schema)


def test_import_loads_no_model() -> None:
    code = "import sys, app; print([m for m in ('torch', 'openvino_genai', 'transformers') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
