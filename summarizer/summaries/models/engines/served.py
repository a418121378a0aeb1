"""prompts -> candidates from any OpenAI-compatible server (vLLM, Ollama, llama-server). The only socket for models."""

import logging
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Request

log = logging.getLogger(__name__)

CONCURRENT = 4


class ServedEngine:
    """An `Engine` over `<address>/chat/completions`; counts tokens in `used` (prompt, completion)."""

    def __init__(self, address: str, model: str = "", key: str = "", timeout: float = 120.0, retries: int = 3) -> None:
        import httpx

        self._address, self._retries = address.rstrip("/"), retries
        self._model = model
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(timeout=timeout, headers=headers, trust_env=False)
        self.used = {"prompt": 0, "completion": 0}

    @property
    def signature(self) -> str:
        """Where it is served, and the model's name there."""
        return f"served|{self._name()}"

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The candidates of each request, in order; up to four requests at once."""
        with ThreadPoolExecutor(CONCURRENT) as pool:
            yield from pool.map(self._one, requests)

    def _name(self) -> str:
        if not self._model:
            listed = self._call("GET", "/models", None).get("data") or []
            if not listed:
                raise ModelError(f"The server {self._address} names no model.", "Give one: address#model.")
            self._model = str(listed[0]["id"])
        return self._model

    def _one(self, request: Request) -> tuple[Candidate, ...]:
        body = {
            "model": self._name(),
            "messages": [{"role": "user", "content": request.prompt}],
            "max_tokens": request.max_tokens,
            "temperature": 0.0,
            "seed": 0,
        }
        answer = self._call("POST", "/chat/completions", body)
        usage = answer.get("usage") or {}
        self.used["prompt"] += int(usage.get("prompt_tokens") or 0)
        self.used["completion"] += int(usage.get("completion_tokens") or 0)
        found = []
        for choice in answer.get("choices") or []:
            text = str((choice.get("message") or {}).get("content") or "").strip()
            found.append(Candidate(text, 0.0, stopped=choice.get("finish_reason") != "length"))
        return tuple(found) or (Candidate("", float("-inf")),)

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        import httpx

        reason = ""
        for attempt in range(self._retries + 1):
            try:
                answer = self._client.request(method, self._address + path, json=body)
                if answer.status_code == 200:
                    data = answer.json()
                    return data if isinstance(data, dict) else {}
                reason = f"it answered {answer.status_code}"
                if answer.status_code not in (408, 429) and answer.status_code < 500:
                    break
            except (httpx.HTTPError, ValueError) as error:
                reason = str(error) or type(error).__name__
            if attempt < self._retries:
                time.sleep(min(0.5 * 2**attempt, 8.0))
        raise ModelError(f"The served model {self._address} cannot be used: {reason}.", "Is the server running?")
