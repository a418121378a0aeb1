"""What a demo is set to, and what it takes from strangers: sizes, kinds, addresses, models. Knows no widget."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer.config import Settings, data_folder, load
from summarizer.errors import InputError

SAMPLES = Path(__file__).parent.parent / "samples"
MODELS = ("default", "coverage", "lexrank", "lead")
SUFFIXES = (".html", ".htm", ".jsonl", ".json", ".txt", ".opml", ".xml", ".rss", ".atom")
WINDOWS = ("today", "yesterday", "24h", "7d", "all")
LENGTHS = ("short", "long", "both")
MOST_STORIES = 15
MOST_FILES, MOST_TEXT, MOST_ADDRESSES, MOST_BYTES = 20, 200_000, 10, 5 * 2**20
MOST_KEPT = 1_000_000_000
"""Bytes of all visitors' uploads and downloads, which are deleted after an hour at most."""
_DESCRIBED = "The link at the foot of the page says what each endpoint takes."
AT_ONCE = 4
"""Runs that read and group at once; the model writes for them in turn, a story each. Others stand in the queue."""


@dataclass(frozen=True, slots=True)
class Site:
    """One demo: `public` turns off fetching, the owner's sources and corrections; `store` keeps what it corrects."""

    public: bool = False
    models: tuple[str, ...] = MODELS
    model: str = "default"
    """The one that is chosen when the page opens."""
    store: str = ""
    """Where the sample day's stories, summaries and corrections are kept; '': demo.db in the data folder."""
    autostart: bool = True
    """Tell the sample day when the page opens."""

    def store_of(self, source: str) -> str:
        """The store behind a source: the samples have one of their own, so that no invented news enters the user's."""
        return (self.store or str(data_folder() / "demo.db")) if source == "samples" else load().store

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """(label, name) of where the day's news may come from."""
        own = (("What the store holds", "store"), ("My sources, read again", "sources"))
        return (("The sample day", "samples"), *(() if self.public else own))

    def check_source(self, source: str) -> None:
        """Raises InputError for a source that is not offered here: it could be a path of this machine."""
        names = [name for _, name in self.sources]
        if source not in names:
            raise InputError(f"There is no source {source[:60]!r} here.", f"Use one of: {', '.join(names)}.")

    def settings(
        self, model: str, stories: float, length: str = "both", window: str = "all", **more: object
    ) -> Settings:
        """Settings made of a visitor's choices. Raises InputError for a model, window or length that is not listed."""
        if model not in self.models:
            # Any other name could be an address or a path of this machine.
            raise InputError(f"There is no model {model[:60]!r} here.", f"Use one of: {', '.join(self.models)}.")
        if window not in WINDOWS:
            raise InputError(f"There is no time window {window[:60]!r} here.", f"Use one of: {', '.join(WINDOWS)}.")
        if length not in LENGTHS:
            raise InputError(f"There is no length {length[:60]!r}.", f"Use one of: {', '.join(LENGTHS)}.")
        count = max(1, min(MOST_STORIES, int(stories)))
        # The configured model may need what stands beside it in the configuration: its address, key or engine.
        base = Settings() if model in MODELS else load()
        made = replace(base, cluster=window, model=model, stories=count, length=length, max_bytes=MOST_BYTES)
        return replace(made, **more)  # type: ignore[arg-type]


def offered(public: bool) -> tuple[str, ...]:
    """The models to choose from; on a machine of one's own, the configured one as well. Raises ConfigError."""
    return MODELS if public else tuple(dict.fromkeys((*MODELS, load().model)))


def check_texts(**given: object) -> None:
    """Raises InputError for an endpoint's input that is no text."""
    for name, value in given.items():
        if not isinstance(value, str):
            raise InputError(f"The input {name!r} is no text.", _DESCRIBED)


def check_number(name: str, value: object) -> None:
    """Raises InputError for an endpoint's input that is no finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise InputError(f"The input {name!r} is no number.", _DESCRIBED)


def check_files(files: Sequence[str]) -> None:
    """Raises InputError for too many, too big or strange files."""
    if len(files) > MOST_FILES:
        raise InputError(f"{len(files)} files are too many at once.", f"Give at most {MOST_FILES}.")
    for name in map(Path, files):
        if name.suffix.lower() not in SUFFIXES:
            raise InputError(f"{name.name}: files of this kind are not read.", f"Use {', '.join(SUFFIXES)}.")
        if name.is_file() and name.stat().st_size > MOST_BYTES:
            raise InputError(f"{name.name} is too big.", f"A file may have {MOST_BYTES // 2**20} MB.")


def check_addresses(text: str, public: bool) -> list[str]:
    """The addresses, one a line. Raises InputError for too many, for what is none, and for any on a public page."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if found and public:
        raise InputError("Fetching by address is turned off on this public page.", "Paste the text or drop a file.")
    if len(found) > MOST_ADDRESSES:
        raise InputError(f"{len(found)} addresses are too many at once.", f"Give at most {MOST_ADDRESSES}.")
    for address in found:
        if not address.lower().startswith(("http://", "https://")):
            raise InputError(f"{address[:100]!r} is no web address.", "It should begin with https://.")
    return found


def save_texts(text: str, folder: Path) -> list[str]:
    """Pasted texts as files in `folder`: JSON lines, or texts parted by lines of ---. Raises InputError if too long."""
    if len(text) > MOST_TEXT:
        raise InputError(f"{len(text):,} characters are too much at once.", f"Paste at most {MOST_TEXT:,}.")
    if text.lstrip().startswith("{"):
        parts, suffix = [text], "jsonl"
    else:
        parts, suffix = [p for p in re.split(r"\n\s*-{3,}\s*\n", text) if p.strip()], "txt"
    names = []
    for number, part in enumerate(parts, start=1):
        path = folder / f"text-{number}.{suffix}"
        path.write_text(part, "utf-8", errors="replace")
        names.append(str(path))
    return names
