"""A page that runs several outlets' articles together -> the articles, apart. Method, not one site's special case.

Such a page is a main story, chrome, and *cards*: an outlet's name, an age ("3 hours ago") or a date, the name again, a
headline, a text. A card is found by what marks it: an age line, an outlet and an age or date in one line, an outlet
that is named twice, or, below a heading such as "Related articles", a line with a date; where nothing is marked, by the
order outlet, headline, text alone below such a heading. The lines around the mark say which are outlet and headline;
lines of chrome end the main story. A live blog, a byline with an age and readers'
comments are marked much the same and are no cards: cards name outlets. Knows nothing of the network.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from summarizer.articles.aggregator_lines import (
    CHROME,
    COMMENTS,
    CREDIT_LINE,
    END,
    LEAST_BODY_WORDS,
    LIVE,
    MARKS,
    RELATED,
    Stamp,
    is_outlet,
    repeats,
    stamp_of,
)
from summarizer.articles.cleaning import is_furniture
from summarizer.articles.making import make_article
from summarizer.articles.times import parse_time
from summarizer.text import sentences, tidy, word_count
from summarizer.types import Article

_CAPTION = re.compile(
    r"^(?P<caption>[^()]{0,400}?)\s*\((?:[^()]*\b(?:pic|pics|photo|photos|image|images|picture|foto|file)\b[^()]*|[A-Z][\w /]+ (?:pic|photo))\)\s*",
)


def split(
    text: str,
    *,
    captured: datetime | None,
    now: datetime,
    url: str = "",
    published: datetime | None = None,
    least_words: int = LEAST_BODY_WORDS,
) -> tuple[Article, ...] | None:
    """The articles of an aggregator page, the main story first; None when the text is no such page.

    Ages count back from `captured`; without it the articles' dates are unknown, with a note. `url` and `published` are
    the page's own and belong to the main story. `least_words` is how long a card's text must be: a teaser is no article.
    """
    lines = [line for line in tidy(text).split("\n") if line]
    if any(map(is_live, lines[:3])):
        return None
    cards = _cards(lines, least_words) or _unmarked(lines, least_words)
    if not cards:
        return None
    main = _until_chrome(lines[: cards[0].start])
    articles = [_main_story(main, captured, now, url, published)] if main else []
    ends = [*(card.start for card in cards[1:]), len(lines)]
    made = [_article(lines[card.start : end], card, captured, now) for card, end in zip(cards, ends, strict=True)]
    found = [article for article in made if article is not None]
    if not _name_outlets(found, cards):
        return None
    articles += found
    return tuple(articles) if len(articles) >= 2 else None


def is_live(title: str) -> bool:
    """Whether a title announces a live blog, which is one article, however many entries it has."""
    return bool(LIVE.search(title))


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


def _cards(lines: Sequence[str], least_words: int) -> list[_Card]:
    """Each card begins at the outlet above its mark, else at the headline, else at the mark."""
    cards: list[_Card] = []
    related = comments = story = False
    for index, line in enumerate(lines):
        story = story or word_count(line) >= LEAST_BODY_WORDS
        if (story and RELATED.match(line)) or COMMENTS.match(line):
            # Above any text it is the heading of a menu.
            related, comments = bool(RELATED.match(line)), bool(COMMENTS.match(line))
        stamp = stamp_of(line, dated=related)
        twice = stamp is None and repeats(lines, index)
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
        below = [head for head in lines[index + 1 : body] if not CREDIT_LINE.search(head)]
        whole = stamp is not None and stamp.outlet and below
        while not whole and start > 0 and index - start < 2 and _may_head(lines[start - 1], starts, start - 1):
            start -= 1
        if starts and start <= starts[-1] + 2 and body <= starts[-1] + 6:
            continue  # another mark of the same card
        heads = [head.strip(MARKS) for head in lines[start:body]]
        named_twice = any(heads.count(head) > 1 for head in heads)
        cards.append(_Card(start, stamp is not None and (related or named_twice)))
    return cards


def _unmarked(lines: Sequence[str], least_words: int) -> list[_Card]:
    """Cards without any mark: below the last heading for such, nothing but outlet, headline, text, twice at least."""
    headings = [place for place, line in enumerate(lines) if RELATED.match(line)]
    if not headings or not any(word_count(line) >= LEAST_BODY_WORDS for line in lines[: headings[-1]]):
        return []
    cards: list[_Card] = []
    place = headings[-1] + 1
    while place < len(lines) and not CHROME.match(lines[place]):
        if not _is_unmarked(lines[place : place + 3], least_words):
            return []
        cards.append(_Card(place, False))
        place += 3
        while place < len(lines) and (END.search(lines[place]) or word_count(lines[place]) >= LEAST_BODY_WORDS):
            place += 1
    return cards if len(cards) >= 2 else []


def _is_unmarked(lines: Sequence[str], least_words: int) -> bool:
    if len(lines) < 3 or not is_outlet(lines[0]) or is_furniture(lines[0]) or END.search(lines[1]):
        return False
    outlet, title, body = map(word_count, lines)
    return outlet <= 4 and outlet < title <= 25 and title >= 3 and body >= least_words


def _may_head(line: str, starts: Sequence[int], place: int) -> bool:
    if starts and place <= starts[-1] + 1:
        return False
    return not CHROME.match(line) and not END.search(line) and word_count(line) <= 25


def _until_chrome(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if CHROME.match(line):
            if any(word_count(other) >= 12 for other in kept):
                break
            kept = []
            continue
        kept.append(line)
    return kept if sum(word_count(line) for line in kept) >= LEAST_BODY_WORDS else []


def _main_story(
    lines: Sequence[str], captured: datetime | None, now: datetime, url: str, published: datetime | None
) -> Article:
    title, body = ("", lines)
    if len(lines) > 1 and word_count(lines[0]) <= 30 and not lines[0].rstrip("\"'”’").endswith("."):
        title, body = lines[0], lines[1:]
    return make_article(title=title, text="\n".join(body), url=url, published=published, captured=captured, now=now)


def _article(lines: Sequence[str], card: _Card, captured: datetime | None, now: datetime) -> Article | None:
    long = next((place for place, line in enumerate(lines) if word_count(line) >= LEAST_BODY_WORDS), len(lines))
    stamps = [(place, stamp) for place, line in enumerate(lines[:long]) if (stamp := stamp_of(line, card.certain))]
    stamp_at, stamp = stamps[0] if stamps else (-1, Stamp(""))
    body_at = next((i for i, line in enumerate(lines) if i > stamp_at and word_count(line) >= LEAST_BODY_WORDS), None)
    if body_at is None:
        return None
    heads = [line.strip(MARKS) for i, line in enumerate(lines[:body_at]) if i != stamp_at]
    heads = [line for line in heads if line and not CHROME.match(line) and not CREDIT_LINE.search(line)]
    outlet, title = (stamp.outlet, max(heads, key=word_count, default="")) if stamp.outlet else _outlet_and_title(heads)
    bodies = []
    for line in lines[body_at:]:
        if CHROME.match(line):
            break
        if line.strip(MARKS) != outlet:
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
    others = [line for line in heads if line != title and is_outlet(line)]
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
