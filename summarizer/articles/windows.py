"""WHEN -> a window of time: "today", "24h", "2025-06-01..2025-06-07" … in a time zone. Knows nothing of articles."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from summarizer.errors import ConfigError
from summarizer.types import Window

_SPAN = re.compile(r"(\d+)\s*([hd])")
_DATES = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?")


def parse_window(when: str, timezone: str, now: datetime) -> Window:
    """The window that `when` names, seen from `now`; days begin at midnight of the time zone ('' = the system's).

    A day is as long as the clock there makes it: 23 or 25 hours when summer time begins or ends.
    Raises ConfigError for a zone or a WHEN that means nothing.
    """
    zone, name = _zone(timezone)
    today = now.astimezone(zone).date()
    text = when.strip().lower()
    if text == "all":
        return Window(None, None, name)
    if text == "today":
        return _days(today, today, zone, name)
    if text == "yesterday":
        return _days(today - timedelta(days=1), today - timedelta(days=1), zone, name)
    if text == "week":
        return _days(today - timedelta(days=6), today, zone, name)
    if match := _SPAN.fullmatch(text):
        amount = int(match[1])
        if not 0 < amount <= 100_000:
            raise ConfigError(f"WHEN {when!r} is out of range.", "Write it as 24h or 7d.")
        length = timedelta(hours=amount) if match[2] == "h" else timedelta(days=amount)
        # The present is part of the past 24 hours: an article captured this very second is in.
        return Window(now - length, now + timedelta(seconds=1), name)
    if match := _DATES.fullmatch(text):
        try:
            first, last = date.fromisoformat(match[1]), date.fromisoformat(match[2] or match[1])
            if first > last:
                raise ConfigError(f"WHEN {when!r} ends before it begins.")
            return _days(first, last, zone, name)
        except (ValueError, OverflowError) as error:
            raise ConfigError(f"WHEN {when!r} holds a day that does not exist.") from error
    raise ConfigError(
        f"WHEN {when!r} is not understood.",
        "Use today, yesterday, week, all, 24h, 7d, 2025-06-07 or 2025-06-01..2025-06-07.",
    )


def _zone(name: str) -> tuple[tzinfo, str]:
    if not name:
        from tzlocal import get_localzone_name

        name = get_localzone_name() or "UTC"
    try:
        return ZoneInfo(name), name
    except (KeyError, ValueError, OSError) as error:
        raise ConfigError(f"There is no time zone {name!r}.", "Use a name such as Europe/Paris or UTC.") from error


def _days(first: date, last: date, zone: tzinfo, name: str) -> Window:
    start = datetime.combine(first, time.min, zone).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), time.min, zone).astimezone(UTC)
    return Window(start, end, name)
