"""digest -> one self-contained HTML page: no script, no third party, readable on a phone, light and dark, prints well.

Sources open on hover and by keyboard, without a script; everything is escaped by the template engine.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.types import Digest
from summarizer.writers.parts import (
    counts_line,
    coverage_line,
    local,
    marks,
    plain,
    quoted,
    safe_link,
    sources_of,
    summaries,
)


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["plain"] = plain
    text = files("summarizer.writers").joinpath("digest.html.j2").read_text(encoding="utf-8")
    return environment.from_string(text)


def write(digest: Digest, *, length: str = "both", with_text: bool = False) -> bytes:
    """The digest as a page."""
    page = _template().render(
        digest=digest,
        length=length,
        counts=counts_line(digest),
        coverage=coverage_line,
        link=safe_link,
        local=lambda time: local(time, digest),
        marks=marks,
        quoted=quoted,
        sources_of=sources_of,
        summaries=summaries,
    )
    return str(page).encode("utf-8", "replace")
