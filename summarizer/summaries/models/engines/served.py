"""prompts -> candidates from any OpenAI-compatible server (vLLM, Ollama, llama-server). The only socket for models."""

import json
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Request

log = logging.getLogger(__name__)

CONCURRENT = 4
MOST_WAIT = 30.0
"""Seconds before another try, whatever the server asks for."""
MOST_LETTERS = 40
"""An answer with more letters than this a token that was asked for is no answer: it is cut off."""
T = TypeVar("T")
_AGAIN = (408, 409, 425, 429)


@dataclass(frozen=True, slots=True)
class Usage:
    """What was asked of a server: answers, and the tokens it says it read and wrote."""

    answers: int = 0
    prompt: int = 0
    completion: int = 0

    def cost(self, price: tuple[float, float]) -> float:
        """At so much a million tokens read and written."""
        return (self.prompt * price[0] + self.completion * price[1]) / 1e6


class _TryAgainError(Exception):
    """What may go better next time; `wait` is how many seconds the server asks for."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class ServedEngine:
    """An `Engine` over `<address>/chat/completions`, at most `concurrent` requests at once.

    `timeout` bounds a whole answer, in seconds; busy and broken servers are asked again, `backoff`, twice and four times
    as many seconds later. `price` is what a million tokens cost, read and written. A server gives one candidate, without
    its likelihood (0), and is left to itself about `no_repeat` and `only_from`. After `close` it can be used again.
    """

    def __init__(
        self,
        address: str,
        model: str = "",
        key: str = "",
        *,
        timeout: float = 120.0,
        retries: int = 3,
        backoff: float = 0.5,
        concurrent: int = CONCURRENT,
        price: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self._address, self._model, self._key = address.rstrip("/"), model, key
        # An address may hold a password, which belongs into no message.
        self._shown = re.sub(r"//[^/@]*@", "//", self._address)
        self._timeout, self._retries, self._backoff = timeout, retries, backoff
        self._concurrent, self._price = concurrent, price
        self._lock = threading.Lock()
        self._client: Any = None
        self._used = Usage()

    @property
    def signature(self) -> str:
        """Where it is served, and the model's name there. Raises ModelError when the server has to be asked for it."""
        return f"served|{self._name()}"

    @property
    def used(self) -> Usage:
        """What was used so far, over the engine's whole life."""
        with self._lock:
            return self._used

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = None

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The candidate of each request, in order, each as soon as it is there. Raises ModelError."""
        self._name()
        before = self.used
        pool = ThreadPoolExecutor(self._concurrent)
        try:
            for future in [pool.submit(self._one, request) for request in requests]:
                yield future.result()
        finally:
            # Whoever stops early, or fails, does not pay for the rest.
            pool.shutdown(cancel_futures=True)
            self._tell_cost(before)

    def stream(self, request: Request) -> Iterator[str]:
        """The pieces of an answer as they come; what failed before the first piece is tried again. Raises ModelError."""
        attempt = 0
        while True:
            begun = False
            try:
                for piece, _ in self._pieces(request):
                    begun = True
                    yield piece
                return
            except _TryAgainError as error:
                if begun:
                    raise self._failed(str(error)) from error
                self._rest(attempt, error)
                attempt += 1

    def _one(self, request: Request) -> tuple[Candidate, ...]:
        def whole() -> tuple[Candidate, ...]:
            pieces = list(self._pieces(request))
            text = "".join(piece for piece, _ in pieces).strip()
            cut = any(reason == "length" for _, reason in pieces)
            return (Candidate(text, 0.0, stopped=not cut) if text else Candidate("", float("-inf")),)

        return self._try(whole)

    def _name(self) -> str:
        if not self._model:
            listed = self._try(self._listed)
            if not listed:
                raise ModelError(f"The server {self._shown} names no model.", "Give one: address#model.")
            self._model = listed[0]
        return self._model

    def _listed(self) -> list[str]:
        with self._open("GET", "/models", None) as answer:
            data = _object(answer.read()).get("data")
        rows = data if isinstance(data, list) else []
        return [str(row["id"]) for row in rows if isinstance(row, dict) and row.get("id")]

    def _pieces(self, request: Request) -> Iterator[tuple[str, str]]:
        """(text, why it ended or "") of an answer, in the pieces in which the server sends it."""
        body = {
            "model": self._name(),
            "messages": [{"role": "user", "content": request.prompt}],
            "max_tokens": request.max_tokens,
            "temperature": 0.0,
            "seed": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        deadline = time.monotonic() + self._timeout
        letters, ended = 0, ""
        usage: Any = {}
        with self._open("POST", "/chat/completions", body) as answer:
            # A server that does not stream answers with the same object at once.
            streamed = "event-stream" in answer.headers.get("content-type", "")
            for chunk in _events(answer.iter_lines()) if streamed else [_object(answer.read())]:
                if time.monotonic() > deadline:
                    raise _TryAgainError(f"it took longer than {self._timeout:g} seconds")
                usage = chunk.get("usage") or usage
                for choice in (chunk.get("choices") or [])[:1]:
                    said = (choice.get("delta") or choice.get("message") or {}).get("content")
                    text = said if isinstance(said, str) else ""
                    letters += len(text)
                    ended = str(choice.get("finish_reason") or ended)
                    yield text, ended
                if letters > MOST_LETTERS * request.max_tokens:
                    ended = "length"
                    yield "", ended
                    break
            if streamed and not ended:
                raise _TryAgainError("the stream broke off")
        self._count(usage)

    def _open(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        """The answer's stream, a context manager. Raises _TryAgainError or ModelError on entering."""
        return _Answer(self._connected(), method, self._address + path, body, self._failed)

    def _connected(self) -> Any:
        import httpx

        with self._lock:
            if self._client is None:
                headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
                limits = httpx.Timeout(self._timeout, connect=min(self._timeout, 10.0))
                self._client = httpx.Client(timeout=limits, headers=headers, trust_env=False)
            return self._client

    def _try(self, call: Callable[[], T]) -> T:
        for attempt in range(self._retries + 1):
            try:
                return call()
            except _TryAgainError as error:
                self._rest(attempt, error)
        raise AssertionError("unreachable: the last rest raises")

    def _rest(self, attempt: int, error: _TryAgainError) -> None:
        """Wait before the next try. Raises ModelError after the last."""
        if attempt >= self._retries:
            raise self._failed(str(error)) from error
        wait = min(max(self._backoff * 2**attempt, error.wait), MOST_WAIT)
        log.info("%s: %s; asked again in %.1f s", self._shown, error, wait)
        time.sleep(wait)

    def _failed(self, reason: str) -> ModelError:
        return ModelError(f"The served model {self._shown} cannot be used: {reason}.", "Is the server running?")

    def _count(self, usage: Any) -> None:
        found = usage if isinstance(usage, dict) else {}
        prompt, completion = (int(found.get(name) or 0) for name in ("prompt_tokens", "completion_tokens"))
        with self._lock:
            self._used = Usage(self._used.answers + 1, self._used.prompt + prompt, self._used.completion + completion)

    def _tell_cost(self, before: Usage) -> None:
        used = self.used
        now = Usage(used.answers - before.answers, used.prompt - before.prompt, used.completion - before.completion)
        cost = f", cost {now.cost(self._price):.4f}, so far {used.cost(self._price):.4f}" if any(self._price) else ""
        log.info(
            "%s: %d answers, %d tokens read, %d written%s", self._model, now.answers, now.prompt, now.completion, cost
        )


