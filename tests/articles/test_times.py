"""Windows and dates: days follow the zone, unknown stays unknown."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.articles import parse_window
from summarizer.articles.times import checked, is_relative, parse_time
from summarizer.errors import ConfigError
from summarizer.types import Window

NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("when", "zone", "start", "end"),
    [
        ("today", "UTC", "2025-06-07T00:00Z", "2025-06-08T00:00Z"),
        ("today", "Europe/Paris", "2025-06-06T22:00Z", "2025-06-07T22:00Z"),
        ("Today ", "Pacific/Kiritimati", "2025-06-07T10:00Z", "2025-06-08T10:00Z"),
        ("yesterday", "Asia/Kolkata", "2025-06-05T18:30Z", "2025-06-06T18:30Z"),
        ("week", "UTC", "2025-06-01T00:00Z", "2025-06-08T00:00Z"),
        ("2025-06-07", "America/New_York", "2025-06-07T04:00Z", "2025-06-08T04:00Z"),
        ("2025-06-01..2025-06-07", "UTC", "2025-06-01T00:00Z", "2025-06-08T00:00Z"),
        # Summer time begins and ends: 23 and 25 hours.
        ("2025-03-30", "Europe/Paris", "2025-03-29T23:00Z", "2025-03-30T22:00Z"),
        ("2025-10-26", "Europe/Paris", "2025-10-25T22:00Z", "2025-10-26T23:00Z"),
        # In Cairo the clock jumps at midnight: the day begins at one.
        ("2025-04-25", "Africa/Cairo", "2025-04-24T22:00Z", "2025-04-25T21:00Z"),
        ("2025-11-02", "America/New_York", "2025-11-02T04:00Z", "2025-11-03T05:00Z"),
    ],
)
def test_days(when: str, zone: str, start: str, end: str) -> None:
    window = parse_window(when, zone, NOW)
    assert window == Window(at(start), at(end), zone)
    assert window.holds(at(start))
    assert not window.holds(at(start) - timedelta(seconds=1))
    assert window.holds(at(end) - timedelta(seconds=1))
    assert not window.holds(at(end))


def test_today_turns_at_the_zones_midnight() -> None:
    before, after = at("2025-06-07T21:59:59Z"), at("2025-06-07T22:00:00Z")
    assert parse_window("today", "Europe/Paris", before).end == after
    assert parse_window("today", "Europe/Paris", after).start == after


@pytest.mark.parametrize(
    ("when", "length"), [("24h", timedelta(hours=24)), ("7d", timedelta(days=7)), ("1 h", timedelta(hours=1))]
)
def test_spans_reach_to_the_present(when: str, length: timedelta) -> None:
    window = parse_window(when, "UTC", NOW)
    assert window.start == NOW - length
    assert window.holds(NOW)
    assert not window.holds(NOW + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("when", "zone", "now", "start", "end"),
    [
        # Weeks and ranges across a change of the clock: 167 and 169 hours, 47 and 49.
        ("week", "Europe/Paris", "2025-04-01T10:00Z", "2025-03-25T23:00Z", "2025-04-01T22:00Z"),
        ("week", "Europe/Paris", "2025-10-28T10:00Z", "2025-10-21T22:00Z", "2025-10-28T23:00Z"),
        ("2025-03-30..2025-03-31", "Europe/Paris", "2025-06-07T12:00Z", "2025-03-29T23:00Z", "2025-03-31T22:00Z"),
        ("yesterday", "America/New_York", "2025-11-03T05:00Z", "2025-11-02T04:00Z", "2025-11-03T05:00Z"),
        # The southern summer, half an hour only, and a day that a country left out.
        ("2025-04-06", "Australia/Lord_Howe", "2025-06-07T12:00Z", "2025-04-05T13:00Z", "2025-04-06T13:30Z"),
        ("2011-12-29..2011-12-31", "Pacific/Apia", "2025-06-07T12:00Z", "2011-12-29T10:00Z", "2011-12-31T10:00Z"),
        # An hour that comes twice: both belong to the same day.
        ("today", "Europe/Paris", "2025-10-26T00:30Z", "2025-10-25T22:00Z", "2025-10-26T23:00Z"),
        ("today", "Europe/Paris", "2025-10-26T01:30Z", "2025-10-25T22:00Z", "2025-10-26T23:00Z"),
        # A span is a length of time, whatever the clock does.
        ("24h", "Europe/Paris", "2025-03-30T12:00Z", "2025-03-29T12:00Z", "2025-03-30T12:00:01Z"),
        ("1d", "Europe/Paris", "2025-10-26T12:00Z", "2025-10-25T12:00Z", "2025-10-26T12:00:01Z"),
    ],
)
def test_changes_of_the_clock(when: str, zone: str, now: str, start: str, end: str) -> None:
    assert parse_window(when, zone, at(now)) == Window(at(start), at(end), zone)


def test_all_holds_everything() -> None:
    window = parse_window("all", "UTC", NOW)
    assert window.holds(None)
    assert window.holds(datetime(1980, 1, 1, tzinfo=UTC))


def test_the_systems_zone_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Asia/Tokyo")
    assert parse_window("today", "", NOW) == Window(at("2025-06-06T15:00Z"), at("2025-06-07T15:00Z"), "Asia/Tokyo")


@pytest.mark.parametrize(
    "when", ["", "tomorrow", "2025-02-30", "2025-06-07..2025-06-01", "0h", "-3d", "999999999d", "9999-12-31", "7"]
)
def test_windows_that_mean_nothing(when: str) -> None:
    with pytest.raises(ConfigError):
        parse_window(when, "UTC", NOW)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "/etc/localtime", "Europe"])
def test_zones_that_do_not_exist(zone: str) -> None:
    with pytest.raises(ConfigError, match="time zone"):
        parse_window("today", zone, NOW)


@settings(deadline=None)
@given(st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1)), st.sampled_from(  # noqa: DTZ001
    ["UTC", "Europe/Paris", "America/Sao_Paulo", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu"]))  # fmt: skip
def test_days_leave_no_gap_and_do_not_overlap(moment: datetime, zone: str) -> None:
    now = moment.replace(tzinfo=UTC)
    today, yesterday = parse_window("today", zone, now), parse_window("yesterday", zone, now)
    assert today.holds(now)
    assert yesterday.end == today.start
    assert parse_window("week", zone, now).end == today.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-06-07T08:09:10Z", "2025-06-07T08:09:10Z"), ("2025-06-07T08:09:10+02:00", "2025-06-07T06:09:10Z"),
        ("2025-06-07", "2025-06-07T00:00Z"), ("Fri, 06 Jun 2025 10:00:00 +0200", "2025-06-06T08:00Z"),
        ("6 June 2025", "2025-06-06T00:00Z"), ("June 6, 2025 14:30", "2025-06-06T14:30Z"),
        ("6 de junio de 2025", "2025-06-06T00:00Z"), ("6. Juni 2025", "2025-06-06T00:00Z"),
        ("6 juin 2025", "2025-06-06T00:00Z"), ("6 giugno 2025", "2025-06-06T00:00Z"),
        ("13/05/2025", "2025-05-13T00:00Z"), ("04.05.2025", "2025-05-04T00:00Z"), ("05/05/2025", "2025-05-05T00:00Z"),
    ],
)  # fmt: skip
def test_dates(text: str, expected: str) -> None:
    assert parse_time(text, None, NOW) == (at(expected), "")


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("3 hours ago", timedelta(hours=3)), ("an hour ago", timedelta(hours=1)), ("25 minutes ago", timedelta(minutes=25)),
        ("2 days ago", timedelta(days=2)), ("5h", timedelta(hours=5)), ("12m", timedelta(minutes=12)), ("2d ago", timedelta(days=2)),
        ("hace 2 horas", timedelta(hours=2)), ("vor 5 Minuten", timedelta(minutes=5)), ("il y a 3 heures", timedelta(hours=3)),
        ("2 ore fa", timedelta(hours=2)), ("há 4 horas", timedelta(hours=4)), ("2 часа назад", timedelta(hours=2)),
        ("3時間前", timedelta(hours=3)), ("yesterday", timedelta(days=1)), ("gestern", timedelta(days=1)),
    ],
)  # fmt: skip
def test_ages_count_from_the_capture(text: str, ago: timedelta) -> None:
    captured = NOW - timedelta(days=40)
    assert is_relative(text)
    assert parse_time(text, captured, NOW) == (captured - ago, "")
    found, reason = parse_time(text, None, NOW)
    assert found is None
    assert "not known" in reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0200-01-01", "year 200"), ("Fri, 06 Jun 0200 10:00:00 GMT", "year"), ("1970-01-01T00:00:00Z", "1970"),
        ("2025-06-09", "future"), ("2031-01-01", "future"), ("9999-12-31T23:59:59-12:00", "year 9999|future"),
        ("soon", "not understood"), ("Monday", "not understood"), ("35 June 2025", "not understood"),
        ("04/05/2025", "told apart"), ("4-5-2025", "told apart"), ("6 June", "not understood"),
        ("99999999999999 days ago", "not known|not understood"),
    ],
)  # fmt: skip
def test_bad_dates_are_unknown_with_a_reason(text: str, reason: str) -> None:
    found, why = parse_time(text, None, NOW)
    assert found is None
    assert any(part in why for part in reason.split("|"))


def test_a_day_without_a_year_needs_a_capture() -> None:
    assert parse_time("6 June", NOW, NOW)[0] == at("2025-06-06T00:00Z")
    assert parse_time("30 December", NOW, NOW)[0] == at("2024-12-30T00:00Z")


def test_nothing_stated_is_no_complaint() -> None:
    assert parse_time("  ", None, NOW) == (None, "")


def test_a_little_ahead_is_a_clock_that_is_wrong() -> None:
    assert checked(NOW + timedelta(hours=5), NOW) == (NOW, "")
    assert checked(NOW + timedelta(hours=27), NOW)[0] is None


@settings(deadline=None)
@given(st.text(max_size=60), st.booleans())
def test_no_text_raises_or_gives_the_future(text: str, known: bool) -> None:
    found, reason = parse_time(text, NOW if known else None, NOW)
    assert found is None or (datetime(1980, 1, 1, tzinfo=UTC) <= found <= NOW and not reason)
