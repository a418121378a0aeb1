"""Every named endpoint through gradio_client: digests fit the schema file, wrong input says what to do."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from tests.app.conftest import STORM

pytest.importorskip("gradio_client")
SCHEMA = json.loads(files("summarizer.writers").joinpath("digest.schema.json").read_text("utf-8"))
NAMED = {"/summarize", "/today", "/compare", "/models", "/corrections", "/correct"}


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[Any]:
    from gradio_client import Client

    made = Client(address, verbose=False, analytics_enabled=False)
    yield made
    made.close()


@pytest.fixture(scope="module")
def public(public_address: str) -> Iterator[Any]:
    from gradio_client import Client

    made = Client(public_address, verbose=False, analytics_enabled=False)
    yield made
    made.close()


def _evidence_stands_word_for_word(answer: dict[str, Any]) -> int:
    seen = 0
    for story in answer["stories"]:
        texts = {article["id"]: article["text"] for article in story["articles"]}
        for sentence in (story["headline"], *story["short"], *story["long"]):
            for piece in sentence["evidence"]:
                assert texts[piece["article"]][piece["start"] : piece["end"]].strip()
                seen += 1
    return seen


def test_the_named_endpoints_are_these_and_documented(client: Any) -> None:
    described = client.view_api(return_format="dict")["named_endpoints"]
    assert set(described) == NAMED
    for name, endpoint in described.items():
        assert endpoint["description"], name
        assert endpoint["returns"], name


def test_summarize_answers_in_schema_1(client: Any) -> None:
    lines = "\n".join(
        json.dumps({"title": "Storm", "text": f"{STORM} {n} boats sank.", "source": f"S{n}"}) for n in (3, 4)
    )
    answer = client.predict(text=lines, model="coverage", api_name="/summarize")
    jsonschema.validate(answer, SCHEMA)
    assert answer["counts"]["read"] == 2
    assert _evidence_stands_word_for_word(answer) > 0


def test_today_answers_in_schema_1(client: Any) -> None:
    answer = client.predict(model="coverage", stories=4, api_name="/today")
    jsonschema.validate(answer, SCHEMA)
    assert len(answer["stories"]) == 4
    assert _evidence_stands_word_for_word(answer) > 8


def test_compare_scores_each_model(client: Any) -> None:
    answer = client.predict(story=2, models="coverage,lead", api_name="/compare")
    assert [row["model"] for row in answer["models"]] == ["coverage", "lead"]
    for row in answer["models"]:
        assert row["stories"] == 1
        assert 0 < row["rouge2"] < row["rouge1"] < 1
        assert row["seconds"] > 0
    assert answer["texts"][0]["long"] != answer["texts"][1]["long"]


def test_models_are_listed_default_first(client: Any) -> None:
    assert client.predict(api_name="/models")[0] == "coverage"


def test_a_correction_holds_in_the_next_run_and_is_undone(client: Any) -> None:
    before = client.predict(stories=15, api_name="/today")["stories"]
    one, two = before[0], before[3]
    made = client.predict(action="merge", story=one["id"], other=two["id"], api_name="/correct")
    assert made["kind"] == "merge"
    assert [row["number"] for row in client.predict(api_name="/corrections")] == [made["number"]]
    merged = client.predict(stories=15, api_name="/today")["stories"]
    together = {article["id"] for story in (one, two) for article in story["articles"]}
    assert any(together <= {article["id"] for article in story["articles"]} for story in merged)
    undone = client.predict(action="undo", api_name="/correct")
    assert undone["number"] == made["number"]
    assert client.predict(api_name="/corrections") == []
    after = client.predict(stories=15, api_name="/today")["stories"]
    as_sets = [{frozenset(a["id"] for a in story["articles"]) for story in stories} for stories in (before, after)]
    assert as_sets[0] == as_sets[1]


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("/summarize", {"text": ""}, "nothing to read"),
        ("/summarize", {"text": STORM, "model": "http://127.0.0.1:9/v1"}, "no model"),
        ("/summarize", {"text": STORM, "model": "/etc"}, "no model"),
        ("/summarize", {"text": STORM, "length": "endless"}, "no length"),
        ("/summarize", {"text": "x" * 300_000}, "too much"),
        ("/summarize", {"text": "", "addresses": "http://127.0.0.1:1/feed"}, "private or reserved"),
        ("/summarize", {"text": "", "addresses": "file:///etc/passwd"}, "no web address"),
        ("/today", {"source": "/etc/passwd"}, "no source"),
        ("/today", {"source": "store", "window": "all"}, "."),
        ("/compare", {"story": 99}, "no story"),
        ("/compare", {"models": "a/hub-model"}, "no model"),
        ("/compare", {"models": "lead,lexrank,coverage,default"}, "4 models"),
        ("/correct", {"action": "erase"}, "no correction"),
        ("/correct", {"action": "merge"}, "Choose a story"),
        ("/correct", {"action": "pin", "story": "nonsense"}, "names no story"),
        ("/corrections", {"source": "../../x"}, "no source"),
        ("/summarize", {"text": None}, "'text' is no text"),
        ("/summarize", {"text": STORM, "stories": "ten"}, "'stories' is no number"),
        ("/today", {"stories": True}, "'stories' is no number"),
        ("/compare", {"models": ["lead"]}, "'models' is no text"),
        ("/correct", {"action": "pin", "story": {"a": 1}}, "'story' is no text"),
    ],
)
def test_wrong_input_says_what_to_do(client: Any, name: str, given: dict[str, Any], message: str) -> None:
    with pytest.raises(Exception, match=message):
        client.predict(api_name=name, **given)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("/summarize", {"text": "", "addresses": "https://example.org/feed"}),
        ("/correct", {"action": "undo"}),
        ("/today", {"source": "store"}),
        ("/today", {"source": "sources"}),
    ],
)
def test_a_public_page_turns_these_off(public: Any, name: str, given: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"turned off|no source"):
        public.predict(api_name=name, **given)


def test_a_public_page_still_summarizes(public: Any) -> None:
    jsonschema.validate(public.predict(text=STORM, api_name="/summarize"), SCHEMA)


@pytest.mark.parametrize("path", ["/etc/passwd", "app.py", "samples/articles/northwire.jsonl", "pyproject.toml"])
def test_no_path_of_the_server_is_read(address: str, path: str) -> None:
    import httpx

    for shape in (f"/gradio_api/file={path}", f"/file={path}", f"/gradio_api/file=../{path}"):
        assert httpx.get(address + shape, trust_env=False).status_code in (403, 404)


def test_a_big_upload_is_refused(address: str) -> None:
    import httpx

    many = {"files": ("big.txt", b"x" * 6_000_000)}
    answer = httpx.post(f"{address}/gradio_api/upload", files=many, trust_env=False)
    assert answer.status_code == 413
