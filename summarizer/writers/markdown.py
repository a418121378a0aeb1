"""digest -> Markdown (CommonMark): every text escaped, numbered source marks behind each sentence."""

import re

from summarizer.types import Digest, Sentence, Story
from summarizer.writers.parts import (
    Source,
    counts_line,
    coverage_line,
    left_out,
    local,
    marks,
    plain,
    safe_link,
    sources_of,
    span_line,
    summaries,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)])")
_BARE_LINK = re.compile(r"(https?:/)(/)|(\bwww)(\.)", re.IGNORECASE)


def escape(text: str) -> str:
    """The text so that Markdown shows it as it stands: no markup, no HTML, no links of its own."""
    safe = _SPECIAL.sub(r"\\\1", plain(text))
    safe = _AT_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", safe)
    return _BARE_LINK.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"{m[3]}\\{m[4]}", safe)


def write(digest: Digest, *, length: str = "both", with_text: bool = False) -> bytes:
    """The digest as a Markdown document."""
    lines = [f"# {escape(digest.title)}", "", escape(counts_line(digest)), ""]
    for story in digest.stories:
        lines += _story(story, digest, length)
    for name, items in left_out(digest):
        lines += [f"## {name.capitalize()}", "", *(f"- {escape(item)}" for item in items), ""]
    lines += [f"Made by {escape(digest.signature)}", ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _story(story: Story, digest: Digest, length: str) -> list[str]:
    sources = sources_of(story)
    span = story.cluster.span
    when = f", {span_line(span, digest)}" if span else ""
    heading = _sentence(story.summary.headline, sources)
    lines = [f"## {story.rank}. {heading}", "", f"{coverage_line(story)}{escape(when)}", ""]
    for name, sentences in summaries(story, length):
        body = " ".join(_sentence(s, sources) for s in sentences)
        lines += [f"**{body}**" if name == "short" else body, ""]
    for note in story.summary.notes:
        lines += [f"*Note: {escape(note)}*", ""]
    for conflict in story.conflicts:
        lines += [
            f"Figures for {escape(conflict.quantity)} ({conflict.kind}):",
            "",
            "| value | sources | first given |",
            "|---|---|---|",
        ]
        number = {source.article.id: source.number for source in sources}
        for value in conflict.values:
            told = " ".join(f"\\[{number[a]}\\]" for a in value.articles if a in number)
            lines.append(f"| {escape(value.value)} | {told} | {escape(local(value.published, digest))} |")
        lines.append("")
    if story.changes:
        lines += ["Changes: " + "; ".join(escape(c.text) for c in story.changes), ""]
    lines += [_source(source, digest) for source in sources] + [""]
    return lines


def _sentence(sentence: Sentence, sources: tuple[Source, ...]) -> str:
    told = "".join(f" \\[{number}\\]" for number in marks(sentence, sources))
    return f"{escape(sentence.text)}{told}"


def _source(source: Source, digest: Digest) -> str:
    title, link = escape(source.title), safe_link(source.article.url)
    shown = f"[{title}](<{link}>)" if link else title
    origin = f" (same origin as \\[{source.same_origin}\\])" if source.same_origin else ""
    when = escape(local(source.article.published, digest))
    return f"- \\[{source.number}\\] {escape(source.name)}, {when}: {shown}{origin}"
