"""Can a sentence stand alone? Not if it hangs on one before it ("he", "the company also")."""

import re

from summarizer.summaries.hanging import hanging
from summarizer.summaries.known_before import known_before, only_quoted

_HANGING = re.compile(
    r"^[\"“'‘(]*(?:he|she|they|it|his|her|their|its|this|that|these|those|such|here|there|then|both|another|others?|"
    r"him|them|but|and|or|so|yet|still|however|meanwhile|also|instead|moreover|furthermore|nevertheless|otherwise|"
    r"in addition|for example|for instance|as a result|by contrast|on the other hand|in another|at the same time|"
    r"(?:soon|now|afterwards?|eventually|finally|thus|hence|therefore|consequently|similarly|likewise|conversely|nonetheless|besides|indeed|in fact|"
    r"after all|in turn|in contrast|in other words|even so|in short|in the meantime|elsewhere|either way)(?=,)|(?-i:[Ss]oon|[Nn]ow)(?= (?!(?:after|in|that|at)\b)(?!(?:an?|the|on|under|with|home|known|retired|to|\w+ing)\b[^,]{0,60},)(?-i:[a-z]))|"
    r"one (?:would|will|could|can|may|might|is|was|has|had)|given (?:these|this|those)|earlier in the (?:day|week|evening|month)|later in the (?:day|week|evening|month)|"
    r"(?:it|that|he|she|they|this|there|here)['’](?:s|re|d|ll|ve))\b(?![’'-]\w)",
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
_AGED = re.compile(r"^The \d{1,3}-year-old\b(?! (?:[a-z]+ ){0,2}[A-Z])")
_SPEAKER = re.compile(
    r",[\"”’]? (?:he|she|it|they) (?:said|says|added|told \w+|wrote|explained|warned)\.?[\"”’]?$|"
    r"^[\"“][^\"”]+[,?!][\"”] (?:he|she|they) (?:said|says|added|told|wrote|explained|warned|tweeted|posted)\b",
    re.IGNORECASE,
)
_LATER_PRONOUN = re.compile(
    r"^(?:For|In|At|On|After|During|By|Until|Since|Before|From|Within|Over|Throughout) (?:[a-z\d][\w'-]* ){1,5}(?:he|she)\b(?! [A-Z])"
)


def hangs(sentence: str, language: str = "en") -> bool:
    """Whether its opening, the speaker at its end, or in English something within it, refers to an earlier sentence;
    also whether it is a quotation and nothing else. `language` is an ISO 639-1 code; the opening of one without patterns is
    taken for English."""
    if only_quoted(sentence):
        return True
    foreign = hanging(language)
    if foreign is not None:
        opens = bool(foreign.opens.search(sentence)) and not foreign.alone.search(sentence)
        return opens or bool(foreign.speaker.search(sentence)) or bool(foreign.later.search(sentence))
    opens = bool(_HANGING.match(sentence)) and not _IMPERSONAL.match(sentence)
    # "I" is "in" in Swedish.
    within = language in ("", "en") and known_before(sentence)
    return opens or bool(_SPEAKER.search(sentence)) or bool(_LATER_PRONOUN.match(sentence)) or within


def leans(sentence: str, language: str = "en") -> bool:
    """Whether it speaks of "the decision", "the two" or "the 25-year-old" as known: fine later on, poor as a first sentence."""
    foreign = hanging(language)
    late = foreign.late if foreign is not None else _LATE
    return hangs(sentence, language) or bool(late.search(sentence)) or bool(_AGED.match(sentence))
