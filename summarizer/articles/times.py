"""A date as someone wrote it -> an aware UTC time, or None with the reason. Unknown stays unknown: never a guess."""

import logging
import re
import warnings
from calendar import timegm
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

log = logging.getLogger(__name__)

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""No article of the web is older; what claims to be has a wrong date."""

FUTURE = timedelta(hours=26)
"""How far ahead of the capture a date may lie: clocks go wrong, and some zones are 14 hours ahead."""

_RELATIVE = re.compile(
    r"\b(?:ago|hace|il y a|vor|fa|há|atrás|назад|geleden|sedan|siden|önce|temu|前|전|now|just now|yesterday|today|"
    r"ayer|hier|gestern|ieri|ontem|hoy|heute|oggi|hoje|aujourd)\b|前|전|منذ",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"^(\d{1,2})([/-])(\d{1,2})\2\d{2,4}\b")
"""With slashes or hyphens a day may come first or a month; with points it is the day."""
_POINTS = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_SHORT_AGE = re.compile(r"^\s*(\d+)\s*(s|m|min|mins|h|hr|hrs|d|w)\.?(?:\s+ago)?\s*$", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "min": 60, "mins": 60, "h": 3600, "hr": 3600, "hrs": 3600, "d": 86400, "w": 604800}


def parse_time(text: str, captured: datetime | None, now: datetime) -> tuple[datetime | None, str]:
    """The time that `text` states, and, when there is none, why ('' when nothing was stated).

    Ages ("3 hours ago", "hace 2 horas", "vor 5 Minuten") count back from `captured`; without it they are unknown.
    So is a day without a year. A time without a zone is taken as UTC. Dates before 1980, or later than a day after `now`, are unknown.
    """
    text = " ".join(text.split())[:100]
    if not text:
        return None, ""
    if (match := _POINTS.match(text)) and int(match[2]) <= 12:
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}{text[match.end() :]}"
    found = _iso(text) or _rfc(text)
    if found is None and is_relative(text):
        if captured is None:
            return None, f"published: {text!r} counts from a time that is not known"
        found = _age(text, captured)
    if (
        found is None
        and (match := _NUMERIC.match(text))
        and match[1] != match[3]
        and max(int(match[1]), int(match[3])) <= 12
    ):
        return None, f"published: in {text!r} day and month cannot be told apart"
    if found is None:
        found = _any(text, captured or now, captured is not None)
    if found is None:
        return None, f"published: {text!r} is not understood as a date"
    return checked(found, now)


def checked(time: datetime, now: datetime) -> tuple[datetime | None, str]:
    """The time in UTC, or None and the reason when it is absurd or in the future."""
    time = time if time.tzinfo else time.replace(tzinfo=UTC)
    try:
        time = time.astimezone(UTC).replace(microsecond=0)
    except (OverflowError, ValueError):
        return None, f"published: the year {time.year} cannot be"
    if time < EARLIEST:
        return None, f"published: the year {time.year} cannot be"
    if time > now + FUTURE:
        return None, f"published: {time:%Y-%m-%d} lies in the future"
    return min(time, now), ""


def is_relative(text: str) -> bool:
    """Whether `text` counts from the present ("3 hours ago", "yesterday", "5m")."""
    return bool(_SHORT_AGE.match(text) or _RELATIVE.search(text))


def from_struct(value: Any) -> datetime | None:
    """A feed parser's UTC `struct_time` as a time, or None when it is out of range."""
    try:
        return datetime.fromtimestamp(timegm(value), UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00") if text.endswith("Z") else text)
    except ValueError:
        return None


def _rfc(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


def _age(text: str, captured: datetime) -> datetime | None:
    if match := _SHORT_AGE.match(text):
        try:
            return captured - timedelta(seconds=int(match[1]) * _SECONDS[match[2].lower()])
        except OverflowError:
            return None
    return _any(text, captured, True)


def _any(text: str, base: datetime, may_lack_year: bool) -> datetime | None:
    return _dateparser(text, base.astimezone(UTC).replace(tzinfo=None), may_lack_year)


@lru_cache(maxsize=4096)
def _dateparser(text: str, base: datetime, may_lack_year: bool) -> datetime | None:
    if not any(char.isdigit() for char in text) and not _RELATIVE.search(text):
        return None
    import dateparser

    settings = {
        "RELATIVE_BASE": base,
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "PREFER_DATES_FROM": "past",
        "REQUIRE_PARTS": ["day", "month"] if may_lack_year else ["day", "month", "year"],
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = dateparser.parse(text, settings=settings)
        except Exception:  # dateparser raises whatever its many parsers raise
            log.info("dateparser failed on %r", text)
            return None
    return found if isinstance(found, datetime) else None
