"""Test doubles that ship: an article in one line, an engine that says what it is told. No network, no weights."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from summarizer.protocols import Candidate, Request
from summarizer.types import Article, content_id


def article(text: str, title: str = "", *, source: str = "", published: datetime | str | None = None, url: str = "",
            agency: str = "", language: str = "en", captured: datetime | None = None) -> Article:  # fmt: skip
    """An article with an id made from its content; `published` may be an ISO time (UTC unless it says otherwise)."""
    time = datetime.fromisoformat(published) if isinstance(published, str) else published
    if time is not None and time.tzinfo is None:
        time = time.replace(tzinfo=UTC)
    return Article(
        id=content_id(url, title, text, source), title=title, text=text, source=source, url=url, published=time,
        captured=captured, agency=agency, language=language,
    )  # fmt: skip


class ScriptedEngine:
    """An `Engine` that answers each prompt with the candidates that `script` returns for it; counts its calls."""

    signature = "scripted"

    def __init__(self, script: Callable[[str], Sequence[str]]) -> None:
        self._script = script
        self.prompts: list[str] = []

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """One tuple of candidates a request, in order; likelier ones first."""
        for request in requests:
            self.prompts.append(request.prompt)
            yield tuple(Candidate(text, -0.1 * (rank + 1)) for rank, text in enumerate(self._script(request.prompt)))

    def close(self) -> None:
        """Nothing to free."""
