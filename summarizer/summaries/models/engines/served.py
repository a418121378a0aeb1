"""prompts -> candidates from any OpenAI-compatible server (vLLM, Ollama, llama-server). The only socket for models."""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Request
from summarizer.summaries.models.engines.answers import without_thoughts
from summarizer.summaries.models.engines.frames import TEMPLATE_OPTIONS
from summarizer.summaries.models.engines.wire import choices_of, events_of, message_of, object_of, seconds_of

log = logging.getLogger(__name__)

VERSION = 2
CONCURRENT = 4
TEMPERATURE = 0.5
"""Several answers to one prompt have to differ; one alone is the likeliest (0)."""
MOST_WAIT = 30.0
"""Seconds before another try, whatever the server asks for."""
MOST_LETTERS = 40
"""An answer with more letters than this a token that was asked for is no answer: it is cut off."""
T = TypeVar("T")
_AGAIN = (408, 409, 425, 429)
_REFUSED = (400, 422)


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


class _RefusedError(ModelError):
    """The server does not take the request as it is."""


class ServedEngine:
    """An `Engine` over `<address>/chat/completions`, at most `concurrent` requests at once.

    `timeout` bounds a whole answer, in seconds; busy and broken servers are asked again, `backoff`, twice and four times
    as many seconds later. `price` is what a million tokens cost, read and written. A server is asked for as many
    candidates as are wanted, sampled; one that gives a single answer, or refuses to be asked for more, is asked for its
    likeliest from then on. They come without likelihoods (0), and the server is left to itself about `no_repeat` and
    `only_from`. After `close` the engine can be used again.
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
        self._many, self._options = True, True
        """Whether it gives several answers, and whether it takes what chat templates are told."""

    @property
    def signature(self) -> str:
        """Where it is served, and the model's name there. Raises ModelError when the server has to be asked for it."""
        return f"served|{self._name()}|v{VERSION}"

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
        """The candidates of each request, in order, each as soon as they are there. Raises ModelError."""
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
                for _, piece, _ in self._pieces(request, 1, self._options):
                    begun = True
                    yield piece
                return
            except _RefusedError:
                if not self._options:
                    raise
                self._options = False
            except _TryAgainError as error:
                if begun:
                    raise self._failed(str(error)) from error
                self._rest(attempt, error)
                attempt += 1

    def _one(self, request: Request) -> tuple[Candidate, ...]:
        """The candidates; what the server does not take or give is left out, and from then on not tried again."""
        options, wanted = self._options, request.candidates if self._many else 1
        while True:
            try:
                found, given = self._try(partial(self._whole, request, wanted, options))
            except _RefusedError:
                if not options and wanted == 1:
                    raise
                options, wanted = False, wanted if options else 1
                continue
            self._options = self._options and options
            if wanted > 1 and given == 1:
                wanted = 1
                continue
            self._many = self._many and (wanted > 1 or request.candidates == 1)
            return found

    def _whole(self, request: Request, wanted: int, options: bool) -> tuple[tuple[Candidate, ...], int]:
        """The candidates of one request, each text once, and how many answers they were."""
        texts: dict[int, str] = {}
        ends: dict[int, str] = {}
        for number, piece, ended in self._pieces(request, wanted, options):
            texts[number] = texts.get(number, "") + piece
            ends[number] = ended or ends.get(number, "")
        found: dict[str, Candidate] = {}
        for number in sorted(texts):
            text = without_thoughts(texts[number])
            if text and text not in found:
                found[text] = Candidate(text, 0.0, stopped=ends[number] != "length")
        return tuple(found.values()) or (Candidate("", float("-inf")),), max(len(texts), 1)

    def _name(self) -> str:
        if not self._model:
            listed = self._try(self._listed)
            if not listed:
                raise ModelError(f"The server {self._shown} names no model.", "Give one: address#model.")
            self._model = listed[0]
        return self._model

    def _listed(self) -> list[str]:
        with self._open("GET", "/models", None) as answer:
            data = object_of(answer.read()).get("data")
        rows = data if isinstance(data, list) else []
        return [str(row["id"]) for row in rows if isinstance(row, dict) and row.get("id")]

    def _pieces(self, request: Request, wanted: int, options: bool) -> Iterator[tuple[int, str, str]]:
        """(answer's number, text, why it ended or "") in the pieces in which the server sends them."""
        body = {
            "model": self._name(),
            "messages": [{"role": "user", "content": request.prompt}],
            "max_tokens": request.max_tokens,
            "temperature": TEMPERATURE if wanted > 1 else 0.0,
            "seed": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
            **({"n": wanted} if wanted > 1 else {}),
            **({"chat_template_kwargs": TEMPLATE_OPTIONS} if options else {}),
        }
        deadline = time.monotonic() + self._timeout
        letters, open_ = 0, {0}
        ended = set[int]()
        usage: Any = {}
        with self._open("POST", "/chat/completions", body) as answer:
            # A server that does not stream answers with the same object at once.
            streamed = "event-stream" in answer.headers.get("content-type", "")
            for chunk in events_of(answer.iter_lines()) if streamed else [object_of(answer.read())]:
                if time.monotonic() > deadline:
                    raise _TryAgainError(f"it took longer than {self._timeout:g} seconds")
                usage = chunk.get("usage") or usage
                for number, text, why in choices_of(chunk, wanted):
                    letters += len(text)
                    open_.add(number)
                    ended |= {number} if why else set()
                    yield number, text, why
                if letters > MOST_LETTERS * request.max_tokens * wanted:
                    yield from ((number, "", "length") for number in sorted(open_ - ended))
                    ended |= open_
                    break
            if streamed and open_ - ended:
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
            said = message_of(answer.read())
        except httpx.HTTPError as error:
            raise _TryAgainError(str(error) or type(error).__name__) from error
        self._stream.__exit__(None, None, None)
        reason = f"it answered {answer.status_code}" + (f" ({said})" if said else "")
        if answer.status_code in _AGAIN or answer.status_code >= 500:
            raise _TryAgainError(reason, seconds_of(answer.headers.get("retry-after", "")))
        failed = self._failed(reason)
        raise _RefusedError(failed.message, failed.hint) if answer.status_code in _REFUSED else failed

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        import httpx

        self._stream.__exit__(kind, error, trace)
        if isinstance(error, httpx.HTTPError | ValueError):
            raise _TryAgainError(str(error) or type(error).__name__) from error
