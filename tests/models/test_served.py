"""A server on this machine that is busy, slow, broken or hostile: asked again, given up, counted, never trusted."""

import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from summarizer.config import Settings
from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Request
from summarizer.summaries.models.engines.served import ServedEngine, Usage
from summarizer.summaries.models.load import load_engine
from tests.models.server import USAGE, Handler, Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        yield made


def engine_at(server: Server, model: str = "m", **options: Any) -> ServedEngine:
    return ServedEngine(f"http://127.0.0.1:{server.server_port}/v1/", model, backoff=0.001, **options)


def ask(engine: ServedEngine, *prompts: str, tokens: int = 64) -> list[Candidate]:
    try:
        return [candidate for (candidate,) in engine.generate([Request(p, tokens, candidates=1) for p in prompts])]
    finally:
        engine.close()


def test_an_answer_may_stream_or_come_at_once(server: Server) -> None:
    server.plans = ["stream", "plain"]
    engine = engine_at(server, key="secret", concurrent=1)
    streamed, plain = ask(engine, "Tell.", "Say.")
    assert streamed == Candidate("Ferry sank.", 0.0, stopped=True)
    assert plain == Candidate("Re: Say.", 0.0, stopped=False)
    assert engine.used == Usage(2, 10, 6)
    assert server.keys == ["Bearer secret"] * 2
    assert server.asked[0]["messages"] == [{"role": "user", "content": "Tell."}]
    assert (server.asked[0]["max_tokens"], server.asked[0]["temperature"]) == (64, 0.0)


def test_pieces_come_as_they_are_sent(server: Server) -> None:
    server.plans = [503, "stream", "broken"]
    engine = engine_at(server)
    assert list(engine.stream(Request("Tell."))) == ["Ferry", " sank", ".", ""]
    got = engine.stream(Request("Tell."))
    assert next(got) == "Ferry"
    with pytest.raises(ModelError, match="broke off"):
        # What was shown already cannot be taken back.
        list(got)
    assert len(server.asked) == 3
    engine.close()


@pytest.mark.parametrize("plan", [408, 429, 500, 503, "broken", "junk"])
def test_a_busy_or_broken_server_is_asked_again(server: Server, plan: Any) -> None:
    server.plans = [plan, plan, "stream"]
    engine = engine_at(server)
    assert [c.text for c in ask(engine, "Tell.")] == ["Ferry sank."]
    assert len(server.asked) == 3
    assert engine.used.answers == 1


def test_it_is_given_up_after_the_last_try(server: Server) -> None:
    server.plans = [503] * 9
    with pytest.raises(ModelError, match=r"/v1 cannot be used: it answered 503 \(no such model\)"):
        ask(engine_at(server, retries=2), "Tell.")
    assert len(server.asked) == 3


@pytest.mark.parametrize("code", [400, 401, 404, 302])
def test_a_refusal_is_not_asked_again_and_named(server: Server, code: int) -> None:
    server.plans = [code, code]
    with pytest.raises(ModelError, match=rf"it answered {code}"):
        ask(engine_at(server), "Tell.")
    # What chat templates are told is not in every server's book: without it, it is asked once more.
    assert len(server.asked) == (2 if code == 400 else 1)


TEMPLATE = {"enable_thinking": False}


def candidates(engine: ServedEngine, prompt: str = "Tell.") -> tuple[Candidate, ...]:
    [found] = engine.generate([Request(prompt, candidates=3)])
    return found


def sent(server: Server) -> list[tuple[Any, Any, Any]]:
    """(answers asked for, temperature, what templates are told) of each request."""
    return [(body.get("n"), body["temperature"], body.get("chat_template_kwargs")) for body in server.asked]


def test_as_many_candidates_are_asked_for_as_are_wanted(server: Server) -> None:
    server.plans = ["several", [{"index": n, "message": {"content": f"{n}"}} for n in (2, 0, 1, 3, -1)]]
    engine = engine_at(server)
    assert candidates(engine) == (Candidate("Ferry sank.", 0.0), Candidate("Boats came.", 0.0, stopped=False))
    assert [c.text for c in candidates(engine)] == ["0", "1", "2"]
    assert sent(server) == [(3, 0.5, TEMPLATE)] * 2
    assert engine.used.answers == 2
    engine.close()


def test_a_server_with_one_answer_is_asked_for_its_likeliest(server: Server) -> None:
    server.plans = ["stream", "stream", "stream"]
    engine = engine_at(server)
    assert candidates(engine) == candidates(engine) == (Candidate("Ferry sank.", 0.0),)
    assert sent(server) == [(3, 0.5, TEMPLATE), (None, 0.0, TEMPLATE), (None, 0.0, TEMPLATE)]
    engine.close()


def test_what_a_server_refuses_is_left_out(server: Server) -> None:
    server.plans = [400, "several", "several"]
    engine = engine_at(server)
    assert len(candidates(engine)) == len(candidates(engine)) == 2
    assert sent(server) == [(3, 0.5, TEMPLATE), (3, 0.5, None), (3, 0.5, None)]
    server.asked.clear()
    server.plans = [422, "stream", "stream"]
    assert candidates(engine) == candidates(engine)
    assert sent(server) == [(3, 0.5, None), (None, 0.0, None), (None, 0.0, None)]
    server.asked.clear()
    server.plans = [400, 400]
    with pytest.raises(ModelError, match="400"):
        ask(engine_at(server), "Tell.")
    # What is refused however it is asked says nothing about the next request.
    other = engine_at(server)
    server.plans = [400, 400, 400]
    with pytest.raises(ModelError, match="400"):
        candidates(other)
    server.asked.clear()
    server.plans = ["several"]
    candidates(other)
    assert sent(server) == [(3, 0.5, TEMPLATE)]
    engine.close()
    other.close()


