"""Other people's systems: their outputs from a file, and the package sumy's summarizers when it is installed."""

import warnings
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import numpy as np

from eval.data import Item, rows
from summarizer.errors import ConfigError, InputError
from summarizer.text import LANGUAGES, sentences, word_count, words
from summarizer.types import Evidence, Sentence

SUMY = {
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
}
"""Method -> sumy's module and class."""


class Outputs:
    """`FILE` or `FILE#SYSTEM`: lines `{"id", "text" | "summary_sentences" | "sentences", "system"?, "headline"?}`.

    An `items.jsonl` of this harness is such a file. Raises InputError for a file that cannot be read or holds no output.
    """

    def __init__(self, name: str) -> None:
        path, _, system = name.partition("#")
        self._path = Path(path)
        self._problems: list[str] = []
        self._rows: dict[str, Mapping[str, Any]] = {}
        for number, row in rows(self._path, self._problems):
            if system and row.get("system") != system:
                continue
            place, key = f"{self._path.name}:{number}", str(row.get("id"))
            if "id" not in row or not any(field in row for field in ("text", "summary_sentences", "sentences")):
                self._problems.append(f"{place}: an output needs an id and a text.")
            elif key in self._rows:
                self._problems.append(f"{place}: a second output for {key}; the first is used.")
            else:
                self._rows[key] = row
        self.signature = f"file:{self._path.name}|{sha256(self._path.read_bytes()).hexdigest()[:8]}"
        if not self._rows:
            of = f" of {system}" if system else ""
            raise InputError(f"{self._path} holds no output{of}.", self._problems[0] if self._problems else "")

    def __call__(self, item: Item) -> tuple[tuple[Sentence, ...], str]:
        """The output for an item and its headline. Raises InputError when there is none."""
        row = self._rows.get(item.id)
        if row is None:
            lost = f"{len(self._problems)} lines could not be used, first {self._problems[0]}" if self._problems else ""
            raise InputError(f"{self._path} has no output for {item.id}.", lost)
        return _sentences(row), str(row.get("headline") or "")


def _sentences(row: Mapping[str, Any]) -> tuple[Sentence, ...]:
    given = row.get("sentences") or row.get("summary_sentences")
    if not given:
        text = str(row.get("text") or "")
        given = [text[start:end] for start, end in sentences(text)]
    return tuple(_sentence(part) if isinstance(part, dict) else _plain(str(part)) for part in given)


def _plain(text: str) -> Sentence:
    return Sentence(text, (), 0.0, "abstractive")


def _sentence(row: Mapping[str, Any]) -> Sentence:
    try:
        evidence = tuple(Evidence(str(e["article"]), int(e["start"]), int(e["end"])) for e in row.get("evidence") or ())
        kind = "extractive" if row.get("kind") == "extractive" else "abstractive"
        return Sentence(str(row["text"]), evidence, float(row.get("support") or 0.0), kind)  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"A sentence is not as it should be: {error!r}.") from error


class _Words:
    """What sumy asks of a tokenizer for a sentence: our words, so that it downloads nothing."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(words(text))


class Sumy:
    """One of sumy's methods over all sentences of an item, with sumy's stemmer and stop words and our sentences and words.

    Chosen are the best-ranked sentences, in their order, up to the budget; the order is that of the sources. Raises
    ConfigError for an unknown method, or when sumy is not installed.
    """

    def __init__(self, method: str) -> None:
        if method not in SUMY:
            raise ConfigError(f"sumy has no method {method!r} here.", f"Known: {', '.join(sorted(SUMY))}.")
        module, self._class = SUMY[method]
        try:
            self._module = import_module(f"sumy.summarizers.{module}")
            self._dom = import_module("sumy.models.dom")
            self._stemmers = import_module("sumy.nlp.stemmers")
            self._utils = import_module("sumy.utils")
        except ImportError as error:
            raise ConfigError("The package sumy is not installed.", "pip install sumy") from error
        self.signature = f"sumy-{method}|v:{metadata.version('sumy')}|split:nupunkt|stem and stop words:sumy"

    def __call__(self, item: Item, budget: int) -> Sequence[Sentence]:
        """At least one sentence, at most `budget` words where the first fits; none when no sentence has words."""
        spans: dict[str, Sentence] = {}
        paragraphs = []
        for article in item.articles:
            own = []
            for start, end in sentences(article.text):
                text = article.text[start:end]
                if words(text) and text not in spans:  # sumy knows a sentence by its text alone
                    spans[text] = Sentence(text, (Evidence(article.id, start, end),), 1.0, "extractive")
                    own.append(self._dom.Sentence(text, _Words()))
            if own:
                paragraphs.append(self._dom.Paragraph(own))
        if not paragraphs:
            return ()
        summarizer = self._made(item.articles[0].language or "en")
        # Of a few short sentences sumy warns, or divides by nought: they are then ranked as they come.
        with warnings.catch_warnings(), np.errstate(invalid="ignore", divide="ignore"):
            warnings.simplefilter("ignore", UserWarning)
            chosen = summarizer(self._dom.ObjectDocumentModel(paragraphs), _fitting(budget))
        return [spans[str(sentence)] for sentence in chosen]

    def _made(self, language: str) -> Any:
        name = LANGUAGES.get(language, "english")
        try:
            made = getattr(self._module, self._class)(self._stemmers.Stemmer(name))
            made.stop_words = self._utils.get_stop_words(name)
        except LookupError:
            made = getattr(self._module, self._class)()
        return made


def _fitting(budget: int) -> Callable[[Sequence[Any]], list[Any]]:
    """Sumy's "how many": of the ranked sentences, as many as fit before the first that does not; at least one."""

    def choose(ranked: Sequence[Any]) -> list[Any]:
        kept: list[Any] = []
        used = 0
        for info in ranked:
            size = word_count(str(info.sentence))
            if kept and used + size > budget:
                break
            kept.append(info)
            used += size
        return kept

    return choose
