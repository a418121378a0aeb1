"""Is each quotation of a sentence word for word in its evidence, quoted there, and by the same speaker?"""

import re
from collections.abc import Mapping

from summarizer.summaries.verification.alignment import Alignment, Source
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import PRONOUNS, SPEECH
from summarizer.summaries.verification.naming import HONORIFICS
from summarizer.summaries.verification.reading import Reading
from summarizer.text import fold, words

QUOTED = re.compile(
    r"[“„«]\s*(?P<curly>[^”“»«]+?)\s*[”“»]|\"\s*(?P<straight>[^\"]+?)\s*\"|``\s*(?P<tex>.+?)\s*''|"
    r"(?<!\w)[‘`]\s*(?P<single>(?:[^’'`]|(?<=\w)[’'](?=\w))+?)\s*[’'](?!\w)|"
    r"(?<![\w'])'(?P<plain>(?:[^']|(?<=\w)'(?=\w))+?)'(?![\w'])"
)
_OPEN = re.compile(r"[“„«\"]|``")
_ELLIPSIS = re.compile(r"\.\.\.|…|\[[^\]]*\]|\s--\s")


def quotations(text: str) -> list[tuple[int, int, str]]:
    """(start, end, words between the marks) of each quotation."""
    return [(m.start(), m.end(), next(g for g in m.groups() if g)) for m in QUOTED.finditer(text)]


def _spell(text: str) -> str:
    return f" {' '.join(words(fold(text)))} "


def check(alignment: Alignment, texts: Mapping[str, str]) -> Finding:
    """`texts` are the articles' texts by id: a quotation may run over several source sentences."""
    fatal: list[str] = []
    minor: list[str] = []
    upper, lower = alignment.sources.case
    common = lower - upper
    for start, end, inner in quotations(alignment.claim.text):
        parts = [_spell(part) for part in _ELLIPSIS.split(inner) if words(part)]
        if not parts:
            continue
        holders = [s for s in alignment.evidence if any(part in _spell(s.reading.text) for part in parts)]
        where = [s for s in holders if all(part in _around(s, texts) for part in parts)]
        if not where:
            fatal.append(f'quotation "{_short(inner)}" not word for word in the evidence')
            continue
        speaker = _speaker(alignment.claim, start, end, common)
        if not any(_quoted_there(s, inner, texts) for s in where):
            said = speaker and len(words(inner)) > 3
            (fatal if said else minor).append(f'"{_short(inner)}" is no quotation in the evidence')
            continue
        copied = any(alignment.claim.text in s.reading.text for s in where)
        if speaker and not copied and not any(_spoke(speaker, s, texts, common) for s in where):
            fatal.append(f'quotation "{_short(inner)}" is not by {" ".join(sorted(speaker))} in the evidence')
    return Finding({"quotations_wrong": min(1.0, float(len(fatal)))}, tuple(fatal), tuple(minor))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "…"


def _around(source: Source, texts: Mapping[str, str], reach: int = 600) -> str:
    text = texts.get(source.sentence.article)
    if text is None:
        return _spell(source.reading.text)
    return _spell(text[max(0, source.sentence.start - reach) : source.sentence.end + reach])


def _quoted_there(source: Source, inner: str, texts: Mapping[str, str]) -> bool:
    """Whether a quotation mark opens before these words in the evidence's paragraph; words alone do not suffice."""
    sentence = source.sentence
    text = texts.get(sentence.article, sentence.text)
    begin, end = (sentence.start, sentence.end) if sentence.article in texts else (0, len(text))
    line = text.rfind("\n", 0, begin) + 1
    first = re.search(r"\W+".join(re.escape(w) for w in re.findall(r"\w+", inner)[:4]), text[begin:end], re.IGNORECASE)
    upto = begin + first.start() if first else end
    return bool(_OPEN.search(text[line:upto]) or re.search(r"(?<!\w)['‘`]", text[line : upto + 1]))


def _speaker(claim: Reading, start: int, end: int, common: frozenset[str]) -> frozenset[str]:
    """Folded name words of the one who says the quotation at [start, end): those beside a verb of speech outside it; none
    for a pronoun, nor for a word of `common` (stems), which any sentence opens with a capital."""
    tokens = claim.tokens
    outside = [i for i, t in enumerate(tokens) if not start <= t.start < end]
    cased = sum(tokens[i].capital for i in outside)
    best: list[str] = []
    distance = 1000
    for i in outside:
        if tokens[i].folded not in SPEECH:
            continue
        gap = min(abs(tokens[i].start - start), abs(tokens[i].start - end))
        if gap > 80 or gap >= distance:
            continue
        near = [tokens[j] for j in outside if i - 6 <= j < i or i < j <= i + 5]
        found = [t.folded for t in near if (t.capital or cased <= 1) and t.content and (not t.first or t.start == 0 or t.start >= end)
                 and t.folded not in HONORIFICS and not (t.first and t.stem in common)]  # fmt: skip
        if i and tokens[i - 1].folded in PRONOUNS:
            best, distance = [], gap
        elif found:
            best, distance = found, gap
    return frozenset(best)


def _spoke(speaker: frozenset[str], source: Source, texts: Mapping[str, str], common: frozenset[str]) -> bool:
    """Whether the evidence names this speaker: in the sentence itself, else shortly before or after it."""
    own = _speaker(source.reading, *_span_of_quote(source.reading), common)
    if own:
        return bool(own & speaker)
    if speaker & source.reading.words:
        return True
    return any(f" {name} " in _around(source, texts, 300) for name in speaker)


def _span_of_quote(reading: Reading) -> tuple[int, int]:
    found = quotations(reading.text)
    return (found[0][0], found[-1][1]) if found else (0, 0)
