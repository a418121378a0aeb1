"""What a line of an aggregator page is: an age, a date, an outlet's name, a heading, chrome. Knows no page and no article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from summarizer.articles.cleaning import is_furniture
from summarizer.articles.times import is_relative, parse_time

_AGE = re.compile(
    r"^[•·\-–—|\s]*(?:(?:updated|published|posted)[: ]+)?(?:(?:about |hace |vor |il y a |há )?\d+ ?[\w.]{1,9}(?: (?:ago|fa|atrás))?|an? (?:hour|minute|day|week) ago|just now|yesterday|"
    r"hace (?:una?|\d+) \w+|\d+\s?(?:分|時間|日)前)[•·|\s]*$",
    re.IGNORECASE,
)
_AGE_UNIT = re.compile(
    r"\b(?:s|m|min|mins|h|hr|hrs|d|w|sec\w*|minut\w*|hours?|days?|weeks?|months?|horas?|días?|dias?|semanas?|"
    r"stunden?|tage?n?|wochen?|heures?|jours?|semaines?|or[ae]|giorn[io]|ore|minuti)\b|分|時間|日前|yesterday|just now|ago",
    re.IGNORECASE,
)
CHROME = re.compile(
    r"^(?:try our\b.*|explore what\b.*|comments?(?: \(\d+\))?|no comments yet\W*|be the first to comment.*|"
    r"(?:related|more|similar|recommended|latest|top) (?:articles?|stories|news|coverage|headlines)(?: from .{0,40})?:?|"
    r"you (?:may|might) also like:?|more (?:on|from) .{1,40}|read (?:next|more)\W*|see (?:also|more|all)\W*|load more|show more|"
    r"full coverage|what to read next|sign in.*|log in.*|subscribe.*|menu|home|search|trending(?: now)?|most (?:read|popular)|"
    r"artículos relacionados|noticias relacionadas|más noticias|verwandte artikel|mehr zum thema|articles liés|articoli correlati|"
    r"sin comentarios\W*|comentarios|kommentare|commentaires|関連記事)$",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"^(?:(?:related|more|similar|recommended|latest|top|other) (?:articles?|stories|news|coverage|headlines)(?: from .{0,40})?|full coverage|"
    r"more (?:on|from) .{1,40}|artículos relacionados|noticias relacionadas|más noticias|verwandte artikel|mehr zum thema|"
    r"articles liés|articoli correlati|関連記事):?$",
    re.IGNORECASE,
)
"""Below such a heading stand cards."""
COMMENTS = re.compile(r"^(?:\d+ )?(?:comments?|comentarios|kommentare|commentaires)\b.{0,12}$", re.IGNORECASE)
"""Below such a heading stand people's remarks, each with a name and an age, which are no articles."""
LIVE = re.compile(
    r"\blive(?:[ -]?(?:blog|ticker|updates?|coverage|text)|:| –| -)|\bas it happened\b|\bminuto a minuto\b|\ben (?:directo|direct)\b|"
    r"\bin diretta\b|– live\b|\blive$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[•·|]\s*|\s+[–—-]\s+|,\s+(?=\d+ ?\w+ ago)")
CREDIT_LINE = re.compile(
    r"\((?:[^()]*\b(?:pic|pics|photo|photos|image|images|picture|foto|file)\b[^()]*)\)$|^(?:photo|image|picture|foto|bild)(?: by| credit)?:",
    re.IGNORECASE,
)
END = re.compile(r"[.!?…]['\"”’)]*$")
MARKS = "-–—•·| "
MOST_OUTLET_WORDS = 6
LEAST_BODY_WORDS = 25


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line that says when, and perhaps where, something was published."""

    when: str
    outlet: str = ""


def stamp_of(line: str, dated: bool) -> Stamp | None:
    """The age (or, where `dated`, the date) that a line holds, alone or beside an outlet; None for other lines."""
    if len(line) > 90:
        return None
    if _is_age(line) or (dated and _is_date(line)):
        return Stamp(line)
    parts = [part for part in _SEPARATOR.split(line.strip(MARKS)) if part]
    whens = [part for part in parts if _is_age(part) or (dated and _is_date(part))]
    names = [part for part in parts if part not in whens and is_outlet(part) and not _READING_TIME.match(part)]
    return Stamp(whens[0], names[0]) if len(whens) == 1 and len(names) == 1 and len(parts) <= 4 else None


_READING_TIME = re.compile(r"\d+ ?min", re.IGNORECASE)
_DATE_LIKE = re.compile(r"\d{1,4}[\s./-]|[\s./-]\d{1,4}")


def _is_date(line: str) -> bool:
    bare = re.sub(r"^(?:updated|published|posted)(?: on)?[: ]+", "", line.strip(" •·-–—|"), flags=re.IGNORECASE)
    if len(bare) > 40 or len(bare.split()) > 7 or not _DATE_LIKE.search(bare):
        return False
    return parse_time(bare, _ANY_DAY, _ANY_DAY)[0] is not None


_ANY_DAY = datetime(2100, 1, 1, tzinfo=UTC)
"""Whether a line is a date does not depend on when it is read."""


def _is_age(line: str) -> bool:
    return len(line) <= 40 and bool(_AGE.match(line)) and bool(_AGE_UNIT.search(line)) and _counts_back(line)


def _counts_back(line: str) -> bool:
    bare = line.strip(" •·-–—|")
    return is_relative(re.sub(r"^(?:updated|published|posted)[: ]+", "", bare, flags=re.IGNORECASE))


def is_outlet(line: str) -> bool:
    bare = line.strip(MARKS)
    return 0 < len(bare) <= 45 and len(bare.split()) <= MOST_OUTLET_WORDS and not END.search(bare) and bare[0].isalnum()


def repeats(lines: Sequence[str], index: int) -> bool:
    """Whether an outlet's name stands here that stood one or two lines above, too, and a headline below."""
    name = lines[index].strip(MARKS)
    if not is_outlet(name) or is_furniture(name) or index + 1 == len(lines) or END.search(lines[index + 1]):
        return False
    return any(other.strip(MARKS) == name for other in lines[max(0, index - 2) : index])
