"""A page that runs several outlets' articles together -> the articles, apart. Method, not one site's special case.

Such a page is a main story, chrome, and *cards*: an outlet's name, an age ("3 hours ago") or a date, the name again, a
headline, a text. A card is found by what marks it: an age line, an outlet and an age or date in one line, an outlet
that is named twice, or, below a heading such as "Related articles", a line with a date. The lines around the mark say
which are outlet and headline; lines of chrome end the main story. A live blog, a byline with an age and readers'
comments are marked much the same and are no cards: cards name outlets. Knows nothing of the network.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from summarizer.articles.cleaning import is_furniture
from summarizer.articles.making import make_article
from summarizer.articles.times import is_relative, parse_time
from summarizer.text import sentences, tidy, word_count
from summarizer.types import Article

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
_CHROME = re.compile(
    r"^(?:try our\b.*|explore what\b.*|comments?(?: \(\d+\))?|no comments yet\W*|be the first to comment.*|"
    r"(?:related|more|similar|recommended|latest|top) (?:articles?|stories|news|coverage|headlines)(?: from .{0,40})?:?|"
    r"you (?:may|might) also like:?|more (?:on|from) .{1,40}|read (?:next|more)\W*|see (?:also|more|all)\W*|load more|show more|"
    r"full coverage|what to read next|sign in.*|log in.*|subscribe.*|menu|home|search|trending(?: now)?|most (?:read|popular)|"
    r"artículos relacionados|noticias relacionadas|más noticias|verwandte artikel|mehr zum thema|articles liés|articoli correlati|"
    r"sin comentarios\W*|comentarios|kommentare|commentaires|関連記事)$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^(?:(?:related|more|similar|recommended|latest|top|other) (?:articles?|stories|news|coverage|headlines)(?: from .{0,40})?|full coverage|"
    r"more (?:on|from) .{1,40}|artículos relacionados|noticias relacionadas|más noticias|verwandte artikel|mehr zum thema|"
    r"articles liés|articoli correlati|関連記事):?$",
    re.IGNORECASE,
)
"""Below such a heading stand cards."""
_COMMENTS = re.compile(r"^(?:\d+ )?(?:comments?|comentarios|kommentare|commentaires)\b.{0,12}$", re.IGNORECASE)
"""Below such a heading stand people's remarks, each with a name and an age, which are no articles."""
_LIVE = re.compile(
    r"\blive(?:[ -]?(?:blog|ticker|updates?|coverage|text)|:| –| -)|\bas it happened\b|\bminuto a minuto\b|\ben (?:directo|direct)\b|"
    r"\bin diretta\b|– live\b|\blive$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[•·|]\s*|\s+[–—-]\s+|,\s+(?=\d+ ?\w+ ago)")
_CREDIT_LINE = re.compile(
    r"\((?:[^()]*\b(?:pic|pics|photo|photos|image|images|picture|foto|file)\b[^()]*)\)$|^(?:photo|image|picture|foto|bild)(?: by| credit)?:",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^(?P<caption>[^()]{0,400}?)\s*\((?:[^()]*\b(?:pic|pics|photo|photos|image|images|picture|foto|file)\b[^()]*|[A-Z][\w /]+ (?:pic|photo))\)\s*",
)
_END = re.compile(r"[.!?…]['\"”’)]*$")
_MARKS = "-–—•·| "
MOST_OUTLET_WORDS = 6
LEAST_BODY_WORDS = 25


def split(
    text: str, *, captured: datetime | None, now: datetime, source: str = "", least_words: int = LEAST_BODY_WORDS
) -> tuple[Article, ...] | None:
    """The articles of an aggregator page, the main story first; None when the text is no such page.

    Ages count back from `captured`; without it the articles' dates are unknown, with a note. `least_words` is how long
    a card's text must be: a teaser is no article.
    """
    lines = [line for line in tidy(text).split("\n") if line]
    if any(_LIVE.search(line) for line in lines[:3]):
        return None
    cards = _cards(lines, least_words)
    if not cards:
        return None
    main = _until_chrome(lines[: cards[0].start])
    articles = [_main_story(main, captured, now, source)] if main else []
    ends = [*(card.start for card in cards[1:]), len(lines)]
    made = [_article(lines[card.start : end], card, captured, now) for card, end in zip(cards, ends, strict=True)]
    found = [article for article in made if article is not None]
    if not _name_outlets(found, cards):
        return None
    articles += found
    return tuple(articles) if len(articles) >= 2 else None


