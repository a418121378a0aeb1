"""What every engine promises, whatever runs behind it: the same tests over all four."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Engine, LoadsAhead, Request
from summarizer.summaries.models.citations import CitedEngine
from summarizer.summaries.models.engines.ctranslate2 import CTranslate2Engine
from summarizer.summaries.models.engines.openvino import OpenVinoEngine
from summarizer.summaries.models.engines.served import ServedEngine
from summarizer.summaries.models.engines.transformers import TransformersEngine
from tests.models import tiny
from tests.models.comparing import assert_same
from tests.models.server import serving

NAMES = ("transformers", "ctranslate2", "openvino", "served")
PROMPTS = ("The ferry Marta sank off Vellin.", "Two boats carried the crew.", "The mayor closed the old bridge.")
REQUESTS = [Request(prompt, max_tokens=8, candidates=3, beams=3) for prompt in PROMPTS]


@pytest.fixture(scope="module", params=NAMES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine over a tiny model, or over a server that answers as it is asked."""
    folder = tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as patch, serving() as server:
        patch.setenv("SUMMARIZE_CACHE_DIR", str(folder / "cache"))
        makers: dict[str, Callable[[], Engine]] = {
            "transformers": lambda: TransformersEngine(str(tiny.save("qwen2", folder)), "instruct", 64),
            "ctranslate2": lambda: CTranslate2Engine(str(tiny.save("bart", folder, seed=5)), 64),
            "openvino": lambda: OpenVinoEngine(tiny.gguf(folder), context=64),
            "served": lambda: ServedEngine(f"http://127.0.0.1:{server.server_port}/v1", "m", backoff=0.001),
        }
        made = makers[request.param]()
        yield made
        made.close()


def answers(engine: Engine, *requests: Request) -> list[tuple[Candidate, ...]]:
    return list(engine.generate(requests))


def test_answers_come_in_order_whatever_stands_beside(engine: Engine) -> None:
    together = answers(engine, *REQUESTS)
    for row, request, turned in zip(together, REQUESTS, answers(engine, *REQUESTS[::-1])[::-1], strict=True):
        assert_same(answers(engine, request)[0], row)
        assert_same(turned, row)
    assert len(set(together)) > 1
    assert answers(engine) == []


def test_there_are_candidates_best_first_each_once(engine: Engine) -> None:
    for found in answers(engine, *REQUESTS):
        assert 1 <= len(found) <= 3
        assert [c.logprob for c in found] == sorted((c.logprob for c in found), reverse=True)
        assert len({c.text for c in found}) == len(found)
        assert all(c.text == c.text.strip() for c in found)
    for found in answers(engine, *(Request(prompt, 8, candidates=1, beams=1) for prompt in PROMPTS)):
        assert len(found) == 1


def test_a_closed_engine_answers_again_and_the_same(engine: Engine) -> None:
    before, signature = answers(engine, *REQUESTS), engine.signature
    engine.close()
    engine.close()
    assert answers(engine, *REQUESTS) == before
    assert engine.signature == signature != ""


def test_a_model_loaded_ahead_answers_the_same(engine: Engine) -> None:
    before = answers(engine, *REQUESTS)
    engine.close()
    if isinstance(engine, LoadsAhead):
        engine.load_ahead(3)
        engine.load_ahead(3)
    assert answers(engine, *REQUESTS) == before


def test_an_engine_closed_while_it_loads_answers_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    engine = OpenVinoEngine(tiny.gguf(tmp_path), context=64)
    engine.load_ahead(3)
    engine.close()
    assert len(answers(engine, *REQUESTS)) == len(REQUESTS)
    CitedEngine(engine).load_ahead(3)
    CitedEngine(ServedEngine("http://127.0.0.1:9/v1", "m", retries=0)).load_ahead(3)
    engine.close()


def test_what_is_not_read_is_told(engine: Engine) -> None:
    long = Request("The ferry sank off Vellin. " * 90 + "Tell.", 8, 2, 2)
    [short], [whole, *_] = answers(engine, Request("Tell.", 8, 1, 1), long)
    assert short.cuts == ()
    if isinstance(engine, ServedEngine):  # a server reads all, or refuses
        assert whole.cuts == ()
    else:
        [cut] = whole.cuts
        assert 64 - 8 <= cut.tokens - cut.lost <= 64
        assert cut.lost > 0


def test_what_cannot_be_run_is_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "broken.gguf").write_bytes(b"GGUF" + bytes(64))
    broken: list[Engine] = [
        TransformersEngine(str(tmp_path), "instruct"),
        TransformersEngine(str(tmp_path / "none"), "seq2seq"),
        CTranslate2Engine(str(tmp_path)),
        OpenVinoEngine(tmp_path / "broken.gguf"),
        ServedEngine("http://127.0.0.1:9/v1", "m", retries=0),
    ]
    for engine in broken:
        if isinstance(engine, LoadsAhead):
            engine.load_ahead(2)
        with pytest.raises(ModelError) as error:
            answers(engine, Request("Tell."))
        assert error.value.hint or error.value.message
        engine.close()
