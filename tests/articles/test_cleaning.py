"""Cleaning: what stands around the prose leaves it and is kept as fields; prose itself is never eaten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles.cleaning import clean
from summarizer.text import tidy

PROSE = "The council of Harbourtown voted on Monday to rebuild the old bridge."


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("HARBOURTOWN, June 5 (Reuters) - ", "Harbourtown", "Reuters"),
        ("HARBOURTOWN : ", "Harbourtown", ""),
        ("HARBOURTOWN — ", "Harbourtown", ""),
        ("(Reuters) - ", "", "Reuters"),
        ("HARBOURTOWN (AP) — ", "Harbourtown", "AP"),
        ("Madrid, 5 jun (EFE).- ", "Madrid", "EFE"),
        ("Berlin (dpa) - ", "Berlin", "dpa"),
        ("MOSCOW, June 5 (TASS) - ", "Moscow", "TASS"),
        ("Paris (AFP) – ", "Paris", "AFP"),
    ],
)
def test_a_dateline_leaves_the_text_and_is_kept(dateline: str, place: str, agency: str) -> None:
    cleaned = clean(dateline + PROSE)
    assert (cleaned.text, cleaned.place, cleaned.agency) == (PROSE, place, agency)


@pytest.mark.parametrize("credit", [" — Reuters", " (Reuters)", "\nReuters", "\nSource: Reuters", " -- Reuters"])
def test_a_credit_at_the_end_leaves_the_text(credit: str) -> None:
    cleaned = clean(PROSE + credit)
    assert (cleaned.text, cleaned.agency) == (PROSE, "Reuters")


def test_an_agency_that_is_only_quoted_is_no_credit() -> None:
    text = "Two men met on Friday, state agency TASS reported. Reuters could not confirm it."
    assert clean(text).agency == ""
    assert clean(text).text == text


@pytest.mark.parametrize(
    "line",
    [
        "Read more", "Click here for our latest offers", "Sign up for our newsletter", "Sign up to receive alerts",
        "We use cookies to improve this site", "Share this article", "Advertisement", "Subscribe", "Subscribe to our list",
        "This article was originally published in the Daily Ledger", "Copyright 2025 The Ledger", "© The Ledger",
        "Watch live", "Log in", "Leer más", "Lesen Sie auch: Das Wetter", "Reporting by Ann Lee; Editing by Bo Day",
        "– additional reporting by Bo Day", "Additional reporting from PA", "With reports from Herald and Post",
        "<Copyright ⓒ The Ledger. All rights reserved>", "Copyright @ 2025 The Ledger", "Fehler gefunden? Jetzt melden.",
        "Get in touch with our news team by mail.", "For more stories like this, check our page.", "MORE: Ferries stop",
        "Wie hat Ihnen dieser Artikel gefallen?", "기사 URL이 복사되었습니다.", "この記事は会員限定です。",
    ],
)  # fmt: skip
def test_furniture_leaves_the_text(line: str) -> None:
    assert clean(f"{PROSE}\n{line}\n{PROSE}").text == f"{PROSE}\n{PROSE}"


@pytest.mark.parametrize(
    "prose",
    [
        "Subscribe numbers rose in the first quarter, the company said.",
        "Sign up rates for the volunteer force rose, officials said on Friday.",
        "Copyright law is to be reformed, the minister said.",
        "Watch makers lost a third of their sales, a survey found.",
        "Login data of thousands leaked, a firm said.",
        "Get in touch with the past: a museum opens its cellars on Sunday.",
        "Reporting from the front line, two journalists were hurt by a mine.",
        "Fehler gefunden haben die Prüfer in jeder dritten Rechnung.",
        "With reports of gunfire coming in, the school was closed.",
        "NASA — the space agency — postponed the launch.",
        "COVID-19 - a disease first seen in 2019 - is back.",
        "BREAKING: Five people were hurt in a fire.",
        "Lee: I will go to the summit.",
        "By the river stood a house that nobody owned.",
    ],
)
def test_prose_that_begins_like_furniture_stays(prose: str) -> None:
    cleaned = clean(prose)
    assert (cleaned.text, cleaned.place, cleaned.agency) == (prose, "", "")


def test_a_byline_names_the_authors() -> None:
    cleaned = clean(f"By Ann Lee and Bo Day\n{PROSE}")
    assert (cleaned.text, cleaned.authors) == (PROSE, ("Ann Lee", "Bo Day"))


def test_right_to_left_text_and_curly_quotes_survive_and_soft_hyphens_do_not() -> None:
    assert clean("قال الوزير إن الجسر سيفتح يوم الأحد.").text == "قال الوزير إن الجسر سيفتح يوم الأحد."
    assert clean("“The bri\u00addge is open,” she said.").text == "“The bridge is open,” she said."


PIECES = st.sampled_from(
    [
        PROSE, "HARBOURTOWN, June 5 (Reuters) - ", "(AP) ", "\n", "\n\n", "Read more", " — Reuters", "By Ann Lee", "AFP",
        "KYIV : ", "Read more: the bridge.", "Mayor Lee said: ", "Advertisement", "© Ledger", "(Reuters)", " ", "Ana ",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=80))
def test_what_is_kept_stands_in_the_input(text: str) -> None:
    whole = tidy(text)
    for line in clean(text).text.split("\n"):
        assert line in whole


@given(st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=80))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once