@dataclass(frozen=True, slots=True)
class _Card:
    """Where a card begins, and whether it is certain: below a heading for such, or with a time and its outlet twice."""

    start: int
    certain: bool


def _name_outlets(found: Sequence[Article], cards: Sequence[_Card]) -> bool:
    """Whether these are articles of outlets: all but a few are named, and it is not one name or person alone."""
    named = [article.source for article in found if article.source]
    if 2 * len(named) <= len(found):
        return False
    return all(card.certain for card in cards) or len(set(named)) >= 2


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A line that says when, and perhaps where, something was published."""

    when: str
    outlet: str = ""


def _stamp(line: str, dated: bool) -> _Stamp | None:
    """The age (or, where `dated`, the date) that a line holds, alone or beside an outlet; None for other lines."""
    if len(line) > 90:
        return None
    if _is_age(line) or (dated and _is_date(line)):
        return _Stamp(line)
    parts = [part for part in _SEPARATOR.split(line.strip(_MARKS)) if part]
    whens = [part for part in parts if _is_age(part) or (dated and _is_date(part))]
    names = [part for part in parts if part not in whens and _is_outlet(part) and not _READING_TIME.match(part)]
    return _Stamp(whens[0], names[0]) if len(whens) == 1 and len(names) == 1 and len(parts) <= 4 else None


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


def _is_outlet(line: str) -> bool:
    bare = line.strip(_MARKS)
    return (
        0 < len(bare) <= 45 and len(bare.split()) <= MOST_OUTLET_WORDS and not _END.search(bare) and bare[0].isalnum()
    )


def _cards(lines: Sequence[str], least_words: int) -> list[_Card]:
    """Each card begins at the outlet above its mark, else at the headline, else at the mark."""
    cards: list[_Card] = []
    related = comments = story = False
    for index, line in enumerate(lines):
        story = story or word_count(line) >= LEAST_BODY_WORDS
        if (story and _RELATED.match(line)) or _COMMENTS.match(line):
            # Above any text it is the heading of a menu.
            related, comments = bool(_RELATED.match(line)), bool(_COMMENTS.match(line))
        stamp = _stamp(line, dated=related)
        twice = stamp is None and _repeats(lines, index)
        if comments or not (stamp or twice):
            continue
        body = next(
            (n for n in range(index + 1, min(index + 5, len(lines))) if word_count(lines[n]) >= least_words), None
        )
        if body is None:
            continue
        starts = [card.start for card in cards]
        start = index
        # An outlet in the mark's own line, with the headline below it, has nothing above it.
        below = [head for head in lines[index + 1 : body] if not _CREDIT_LINE.search(head)]
        whole = stamp is not None and stamp.outlet and below
        while not whole and start > 0 and index - start < 2 and _may_head(lines[start - 1], starts, start - 1):
            start -= 1
        if starts and start <= starts[-1] + 2 and body <= starts[-1] + 6:
            continue  # another mark of the same card
        heads = [head.strip(_MARKS) for head in lines[start:body]]
        named_twice = any(heads.count(head) > 1 for head in heads)
        cards.append(_Card(start, stamp is not None and (related or named_twice)))
    return cards


def _repeats(lines: Sequence[str], index: int) -> bool:
    """Whether an outlet's name stands here that stood one or two lines above, too, and a headline below."""
    name = lines[index].strip(_MARKS)
    if not _is_outlet(name) or is_furniture(name) or index + 1 == len(lines) or _END.search(lines[index + 1]):
        return False
    return any(other.strip(_MARKS) == name for other in lines[max(0, index - 2) : index])


