"""Does a role stand before a name that it belongs to in no source, while the sources have it before another name?

"News agency Tarn said" where the sources have "news agency NORD", or "According to the news agency, Tarn said": typical
errors of fusion. English.
"""

from collections.abc import Iterator

from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import SPEECH
from summarizer.summaries.verification.reading import Reading


def check(alignment: Alignment) -> Finding:
    """Fatal: a role whose name stands right behind it in no source of the story, while the evidence has another name there,
    or a comma between the two."""
    anywhere = {pair for source in alignment.sources for pair in _roles(source.reading)}
    given = [pair for source in alignment.evidence for pair in _roles(source.reading)]
    names = {name for _, name in anywhere}
    for role, name in _roles(alignment.claim):
        if (role, name) not in anywhere and any((role, name) in _parted(s.reading) for s in alignment.evidence):
            return Finding({}, (f'"{role} {name}" where the evidence has a comma between them',))
        others = {other for word, other in given if word == role and other != name}
        if others and (role, name) not in anywhere and name in names | alignment.sources.stems:
            return Finding({}, (f'"{role} {name}" where the evidence has "{role} {min(others)}"',))
    return Finding()


def _roles(reading: Reading) -> Iterator[tuple[str, str]]:
    """(stem of a common noun, stem of the name right after it); nothing where every word is capitalised."""
    if reading.title_case:
        return
    for noun, name in zip(reading.tokens, reading.tokens[1:], strict=False):
        common = noun.content and not noun.capital and not noun.verb_like and not noun.stem.startswith("#")
        if common and name.capital and name.stem and not name.first and name.content:
            yield noun.stem, name.stem


def _parted(reading: Reading) -> Iterator[tuple[str, str]]:
    """(stem of a common noun, stem of the name behind the comma that follows it, of which a verb tells)."""
    tokens = reading.tokens
    for place, (noun, mark, name) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        if mark.text == "," and noun.content and not noun.capital and name.capital:
            after = next((token for token in tokens[place + 3 :] if not token.capital), None)
            if after is None or after.folded in SPEECH or after.verb_like:
                yield noun.stem, name.stem
