"""digest -> one self-contained HTML page: no script, no third party, readable on a phone, light and dark, prints well.

Sources open on hover and by keyboard, without a script; everything is escaped by the template engine.
"""

import re
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.types import Digest, Story, utc_iso
from summarizer.writers.parts import (
    counts_line,
    coverage_line,
    left_out,
    local,
    marks,
    plain,
    quoted,
    safe_link,
    sources_of,
    span_line,
    summaries,
)


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["plain"] = plain
    text = files("summarizer.writers").joinpath("digest.html.j2").read_text(encoding="utf-8")
    return environment.from_string(text)


def language_tag(language: str) -> Any:
    """A lang attribute, for screen readers and hyphenation; nothing where the language is unknown."""
    from markupsafe import Markup

    return Markup(f' lang="{language}"') if re.fullmatch(r"[A-Za-z]{2,3}", language) else ""  # noqa: S704 (checked)


def language_of(story: Story) -> str:
    """The language that the story's summary is in, when its articles agree; else ''."""
    found = {article.language for article in story.cluster.articles}
    return found.pop() if len(found) == 1 else ""


def _time(time: datetime | None, digest: Digest) -> Any:
    from markupsafe import Markup

    if time is None:
        return local(time, digest)
    return Markup('<time datetime="{}">{}</time>').format(utc_iso(time), local(time, digest))


def write(digest: Digest, *, length: str = "both", with_text: bool = False) -> bytes:
    """The digest as a page."""
    page = _template().render(
        digest=digest,
        length=length,
        counts=counts_line(digest),
        coverage=coverage_line,
        link=safe_link,
        lang=language_tag,
        language=language_of,
        left_out=left_out,
        when=lambda time: _time(time, digest),
        span=lambda times: span_line(times, digest),
        marks=marks,
        quoted=quoted,
        sources_of=sources_of,
        summaries=summaries,
    )
    return str(page).encode("utf-8", "replace")
