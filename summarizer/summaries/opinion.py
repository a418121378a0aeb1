"""Which articles say what somebody thinks instead of what happened: opinion pieces, editorials, columns, letters."""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from summarizer.text import fold, sentences
from summarizer.types import Article

_KINDS = (
    r"opinions?|op-?eds?|editorials?|commentary|comments?|column(?:ist)?|letters?|letters? to the editor|guest (?:essay|column)|"
    # Folded: German, French, Italian, Spanish and Portuguese.
    r"kommentar|meinung|leitartikel|gast(?:beitrag|kommentar)|kolumne|glosse|edito|editorial|tribune|chronique|point de vue|"
    r"opinione|editoriale|commento|tribuna|columna|opiniao|coluna|cronica"
)
_LABEL = re.compile(rf"^\W*(?:{_KINDS})(?:\s*[:|]|\s+-)|\s[|-]\s*(?:{_KINDS})\s*$")
"""At either end of a folded title: "Opinion: …", "… | Opinion"."""
_SECTIONS = frozenset({
    "opinion", "opinions", "opinion-pieces", "editorial", "editorials", "op-ed", "oped", "commentisfree",
    "commentary", "columns", "columnists", "letters", "meinung", "kommentar", "kommentare", "kolumnen",
    "leitartikel", "tribune", "tribunes", "editos", "idees", "opinioni", "editoriali", "commenti", "tribuna",
    "tribunas", "columnas", "opiniao", "colunas", "editoriais",
})  # fmt: skip
"""Parts of an address under which outlets keep such pieces."""
_QUOTED = re.compile(r"[“\"„«][^”\"“»]*[”\"“»]?|``.*?(?:''|$)", re.DOTALL)
_WRITER = re.compile(r"(?:^|[,;:–—] ?|\b[a-z]+ )I(?:['’](?:m|ve|d|ll))? [a-z]")
OPENING = 2
"""A writer who speaks of himself does so in the first sentences; further down it may be anybody whose quotation marks were lost."""


@lru_cache(maxsize=4096)
def is_opinion(article: Article) -> bool:
    """Whether its title or its address says so, or, in English, its writer speaks as "I" before anybody is quoted."""
    if _LABEL.search(" ".join(fold(article.title).split())):
        return True
    try:
        path = urlsplit(article.url).path
    except ValueError:
        path = ""
    if not _SECTIONS.isdisjoint(fold(unquote(path)).split("/")[:-1]):
        return True
    if article.language not in ("", "en"):
        return False
    begins = " ".join(article.text[start:end] for start, end in sentences(article.text[:2000], "en")[:OPENING])
    return bool(_WRITER.search(_QUOTED.sub(" “ ", begins)))


def reporting(articles: Sequence[Article]) -> Sequence[Article]:
    """The articles without opinion pieces, while there are others: what a columnist thinks is not what happened."""
    return [article for article in articles if not is_opinion(article)] or articles
