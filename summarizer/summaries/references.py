"""Can a sentence stand alone? Not if it hangs on one before it ("he", "the company also")."""

import re

from summarizer.summaries.hanging import hanging

_HANGING = re.compile(
    r"^[\"“'‘(]*(?:he|she|they|it|his|her|their|its|this|that|these|those|such|here|there|then|both|another|others?|"
    r"him|them|but|and|or|so|yet|still|however|meanwhile|also|instead|moreover|furthermore|nevertheless|otherwise|"
    r"in addition|for example|for instance|as a result|by contrast|on the other hand|in another|at the same time|"
    r"given (?:these|this|those)|earlier in the (?:day|week|evening|month)|later in the (?:day|week|evening|month)|"
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


_SPEAKER = re.compile(
    r",[\"”’]? (?:he|she|it|they) (?:said|says|added|told \w+|wrote|explained|warned)\.?[\"”’]?$|"
    r"^[\"“][^\"”]+[,?!][\"”] (?:he|she|they) (?:said|says|added|told|wrote|explained|warned|tweeted|posted)\b",
    re.IGNORECASE,
)
_LATER_PRONOUN = re.compile(
    r"^(?:For|In|At|On|After|During|By|Until|Since|Before|From|Within|Over|Throughout) (?:[a-z\d][\w'-]* ){1,5}(?:he|she)\b(?! [A-Z])"
)
_QUOTED = re.compile(r"[\"“«„][^\"”“»«]*[\"”“»]|``.*?''")
_WHOLLY_QUOTED = re.compile(r"^(?:[\"“][^\"”“]*[\"”]|«[^»]*»|„[^“”]*[“”]|``(?:(?!'').)*'')[.]?$")
_ELSEWHERE = re.compile(
    r"\b(?:(?:at|on|in|by|around|about) (?:the|that) same (?:hour|day|moment|evening|night|morning|afternoon|week|month|year)"
    r"\b(?! (?:as|that|when)\b)|(?:by|until|till) then\b|(?:at|by|on) that (?:time|point|moment|hour|day)\b(?! (?:of|when)\b)|"
    r"here\b(?! (?:in|at|on)\b)|(?:said|told \w+) later\b|the (?:figures?|numbers?) (?:was|were|is|are|has|have|had)\b)",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\b(?:call|den[yi]|dismiss|reject|disput|describ|confirm|question|repeat|doubt)(?:s|es|ed|d|ing)? (?:\w+ly )?(?:the|these|those|that) "
    r"(figures?|numbers?|estimates?|accusations?|allegations?|claims?|charges?|suggestions?|remarks?|reports?)"
    r"\b(?! (?:of|that|for|from|in|on|by|who|which|to|made|against|about|level+ed)\b)",
    re.IGNORECASE,
)
_ANSWERABLE = re.compile(
    r"\d|accus|alleg|claim|charg|suggest|\bsa(?:id|ys?)\b|told|report|estimat|remark", re.IGNORECASE
)
_OWN = re.compile(
    r"[?]|^(?:Wow|Oh|Hey|Well|Yes),|\b(?:I|[Mm]e|[Mm]y|[Ww]e|us|[Oo]ur|ours|[Yy]ou|[Yy]ours?|[Yy]ourself)\b(?!\.)(?! (?:solar system|planet|galaxy|universe|species|own Milky Way)\b)"
)
"""Who speaks of himself outside quotation marks goes on with a quotation, or argues: not told without his name."""


def hangs(sentence: str, language: str = "en") -> bool:
    """Whether its opening, the speaker at its end, or in English a time, place or claim known from before, refers to an
    earlier sentence; also whether it is a quotation and nothing else, whose speaker stands elsewhere. `language` is an
    ISO 639-1 code, and one without patterns is taken for English."""
    if _WHOLLY_QUOTED.match(sentence):
        return True
    foreign = hanging(language)
    if foreign is not None:
        opens = bool(foreign.opens.search(sentence)) and not foreign.alone.search(sentence)
        return opens or bool(foreign.speaker.search(sentence)) or bool(foreign.later.search(sentence))
    opens = bool(_HANGING.match(sentence)) and not _IMPERSONAL.match(sentence)
    return opens or bool(_SPEAKER.search(sentence)) or bool(_LATER_PRONOUN.match(sentence)) or _hangs_within(sentence)


def _hangs_within(sentence: str) -> bool:
    """Whether it speaks of a time, a place or a claim that an earlier sentence gave, "by then", "here", "denied the
    claims", or says "I" and "we" of a speaker it does not name; not in a quotation."""
    own = _QUOTED.sub('""', sentence)
    answered = _ANSWERED.search(own)
    return bool(_ELSEWHERE.search(own) or _OWN.search(own)) or (
        answered is not None and not _ANSWERABLE.search(own[: answered.start()])
    )


def leans(sentence: str, language: str = "en") -> bool:
    """Whether it speaks of "the decision" or "the two" as known: fine later on, poor as a first sentence."""
    foreign = hanging(language)
    return hangs(sentence, language) or bool((foreign.late if foreign is not None else _LATE).search(sentence))
