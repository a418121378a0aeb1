"""An article's raw text -> its prose, and what stood around it: agency, place, authors. Knows no source and no format.

Datelines, credits, bylines, "read more", cookie and share texts leave the text. What stays stands word for word in
the (tidied) input; cleaning twice changes nothing.
"""

import re
from dataclasses import dataclass

from summarizer.articles.agencies import agency_named
from summarizer.text import tidy

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|may(?:o)?|jun(?:io)?|"
    r"jul(?:io)?|ago(?:sto)?|sep(?:tiembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)"
)
_DATE = rf"(?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH}\.?)(?:,? \d{{4}})?"
_PLACE = r"[A-ZÀ-Þ][\w.’'-]*(?:[ /-](?:[A-ZÀ-Þ][\w.’'-]*|de|del|la|of|upon|am))*(?:, ?[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*)?)?"
_DATELINE = re.compile(
    rf"^(?P<place>{_PLACE})?(?:,? ?(?P<date>{_DATE}))?(?: ?\((?P<agency>[^()]{{2,40}})\))?\s*(?P<dash>\.?[—–-]+|:| —)\s+(?=\S)"
)
_KICKER = re.compile(
    r"(?:breaking|update|updated|exclusive|watch|live|video|opinion|analysis|explainer|correction|alert|factbox|just in)\b",
    re.IGNORECASE,
)
"""What stands in capitals before a colon or dash and is no place."""
_CREDIT_END = re.compile(
    r"(?:\s*[—–-]{1,2}\s*(?P<dash>[A-Z][\w .&/-]{1,40}?)|\s*\((?P<paren>[A-Z][\w .&/-]{1,40}?)\))\.?\s*$"
)
_CREDIT_ALONE = re.compile(
    r"^(?:©\s*)?(?:\d{4} )?(?:source|with (?:inputs|reporting|files) from|agencies|fuente|quelle)?:? ?(?P<name>[\w .&/,-]{2,60}?)\.?$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by|por|von|par|di|reporting by|written by)\s+(?P<who>[A-ZÀ-Þ][\w.’'-]+(?: (?:[A-ZÀ-Þ][\w.’'-]+|de|van|von|bin|al-\w+)){1,3}"
    r"(?:(?:,| and| y| und| et|;)\s+[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){1,3})*)(?P<rest>[,|•·].{0,60})?$",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"^[(–—\s-]*(?:(?:additional )?(?:reporting|writing|editing) by .{3,200}|additional reporting from .{2,80})\)?$|^with report(?:s|ing) (?:by|from) .{3,100}$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^(?:[\W_]*)(?:read more|read also|read next|also read|more on this(?: story)?|related(?: articles| stories| topics| content)?|"
    r"you (?:may|might) also like|recommended(?: for you)?|sign up(?: (?:now|here|today))?|sign up (?:for|to) (?:our|your|free|daily|get|receive|(?:\w+ ){0,4}newsletters?)\b.*|"
    r"subscribe(?: (?:to|now|today|here|for)\b.*)?|newsletter|click here\b.*|"
    r"follow us\b.*|share(?: this)?(?: (?:article|story|page))?(?: on .{3,40})?|share on \w+|tweet|facebook|whatsapp|e-?mail|print|copy link|"
    r"advertisement|advertising|ad|sponsored(?: content)?|story continues below.*|article continues (?:below|after).*|continue reading.*|"
    r"this (?:article|story) (?:was )?(?:originally|first) (?:published|appeared).*|(?:we|this site|our site) uses? cookies.*|"
    r"(?:accept|manage) (?:all )?cookies.*|by clicking .{0,40}you agree.*|all rights reserved.*|copyright (?:©|\(c\)|\d{4}).*|©.*|"
    r"download (?:our|the) app.*|watch(?: (?:live|now|the video))?(?::.{0,60})?|video:.{0,80}|listen to (?:this )?(?:article|story).*|"
    r"\d+ min(?:ute)?s? read|reading time:? .{0,20}|(?:no )?comments(?: yet)?\W*\d*|leave a comment.*|view comments.*|log ?in(?: (?:to|here|or|with)\b.{0,30})?|"
    r"[<(]?copyright ?[©ⓒ@].*|(?:get|be) in touch with our (?:\w+ ){0,3}(?:team|desk|newsroom|editors|journalists)\b.*|for more (?:stories|news) (?:like this|from)\b.*|more: .{0,120}|"
    r"fehler gefunden\? ?.{0,40}|(?:wie )?hat (?:ihnen|dir) (?:der|dieser) (?:artikel|beitrag) gefallen\?.*|kommentar abgeben|link kopieren|"
    r"기사 ?url이 복사되었습니다|分享让更多人看到|कॉपी लिंक|この記事は会員限定です|"
    r"leer más.*|lea también.*|te puede interesar.*|lesen sie auch.*|mehr zum thema.*|lire aussi.*|leggi anche.*|leia também.*|"
    r"(?:tap|swipe|scroll) (?:here|to|down)\b.*|image (?:source|credit|caption).{0,80}|getty images|file photo.{0,20}|photo(?:graph)?(?: credit)?:.{0,80})"
    r"(?:\W*)$",
    re.IGNORECASE,
)
_INLINE_JUNK = re.compile(
    r"\s*(?:\[(?:read more|\+\d+ chars|…|\.\.\.)\]|\((?:read more|click here)[^)]{0,60}\)|(?:^|(?<=[.!?]) )(?:read|see) (?:more|also):[^.!?\n]{0,120}[.!?]?)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Prose, and what stood around it; fields are '' or empty when nothing was found."""

    text: str
    agency: str = ""
    place: str = ""
    authors: tuple[str, ...] = ()
    dateline: str = ""
    """The date of the dateline as written ("June 5"): it lacks a year, so it is no `published`."""


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture ("Advertisement", "Share on X", "Read more") and no prose."""
    return bool(_FURNITURE.match(line))


def clean(text: str) -> Cleaned:
    """The prose of a text, one paragraph a line, and the agency, place and authors that were credited around it.

    What lies under one layer may be another ("(AP) (AP)", a byline above a dateline): cleaned until nothing changes.
    """
    found = _clean_once(text)
    while (again := _clean_once(found.text)).text != found.text:
        found = Cleaned(
            again.text,
            found.agency or again.agency,
            found.place or again.place,
            tuple(dict.fromkeys(found.authors + again.authors)),
            found.dateline or again.dateline,
        )
    return found


def _clean_once(text: str) -> Cleaned:
    agency = place = dateline = ""
    authors: list[str] = []
    kept: list[str] = []
    for line in tidy(text).split("\n"):
        line = _INLINE_JUNK.sub("", line).strip()
        if not line or _FURNITURE.match(line) or _REPORTING.match(line):
            continue
        if len(line) < 160 and (match := _BYLINE.match(line)):
            authors += _people(match["who"])
            continue
        credit = _CREDIT_ALONE.match(line) if len(line) < 80 else None
        if credit and (named := _agencies(credit["name"])):
            agency = agency or named
            continue
        kept.append(line)
    if kept:
        kept[0], place, dateline, credited = _cut_dateline(kept[0])
        agency = credited or agency
    while kept:
        kept[-1], credited = _cut_credit(kept[-1])
        agency = agency or credited
        if kept[-1]:
            break
        kept.pop()
    return Cleaned("\n".join(kept), agency, place, tuple(dict.fromkeys(authors)), dateline)


def _people(text: str) -> list[str]:
    return [name.strip() for name in re.split(r",| and | y | und | et |;", text) if name.strip()]


def _agencies(text: str) -> str:
    for name in re.split(r"[,/&]| and ", text):
        if named := agency_named(name):
            return named
    return ""


def _cut_dateline(line: str) -> tuple[str, str, str, str]:
    match = _DATELINE.match(line)
    if match is None or match.end() == len(line):
        return line, "", "", ""
    place, date, credited = match["place"] or "", match["date"] or "", match["agency"] or ""
    agency = _agencies(credited)
    capitals = place.split(",")[0].isupper() and len(place) > 2
    dash = match["dash"].strip()
    if _KICKER.match(place) or not (agency or date or line[match.end()].isupper() or not line[match.end()].isalpha()):
        return line, "", "", ""
    if dash == ":" and not (capitals and len(place.split()) <= 4):
        return line, "", "", ""
    if dash == "-" and not (capitals or agency or date):
        return line, "", "", ""
    if not (capitals or agency or (date and place)):
        return line, "", "", ""
    return line[match.end() :], place.strip().title() if capitals else place.strip(), date, agency


def _cut_credit(line: str) -> tuple[str, str]:
    match = _CREDIT_END.search(line)
    if match is None:
        return line, ""
    agency = _agencies(match["dash"] or match["paren"])
    if not agency:
        return line, ""
    return line[: match.start()].rstrip(), agency
