"""Can a sentence stand alone? Not if it hangs on one before it ("he", "the company also"), nor without a verb."""

import re

_HANGING = re.compile(
    r"^[\"“'‘(]*(?:he|she|they|it|his|her|their|its|this|that|these|those|such|here|there|then|both|another|others?|"
    r"him|them|but|and|or|so|yet|still|however|meanwhile|also|instead|moreover|furthermore|nevertheless|otherwise|"
    r"in addition|for example|for instance|as a result|by contrast|on the other hand|in another|at the same time|"
    r"(?:it|that|he|she|they|this|there|here)['’](?:s|re|d|ll|ve)|él|ella|ellos|ellas|esto|eso|estos|estas|además|sin embargo|también|pero|y)\b(?![’'-]\w)",
    re.IGNORECASE,
)
_IMPERSONAL = re.compile(
    r"^[\"“]*(?:it (?:is|was|remains?|has been|had been) (?:still |also )?(?:not )?(?:yet |immediately )?(?:clear|unclear|"
    r"likely|unlikely|possible|unknown|known|believed|thought|expected|feared|hoped|estimated|alleged|reported)\b|"
    r"it (?:emerged|took \d)|there (?:is|are|was|were|has|have|will)\b|"
    r"those (?:who|killed|affected|involved|in|with)\b|that would\b|another \d|both (?!of them)\w+ (?:and|sides|countries|men|women|teams)\b|"
    r"this (?:year|week|month|is the first)\b|such a\b)",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"^[\"“]*(?:the (?:latter|former|same|two|pair|duo|move|decision|incident|announcement|statement|report|law|bill|deal|plan|new rules?)\b)",
    re.IGNORECASE,
)


_SPEAKER = re.compile(
    r",[\"”’]? (?:he|she|it|they) (?:said|says|added|told \w+|wrote|explained|warned)\.?[\"”’]?$", re.IGNORECASE
)


def hangs(sentence: str) -> bool:
    """Whether its opening, or the speaker at its end, refers to an earlier sentence."""
    return (bool(_HANGING.match(sentence)) and not _IMPERSONAL.match(sentence)) or bool(_SPEAKER.search(sentence))


def leans(sentence: str) -> bool:
    """Whether it speaks of "the decision" or "the two" as known: fine later on, poor as a first sentence."""
    return hangs(sentence) or bool(_LATE.match(sentence))


_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|cannot|\w+ed|"
    r"\w+n['’]t|ate|beat|became|began|bit|bought|bore|broke|brought|built|came|caught|chose|cost|cut|dealt|drew|drove|"
    r"dug|fell|felt|fled|flew|forbade|fought|found|froze|gave|got|grew|held|hid|hit|hurt|kept|knew|laid|lay|led|left|"
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
    r"thousands?|\w+(?:ing|ive|al|ous|ary|ic|ern))$",
    re.IGNORECASE,
)
_NO_VERB = frozenset(
    ("his", "its", "as", "this", "us", "less", "across", "plus", "versus", "besides", "yes", "perhaps")
)


def has_verb(sentence: str) -> bool:
    """Whether an English sentence may have a finite verb; errs on the side of yes. Captions and apposed names have none."""
    if _FINITE.search(sentence):
        return True
    return any(
        word not in _NO_VERB and not word.endswith("ss") and not _BEFORE_NOUN.match(before)
        for before, word in _WORD_S.findall(sentence)
    )
