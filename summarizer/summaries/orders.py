"""The sentences and title of an article -> those that give orders to whatever model reads them. Such text is no news.

No list finds every order, and none need be found: what a model writes is checked against the sources. But an order is
itself a sentence of a source, which could be quoted, or be what an injected claim rests on; these are taken out.
"""

import re
from collections.abc import Sequence

from summarizer.text import fold, words

LEAST_ORDERED = 3
"""So many words must a sentence have that is taken for what an order wants written: "In Vellin." says nothing."""

_SAID = r"(?:^|[^\w\s]\s*|\b(?:please|now|then|you must|you should|assistants?|ai|models?|llms?|summari[sz]ers?)\s+)"
_WHAT = r"(?:instructions?|prompts?|rules|guidelines|guardrails|directions|commands|sources?|articles?|texts?|context|everything)"
_WHICH = (
    r"(?:(?:all|any|of|your|my|the|these|those|previous|prior|earlier|above|preceding|other|system|numbered)\s+){0,4}"
)
_ORDER = re.compile(
    rf"{_SAID}(?:ignore|disregard|forget|override|discard|bypass)\s+{_WHICH}{_WHAT}\b"
    # "… all previous instructions" wherever it stands; people are told to ignore orders, but not "all previous" ones.
    r"|\b(?:ignore|disregard|forget)\s+(?:all\s+)?(?:your|previous|prior)\s+(?:previous\s+|system\s+)?(?:instructions|prompts?)\b"
    # The same in other languages.
    r"|\b(?:ignor|vergi|vergess|missacht|oubli|olvid|dimentic|esque[çc])\w*\s+(?:\w+\s+){0,4}"
    r"(?:instrucciones|anweisungen|istruzioni|instruções|instructions\s+(?:précédentes|ci-dessus)|consignes)"
    r"|\byou are (?:now )?(?:an? |the |in )?(?:\w+ ){0,3}(?:assistant|chatbot|language model|llm|ai|dan|developer mode)\b"
    r"|(?:^|[^\w\s]\s*)(?:system|developer|assistant)\s*(?:prompt|message|override|notes?|instructions?)?\s*:"
    r"|\bnew (?:system )?(?:instructions?|tasks?|prompts?)\s*:"
    r"|\b(?:notes?|messages?|instructions?|attention)\s*(?:to|for|,|:)?\s*(?:the |any |all )?(?:ais?\b|llms?\b|language models?|summari[sz]|chatbots?|models?\b|assistants?\b)"
    r"|\b(?:reveal|print|repeat|show|output)\s+(?:me\s+)?(?:your|the)\s+(?:system\s+)?(?:prompt|instructions)\b"
    r"|\bwhen (?:you (?:are )?)?summari[sz]\w+\b.{0,60}\b(?:say|write|include|mention|add|state|output|print)\b"
    r"|<\|?/?(?:im_(?:start|end)|endoftext|system|user|assistant|end|eot_id|start_header_id|s|start_of_turn|end_of_turn|doc-sep)\|?>"
    r"|\[/?INST\]|<</?SYS>>",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^[\W\d]*(?:(?:please|now|instead|then|only|just|and)[\s,]+)*(?:write|print|output|say|respond|reply|answer|repeat|translate|include|"
    r"append|begin|start|insert|state|summari[sz]e|do not|never|always|your (?:only )?(?:task|answer|summary))\b"
    r"|^[\W\d]*(?:summary|headline|answer|response|output)\s*:",
    re.IGNORECASE,
)
_HANDS_OVER = re.compile(
    r"(?:<[^<>\s]{1,40}>|\[/?INST\]|\b(?:assistant|model|user|system))\W*\w*\s*$|:\s*$", re.IGNORECASE
)
"""How an order ends that the next sentence fulfils: a role's mark, a colon."""


def orders(texts: Sequence[str]) -> list[bool]:
    """For each sentence of an article, and its title after them, whether it speaks to a model: it gives an order, or
    goes on with one.

    A sentence that only begins like an order ("Write to …") counts where the article gives one elsewhere; so does one
    that an order holds whole: what a model is told to write.
    """
    given = [bool(_ORDER.search(text)) for text in texts]
    if not any(given):
        return given
    found: list[bool] = []
    for number, text in enumerate(texts):
        handed = number > 0 and found[-1] and bool(_HANDS_OVER.search(texts[number - 1]))
        found.append(given[number] or handed or bool(_GOES_ON.search(text)))
    ordered = [f" {' '.join(words(fold(text)))} " for text, order in zip(texts, found, strict=True) if order]
    return [order or _is_within(text, ordered) for text, order in zip(texts, found, strict=True)]


def _is_within(text: str, ordered: Sequence[str]) -> bool:
    own = words(fold(text))
    return len(own) >= LEAST_ORDERED and any(f" {' '.join(own)} " in order for order in ordered)