class _Answer:
    """An answer whose status is fine, to be read within the `with` block; what breaks on the way is `_TryAgainError`."""

    def __init__(self, client: Any, method: str, url: str, body: Any, failed: Callable[[str], ModelError]) -> None:
        self._stream, self._failed = client.stream(method, url, json=body), failed

    def __enter__(self) -> Any:
        import httpx

        try:
            answer = self._stream.__enter__()
            if answer.status_code == 200:
                return answer
            said = _message(answer.read())
        except httpx.HTTPError as error:
            raise _TryAgainError(str(error) or type(error).__name__) from error
        self._stream.__exit__(None, None, None)
        reason = f"it answered {answer.status_code}" + (f" ({said})" if said else "")
        if answer.status_code in _AGAIN or answer.status_code >= 500:
            raise _TryAgainError(reason, _seconds(answer.headers.get("retry-after", "")))
        raise self._failed(reason)

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        import httpx

        self._stream.__exit__(kind, error, trace)
        if isinstance(error, httpx.HTTPError | ValueError):
            raise _TryAgainError(str(error) or type(error).__name__) from error


def _events(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """The objects of a stream of server-sent events, up to its end mark where it has one."""
    for line in lines:
        if line.startswith("data:"):
            data = line[5:].strip()
            if data == "[DONE]":
                return
            yield _object(data)


def _object(text: str | bytes) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("the answer is no JSON object")
    return found


def _message(body: bytes) -> str:
    """What a server says is wrong, on one short line."""
    try:
        said = _object(body).get("error")
        text = said.get("message") if isinstance(said, dict) else said
    except ValueError:
        text = ""
    return re.sub(r"\s+", " ", str(text or ""))[:200].rstrip(". ")


def _seconds(text: str) -> float:
    return float(text) if re.fullmatch(r"\d{1,6}(?:\.\d+)?", text) else 0.0
