"""Is an English sentence whole? Small models drop the verb of a long one. Rules over words, no parser: they err on the side
of yes for what people write."""

import re

_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|cannot|\w+ed|"
    r"\w+n['’]t|ate|beat|became|began|bit|bought|bore|broadcast|broke|brought|built|came|caught|chose|cost|cut|dealt|drew|drove|"
    r"dug|fell|felt|fled|flew|forbade|forecast|fought|found|froze|gave|got|grew|held|hid|hit|hurt|kept|knew|laid|lay|led|left|"
    r"let|lit|lost|made|meant|met|overcame|overthrew|paid|put|quit|ran|rang|read|rode|rose|said|sang|sank|sat|saw|sent|"
    r"set|shook|shot|shut|slept|slid|sold|spent|split|spoke|spread|stood|stole|struck|stuck|swept|swore|swam|swung|"
    r"taught|thought|threw|told|took|tore|understood|undertook|upheld|went|withdrew|woke|won|wore|wound|wrote)\b|"
    r"\w['’](?:s|re|ve|ll|d|m) ",
    re.IGNORECASE,
)
_WORD_S = re.compile(r"([\w.%$£€-]+) ([a-z]{2,}s)\b(?!['’])")
_BEFORE_NOUN = re.compile(
    r"(?:a|an|the|this|that|these|those|his|her|its|their|our|my|your|of|in|on|at|by|for|from|with|to|into|over|and|or|as|"
    r"all|some|many|more|most|several|other|no|\w*\d\w*|two|three|four|five|six|seven|eight|nine|ten|dozen|hundreds?|"
    r"thousands?|\w+(?:ing|ed|ive|al|ous|ary|ic|ern))$",
    re.IGNORECASE,
)
_NO_VERB = frozenset(
    ("his", "its", "as", "this", "us", "less", "across", "plus", "versus", "besides", "yes", "perhaps")
)


def has_verb(sentence: str) -> bool:
    """Whether words may hold a finite verb; captions and apposed names hold none."""
    if _FINITE.search(sentence):
        return True
    return any(_may_be_verb(before, word) for before, word in _WORD_S.findall(sentence))


_POSSESSIVE = re.compile(r"(?<!\bit)(?<!\bhe)(?<!\bshe)(?<!\bthat)(?<!\bthere)['’]s\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|whose|whom)\b", re.IGNORECASE)
_REDUCED = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )(?<!being )(?<!got )\b(?:\w+ed|shot|hit|held|led|made|put|won|beaten|struck|built|bought|sold|caught) (?:down |up |out |off |back )?by\b"
)
"""A participle that stands for "that was … by"."""
_NO_NOUN = r"(?!(?:to|in|on|at|by|for|from|with|that|the|his|her|its|their|and|after|into|over|out|off|about|more|against|an)\b)"
_ATTRIBUTE = re.compile(
    rf"(?:(?<=^)|(?<= a )|(?<= an )|(?<= the )|(?<= of )|(?<= by )|(?<= in )|(?<= with )|(?<= for )|(?<= his )|(?<= its )|"
    rf"(?<= their ))\w+ed (?=[a-z]{{3,}}){_NO_NOUN}|(?<=, )\w+ed (?=[a-z]{{2,}}s\b){_NO_NOUN}"
)
"""A participle before its noun: "disenchanted members"."""
_SAID_THAT = re.compile(
    r"\b(?:said|says|announced|confirmed|reported|added|claimed|warned|told \w+)(?: (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)? that ",
    re.IGNORECASE,
)


def is_whole(sentence: str) -> bool:
    """Whether a sentence, and what someone said in it, may have a finite verb beside those of its relative clauses."""
    match = _SAID_THAT.search(sentence)
    return _has_main_verb(sentence) and (match is None or _has_main_verb(sentence[match.end() :]))


def _has_main_verb(clause: str) -> bool:
    plain = _ATTRIBUTE.sub("", _REDUCED.sub("by", clause))
    relatives = len(_RELATIVE.findall(plain))
    return has_verb(plain) if not relatives else _verbs(plain) > relatives


def _verbs(text: str) -> int:
    """How many words may be finite verbs; participles after an auxiliary count too, a noun's 's does not."""
    text = _POSSESSIVE.sub("", text)
    present = sum(_may_be_verb(before, word) for before, word in _WORD_S.findall(text))
    return len(_FINITE.findall(text)) + present


def _may_be_verb(before: str, word: str) -> bool:
    return word not in _NO_VERB and not word.endswith("ss") and not _BEFORE_NOUN.match(before)
