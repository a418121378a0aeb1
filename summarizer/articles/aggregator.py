"""A page that runs several outlets' articles together -> the articles, apart. Method, not one site's special case.

Such a page is a main story, chrome, and *cards*: an outlet's name, an age ("3 hours ago"), the name again, a headline,
a text. A card is found by its age line; the lines around it say which are outlet and headline. Lines of chrome end
the main story. Knows nothing of the network.
"""

import re
from collections.abc import Sequence
from datetime import datetime

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
_CAPTION = re.compile(
    r"^(?P<caption>[^()]{0,400}?)\s*\((?:[^()]*\b(?:pic|pics|photo|photos|image|images|picture|foto|file)\b[^()]*|[A-Z][\w /]+ (?:pic|photo))\)\s*",
)
_END = re.compile(r"[.!?…]['\"”’)]*$")
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
    starts = _cards(lines, least_words)
    if not starts:
        return None
    main = _until_chrome(lines[: starts[0]])
    articles = [_main_story(main, captured, now, source)] if main else []
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(lines)
        article = _card(lines[start:end], captured, now)
        if article is not None:
            articles.append(article)
    found = [article for article in articles if article is not None]
    return tuple(found) if len(found) >= 2 else None


def _is_age(line: str) -> bool:
    return len(line) <= 40 and bool(_AGE.match(line)) and bool(_AGE_UNIT.search(line)) and _counts_back(line)


def _counts_back(line: str) -> bool:
    bare = line.strip(" •·-–—|")
    return is_relative(re.sub(r"^(?:updated|published|posted)[: ]+", "", bare, flags=re.IGNORECASE))


def _is_outlet(line: str) -> bool:
    bare = line.strip("-–—•·| ")
    return (
        0 < len(bare) <= 45 and len(bare.split()) <= MOST_OUTLET_WORDS and not _END.search(bare) and bare[0].isalnum()
    )


def _cards(lines: Sequence[str], least_words: int) -> list[int]:
    """Where each card begins: at the outlet above its age line, else at the headline, else at the age line."""
    starts: list[int] = []
    for index, line in enumerate(lines):
        if not _is_age(line):
            continue
        body = next((other for other in lines[index + 1 : index + 5] if word_count(other) >= least_words), None)
        if body is None:
            continue
        start = index
        while start > 0 and index - start < 2 and _may_head(lines[start - 1], starts, start - 1):
            start -= 1
        starts.append(start)
    return starts


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


def _card(lines: Sequence[str], captured: datetime | None, now: datetime) -> Article | None:
    age = next((line for line in lines if _is_age(line)), "")
    age_at = lines.index(age) if age else 0
    body_at = next((i for i, line in enumerate(lines) if i > age_at and word_count(line) >= LEAST_BODY_WORDS), None)
    if body_at is None:
        return None
    heads = [line.strip("-–—•·| ") for i, line in enumerate(lines[:body_at]) if i != age_at]
    heads = [line for line in heads if line and not _CHROME.match(line)]
    outlet, title = _outlet_and_title(heads, before_age=age_at)
    bodies = []
    for line in lines[body_at:]:
        if _CHROME.match(line):
            break
        if line.strip("-–—•·| ") != outlet:
            bodies.append(line)
    text = _without_crossheads(_without_caption("\n".join(bodies)))
    published, reason = parse_time(
        re.sub(r"^\W*(?:updated|published|posted)[: ]+", "", age, flags=re.I).strip(" •·-–—|"), captured, now
    )
    return make_article(
        title=title, text=text, source=outlet, published=published, captured=captured, now=now,
        notes=(reason,) if reason else (),
    )  # fmt: skip


def _outlet_and_title(heads: Sequence[str], before_age: int) -> tuple[str, str]:
    """The outlet repeats itself, or is the shortest head; the headline is the longest."""
    if not heads:
        return "", ""
    repeated = next((line for line in heads if heads.count(line) > 1), "")
    title = max((line for line in heads if line != repeated), key=word_count, default="")
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