def _may_head(line: str, starts: Sequence[int], place: int) -> bool:
    if starts and place <= starts[-1] + 1:
        return False
    return not _CHROME.match(line) and not _END.search(line) and word_count(line) <= 25


def _until_chrome(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if _CHROME.match(line):
            if any(word_count(other) >= 12 for other in kept):
                break
            kept = []
            continue
        kept.append(line)
    return kept if sum(word_count(line) for line in kept) >= LEAST_BODY_WORDS else []


def _main_story(lines: Sequence[str], captured: datetime | None, now: datetime, source: str) -> Article:
    title, body = ("", lines)
    if len(lines) > 1 and word_count(lines[0]) <= 30 and not lines[0].rstrip("\"'”’").endswith("."):
        title, body = lines[0], lines[1:]
    return make_article(title=title, text="\n".join(body), source=source, captured=captured, now=now)


def _article(lines: Sequence[str], card: _Card, captured: datetime | None, now: datetime) -> Article | None:
    stamps = [(place, stamp) for place, line in enumerate(lines) if (stamp := _stamp(line, dated=card.certain))]
    stamp_at, stamp = stamps[0] if stamps else (-1, _Stamp(""))
    body_at = next((i for i, line in enumerate(lines) if i > stamp_at and word_count(line) >= LEAST_BODY_WORDS), None)
    if body_at is None:
        return None
    heads = [line.strip(_MARKS) for i, line in enumerate(lines[:body_at]) if i != stamp_at]
    heads = [line for line in heads if line and not _CHROME.match(line) and not _CREDIT_LINE.search(line)]
    outlet, title = (stamp.outlet, max(heads, key=word_count, default="")) if stamp.outlet else _outlet_and_title(heads)
    bodies = []
    for line in lines[body_at:]:
        if _CHROME.match(line):
            break
        if line.strip(_MARKS) != outlet:
            bodies.append(line)
    text = _without_crossheads(_without_caption("\n".join(bodies)))
    published, reason = parse_time(
        re.sub(r"^\W*(?:updated|published|posted)(?: on)?[: ]+", "", stamp.when, flags=re.I).strip(" •·-–—|"),
        captured,
        now,
    )
    return make_article(
        title=title, text=text, source=outlet, published=published, captured=captured, now=now,
        notes=(reason,) if reason else (),
    )  # fmt: skip


def _outlet_and_title(heads: Sequence[str]) -> tuple[str, str]:
    """The outlet repeats itself, or is the shortest head; the headline is the longest."""
    if not heads:
        return "", ""
    repeated = next((line for line in heads if heads.count(line) > 1), "")
    # Of two that are equally long the lower is the headline.
    title = max((line for line in reversed(heads) if line != repeated), key=word_count, default="")
    if repeated:
        return repeated, title
    others = [line for line in heads if line != title and _is_outlet(line)]
    return (others[0] if others else ""), title


def _without_caption(text: str) -> str:
    """Drop a picture's caption and credit at the start: "… prisoner exchanges. (AP pic) MOSCOW : …"."""
    match = _CAPTION.match(text)
    return text[match.end() :] if match else text


def _without_crossheads(text: str) -> str:
    """Drop crossheads that were run into the text: "Unprecedented attack 'Kharkiv is …".

    Recognised where a sentence's opening words (two to five, one capital, no verb's punctuation) are followed by a
    capitalised word or an opening quotation mark, which no sentence of prose has there.
    """
    pieces, last = [], 0
    for start, end in sentences(text):
        sentence = text[start:end]
        if match := _CROSSHEAD.match(sentence):
            pieces.append(text[last:start])
            last = start + match.end()
    pieces.append(text[last:])
    return "".join(pieces)


_CROSSHEAD = re.compile(
    r"^[A-Z][a-z]+(?: [a-z]+){1,4} (?=(?:['‘\"“][A-Z][\w]+ (?:is|are|was|were|has|have|will|had|must)\b|The [a-z]|In [a-z]|On [A-Z]))"
)
