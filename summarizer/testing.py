"""Test doubles that ship: an article in one line, a whole digest, an engine that says what it is told.

No network, no weights.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from summarizer.protocols import Candidate, Request
from summarizer.types import (
    Article,
    Change,
    Cluster,
    Conflict,
    ConflictValue,
    Counts,
    Digest,
    Duplicate,
    Evidence,
    Kind,
    Sentence,
    Skipped,
    Story,
    Summary,
    Window,
    content_id,
)


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


def sentence(text: str, *sources: Article, support: float = 0.9, kind: Kind = "abstractive") -> Sentence:
    """A sentence that rests on the whole text of each source."""
    return Sentence(text, tuple(Evidence(a.id, 0, len(a.text)) for a in sources), support, kind)


def sample_digest() -> Digest:
    """An invented digest with something in every field: two stories, a conflict, changes, a copy, a skipped item."""
    herald = article(
        "The old bridge over the Marn was closed on Saturday after cracks were found. Twelve people were hurt.",
        "Bridge over the Marn closed", source="Marn Herald", published="2025-06-07T08:00", agency="Nordwire",
        url="https://herald.example/bridge",
    )  # fmt: skip
    post = article(
        "Cracks closed the Marn bridge, and 14 people were hurt, the mayor said.", "Cracks close bridge",
        source="Evening Post", published="2025-06-07T10:30", url="https://post.example/a?b=1&c=2",
    )  # fmt: skip
    copy = article(
        "The old bridge over the Marn was closed on Saturday. Twelve people were hurt.", "Bridge closed",
        source="City Bulletin", agency="Nordwire", url="https://bulletin.example/9",
    )  # fmt: skip
    bridge = Story(
        1,
        Cluster("story-bridge", (herald, post, copy), ("bridge", "marn"), 0.61),
        Summary(
            sentence("Cracks close the Marn bridge", herald, post, support=0.97),
            (sentence("The old Marn bridge was closed after cracks were found.", herald, post),),
            (
                sentence("The old bridge over the Marn was closed on Saturday.", herald, copy, kind="extractive"),
                sentence("The mayor said 14 people were hurt.", post, support=0.88),
            ),
            "coverage|seed:0",
            {"extractive": 1},
            ("There was too little text for a long summary.",),
        ),
        ((herald.id, copy.id), (post.id,)),
        (
            Conflict(
                "people hurt",
                "disagreement",
                (
                    ConflictValue("12", (herald.id, copy.id), herald.published),
                    ConflictValue("14", (post.id,), post.published),
                ),
            ),
        ),
        (Change("new", "new: 3 articles"),),
    )
    rates = article(
        "El banco central mantuvo los tipos en el 4 por ciento.", "Tipos sin cambios", source="Diario", language="es",
        published="2025-06-07T06:00",
    )  # fmt: skip
    bank = Story(
        2,
        Cluster("story-bank", (rates,), ("tipos",)),
        Summary(
            sentence("El banco central mantuvo los tipos", rates, support=1.0, kind="extractive"),
            (sentence("El banco central mantuvo los tipos en el 4 por ciento.", rates, support=1.0),),
            (),
            "coverage|seed:0",
        ),
        ((rates.id,),),
    )
    return Digest(
        title="News of 7 June 2025",
        created=datetime(2025, 6, 7, 12, tzinfo=UTC),
        window=Window(datetime(2025, 6, 6, 22, tzinfo=UTC), datetime(2025, 6, 7, 22, tzinfo=UTC), "Europe/Paris"),
        stories=(bridge, bank),
        skipped=(Skipped("https://broken.example/feed", "the answer is no feed"),),
        duplicates=(Duplicate("Cracks close bridge", post.id, "Post Online", "https://online.example/7"),),
        counts=Counts(sources=5, read=7, duplicates=1, skipped=1, in_stories=4, single=1),
        signature="1f2e3d4c|v0.1|coverage|seed:0",
    )


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
