"""Does a sentence speak, somewhere within it, of what an earlier one gave? English; what stands in quotation marks is not asked.

Each pattern was read on some 40,000 sentences of news: a time, place, number or claim known from before, somebody who
speaks of himself or to the reader. All run in linear time: the text may be anybody's.
"""

import re

_QUOTED = re.compile(r"[\"“«„][^\"”“»«„]*[\"”“»]|``(?:(?!``|'').)*''|‘[^‘’]*[,.?!]’")
_WHOLLY_QUOTED = re.compile(r"^(?:[\"“][^\"”“]*[\"”]|«[^»]*»|„[^“”]*[“”]|``(?:(?!'').)*'')[.]?$")
_DATED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*|today|yesterday|"
    r"(?:last|this|next) \w+|\d{1,2}(?::\d\d)? ?[ap]\.?m|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SAME_TIME = re.compile(
    r"\b(?:at|on|in|by|around|about) (?:the|that) same (?:hour|day|moment|evening|night|morning|afternoon|week|month|year)"
    r"\b(?! (?:as|that|when)\b)|\b(?:said|told \w+) later\b(?! (?:on|in|that|this)\b)",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?:by|until|till) then\b(?!-)(?! [A-Z])|\b(?:at|by|on) that (?:time|point|moment|hour|day)\b(?! (?:of|when)\b)|"
    r"\b[Hh]ere\b(?! (?:in|at|on)\b)"
)
_AND = re.compile(r"\band\b|\b(?:two|three|both)\b")
_SEVERAL = re.compile(
    r"\b[Tt]he (?:two|three|pair|duo|trio)\b(?=[.,;]| (?:of them|were|was|are|have|had|will|would|could|said|met|agreed|also|then)\b)"
)
_COUNT = re.compile(r"\bthe (?:figures?|numbers?) (?:was|were|is|are|has|have|had)\b", re.IGNORECASE)
_ANSWERED = re.compile(
    r"\b(?:call|den[yi]|dismiss|reject|disput|describ|confirm|question|repeat|doubt)(?:e|s|es|ed|d|ing)? (?:\w+ly )?(?:the|these|those|that) "
    r"(?:figures?|numbers?|estimates?|accusations?|allegations?|claims?|charges?|suggestions?|remarks?|reports?)"
    r"\b(?! (?:of|that|for|from|in|on|by|who|which|to|made|against|about|level+ed)\b)",
    re.IGNORECASE,
)
_ANSWERABLE = re.compile(
    r"\d|accus|alleg|claim|charg|suggest|\bsa(?:id|ys?)\b|told|report|estimat|remark", re.IGNORECASE
)
_SELF = re.compile(
    r"[?]|^(?:Wow|Oh|Hey|Well|Yes),|"
    # "World War I", "I-95" and "(I-Vt.)" are nobody.
    r"(?:^|(?<=\band )|(?<=\bas )|(?<=\bthat )|(?<=\bbut )|(?<=\bif )|(?<=\bwhen )|(?<=\bwhat )|(?<=, ))I(?:['’]\w+)?(?= [a-z])|"
    r"\b(?:[Mm]e(?! Too\b)|[Mm]y|[Ww]e|us|[Oo]ur(?! Lady\b)|ours|[Yy]ou|[Yy]ours?|[Yy]ourself)\b(?!\.)"
    r"(?! (?:solar system|planet|galaxy|universe|species|own Milky Way)\b)"
)


def only_quoted(sentence: str) -> bool:
    """Whether it is a quotation and nothing else: its speaker stands elsewhere. Any language."""
    return bool(_WHOLLY_QUOTED.match(sentence))


def known_before(sentence: str) -> bool:
    """Whether it speaks of "by then", "here", "denied the claims" without saying when, where or which, says "I" and "we" of
    a speaker it does not name, calls out, asks, or turns to the reader."""
    own = _QUOTED.sub('""', sentence)
    if _SELF.search(own) or _THEN.search(own):
        return True
    for pattern, antecedent in (
        (_SAME_TIME, _DATED),
        (_SEVERAL, _AND),
        (_COUNT, _ANSWERABLE),
        (_ANSWERED, _ANSWERABLE),
    ):
        found = pattern.search(own)
        if found is not None and not antecedent.search(own[: found.start()]):
            return True
    return False