def test_thoughts_of_a_served_model_are_left_out(server: Server) -> None:
    server.plans = [[{"index": 0, "message": {"content": "<think>A ferry?</think> It sank."}}]]
    assert [c.text for c in ask(engine_at(server), "Tell.")] == ["It sank."]


@pytest.mark.parametrize(
    "choices", [[3, None], [{"index": "x", "delta": "y", "message": 7}], [{"message": {"content": 5}}]]
)
def test_junk_choices_are_no_answer(server: Server, choices: list[Any]) -> None:
    server.plans = [choices]
    assert ask(engine_at(server), "Tell.") == [Candidate("", float("-inf"))]


def test_the_waits_double_and_heed_the_server(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("summarizer.summaries.models.engines.served.time.sleep", waits.append)
    monkeypatch.setattr(Handler, "do_POST", lambda self: self._plain(429, {}, {"Retry-After": "3"}))
    engine = ServedEngine(f"http://127.0.0.1:{server.server_port}/v1", "m", retries=4, backoff=1.0)
    with pytest.raises(ModelError, match="429"):
        ask(engine, "Tell.")
    assert waits == [3.0, 3.0, 4.0, 8.0]
    monkeypatch.setattr(Handler, "do_POST", lambda self: self._plain(503, {}, {"Retry-After": "99999"}))
    with pytest.raises(ModelError):
        ask(engine, "Tell.")
    assert waits[4:] == [30.0] * 4


def test_an_answer_that_takes_too_long_is_given_up(server: Server) -> None:
    server.plans = ["slow"]
    with pytest.raises(ModelError, match=r"longer than 0\.3 seconds"):
        ask(engine_at(server, timeout=0.3, retries=0), "Tell.")
    server.pause = 0.3
    with pytest.raises(ModelError, match="timed out"):
        ask(engine_at(server, timeout=0.1, retries=0), "Tell.")


def test_an_endless_answer_is_cut(server: Server) -> None:
    server.plans = ["endless"]
    [candidate] = ask(engine_at(server), "Tell.", tokens=10)
    assert not candidate.stopped
    assert len(candidate.text) < 700


def test_no_more_requests_at_once_than_allowed_and_answers_in_order(server: Server) -> None:
    server.pause = 0.02
    engine = engine_at(server, concurrent=3)
    prompts = [f"Tell {n}." for n in range(12)]
    assert [c.text for c in ask(engine, *prompts)] == [f"Re: {prompt}" for prompt in prompts]
    assert 1 < server.most <= 3
    assert engine.used == Usage(12, 60, 36)


def test_whoever_stops_early_does_not_pay_for_the_rest(server: Server) -> None:
    server.pause = 0.02
    engine = engine_at(server, concurrent=2)
    answers = engine.generate([Request(f"Tell {n}.", candidates=1) for n in range(40)])
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    engine.close()
    assert len(server.asked) < 10


def test_counts_are_whole_whatever_the_threads_do() -> None:
    engine = ServedEngine("http://127.0.0.1:9/v1", "m")

    def count() -> None:
        for _ in range(500):
            engine._count(USAGE)

    many = [threading.Thread(target=count) for _ in range(8)]
    for thread in many:
        thread.start()
    for thread in many:
        thread.join()
    assert engine.used == Usage(4000, 20_000, 12_000)
    engine._count("junk")
    assert engine.used.answers == 4001


def test_the_cost_is_told(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    assert Usage(1, 2_000_000, 500_000).cost((0.5, 4.0)) == pytest.approx(3.0)
    caplog.set_level(logging.INFO)
    address = f"http://127.0.0.1:{server.server_port}/v1#priced"
    engine, _ = load_engine(Settings(api_price_in=1000.0, api_price_out=2000.0), address)
    list(engine.generate([Request("Tell.", candidates=1)]))
    list(engine.generate([Request("Tell.", candidates=1), Request("Say.", candidates=1)]))
    engine.close()
    assert "priced: 1 answers, 5 tokens read, 3 written, cost 0.0110, so far 0.0110" in caplog.text
    assert "priced: 2 answers, 10 tokens read, 6 written, cost 0.0220, so far 0.0330" in caplog.text


def test_the_servers_first_model_is_taken_when_none_is_named(server: Server) -> None:
    engine = engine_at(server, "")
    assert engine.signature == "served|first|v2"
    ask(engine, "Tell.")
    assert server.asked[0]["model"] == "first"


def test_a_closed_engine_that_is_handed_out_again_works(server: Server) -> None:
    address = f"http://127.0.0.1:{server.server_port}/v1#m"
    first, _ = load_engine(Settings(), address)
    first.close()
    again, _ = load_engine(Settings(), address)
    assert [c.text for (c,) in again.generate([Request("Tell.", candidates=1)])] == ["Re: Tell."]
    again.close()


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match=r"127\.0\.0\.1:9/v1 cannot be used.*running"):
        ask(ServedEngine("http://127.0.0.1:9/v1", "m", retries=0), "Tell.")
    with pytest.raises(ModelError) as error:
        ask(ServedEngine("http://me:secret@127.0.0.1:9/v1", "m", key="hidden", retries=0), "Tell.")
    assert "secret" not in str(error.value)
    assert "hidden" not in str(error.value)
