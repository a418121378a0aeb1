"""Stories, status and what was left out -> HTML blocks, everything from outside escaped by the template engine."""

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from summarizer.types import Article, Digest, Sentence, Skipped, Story
from summarizer.writers.html import language_of, language_tag
from summarizer.writers.parts import (
    counts_line,
    coverage_line,
    left_out,
    local,
    marks,
    plain,
    safe_link,
    sources_of,
    span_line,
)

MOST_SHOWN = 20_000
"""Characters of one article that are shown; evidence is always shown."""
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["plain"] = plain
    return environment.from_string(Path(__file__).with_name("story.html.j2").read_text("utf-8"))


def how(sentence: Sentence) -> str:
    """Kind and support of a sentence in words."""
    made = "Quoted word for word" if sentence.kind == "extractive" else "Written from the sources"
    return f"{made} · support {sentence.support:.2f} of 1"


def story_html(story: Story, digest: Digest, place: str, length: str = "both", pinned: bool = False) -> str:
    """One story as a block; `place` (today, own …) keeps the ids of several lists on one page apart."""
    sources = sources_of(story)
    spans = _spans(story)

    def numbers(sentence: Sentence) -> str:
        return ", ".join(map(str, marks(sentence, sources)))

    def label(sentence: Sentence) -> str:
        found = numbers(sentence)
        where = f"Evidence in source{'s' if ',' in found else ''} {found}" if found else "Evidence"
        return f"{where}. {how(sentence)}"

    return str(
        _template().render(
            story=story,
            place=place,
            length=length,
            pinned=pinned,
            sources=sources,
            coverage=coverage_line(story),
            span=span_line(story.cluster.span, digest) if story.cluster.span else "",
            tongue=language_tag(language_of(story)),
            lang=language_tag,
            link=safe_link,
            when=lambda time: local(time, digest),
            numbers=numbers,
            how=how,
            label=label,
            pieces=lambda article: pieces(article, spans.get(article.id, [])),
        )
    )


def _spans(story: Story) -> dict[str, list[tuple[int, int, str]]]:
    """Article id -> (start, end, key of the sentence that rests on it)."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    summary = story.summary
    for part, sentences in (("headline", (summary.headline,)), ("short", summary.short), ("long", summary.long)):
        for number, sentence in enumerate(sentences, start=1):
            for e in sentence.evidence:
                found.setdefault(e.article, []).append((e.start, e.end, f"{part}-{number}"))
    return found


def pieces(article: Article, spans: list[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    """The article's text in pieces: (words, keys of the sentences that rest on them, parted by blanks).

    Joined, the pieces are the text without control characters, cut after MOST_SHOWN characters or the last evidence.
    """
    size = len(article.text)
    last = min(size, max([MOST_SHOWN, *(end for _, end, _ in spans)]))
    cuts = sorted({0, last, *(min(max(at, 0), last) for span in spans for at in span[:2])})
    for start, end in pairwise(cuts):
        keys = dict.fromkeys(key for a, b, key in spans if a <= start and end <= b)
        yield _UNSEEN.sub(" ", article.text[start:end]), " ".join(keys)
    if last < size:
        yield f" … ({size - last:,} more characters are not shown)", ""


def status_html(text: str, trouble: bool = False) -> str:
    """A line that screen readers read out when it changes."""
    kind = " trouble" if trouble else ""
    return f'<p class="status{kind}" role="status" aria-live="polite">{escape(plain(text))}</p>'


def left_out_html(digest: Digest | None, skipped: tuple[Skipped, ...] = ()) -> str:
    """Where everything went, and all that was skipped, with reasons."""
    if digest is None:
        groups = [("skipped", tuple(plain(f"{s.item}: {s.reason}") for s in skipped))] if skipped else []
        text = ""
    else:
        groups = list(left_out(digest))
        text = f'<p class="meta">{escape(counts_line(digest))}</p>'
    for name, lines in groups:
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        text += f'<details class="left"><summary>{len(lines)} {name}</summary><ul>{items}</ul></details>'
    return text


def toc_html(stories: tuple[Story, ...], digest: Digest, place: str) -> str:
    """The stories in order of time, as links that open them: the same as a chart says, for everyone."""
    ordered = sorted(stories, key=lambda s: (s.cluster.span is None, s.cluster.span and s.cluster.span[0], s.rank))
    rows = []
    for story in ordered:
        when = span_line(story.cluster.span, digest) if story.cluster.span else "date unknown"
        rows.append(
            f'<li><a href="#{place}-story-{story.rank}" class="open" data-open="{place}-story-{story.rank}">'
            f"{story.rank}. {escape(plain(story.summary.headline.text))}</a> "
            f'<span class="meta">{escape(coverage_line(story))} · {escape(when)}</span></li>'
        )
    return f'<ul class="toc" aria-label="Stories in order of time">{"".join(rows)}</ul>'
