"""What happened is told in the order of days, where the sentences say on which."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.summaries.concepts import weigh
from summarizer.summaries.days import day_of, in_order
from summarizer.summaries.extractive import as_sentence
from summarizer.summaries.options import Pool
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.telling import Telling
from summarizer.testing import article

WEDNESDAY = date(2025, 6, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ferry sank off Kerra on Tuesday.", date(2025, 6, 3)),
        ("The ferry sank off Kerra on Wednesday.", WEDNESDAY),
        ("The ferry sank off Kerra on Thursday.", date(2025, 5, 29)),
        ("The ferry sank off Kerra yesterday.", date(2025, 6, 3)),
        ("The ferry sank off Kerra on 30 May.", date(2025, 5, 30)),
        ("The ferry sank off Kerra on May 30.", date(2025, 5, 30)),
        ("The ferry sank off Kerra.", None),
        ("The ferry sank on Monday and was raised on Tuesday.", None),
        ("The inquiry will open on Tuesday.", None),
        ("Captains must answer by Friday.", None),
        ("The yard has stood idle since Monday.", None),
        ("The ferry sank off Kerra on 30 December.", None),
        ("The ferry sank off Kerra in May.", None),
    ],
)
def test_the_day_is_seen_from_the_article(text: str, day: date | None) -> None:
    assert day_of(text, "en", [WEDNESDAY]) == day


def test_articles_of_other_days_must_agree() -> None:
    assert day_of("The ferry sank on Tuesday.", "en", [WEDNESDAY, date(2025, 6, 5)]) == date(2025, 6, 3)
    assert day_of("The ferry sank on Tuesday.", "en", [WEDNESDAY, date(2025, 6, 11)]) is None
    assert day_of("The ferry sank on Tuesday.", "en", []) is None
    assert day_of("Die Fähre sank am Dienstag.", "de", [WEDNESDAY]) == date(2025, 6, 3)


@given(st.lists(st.none() | st.dates(date(2025, 5, 1), date(2025, 5, 9)), max_size=8))
def test_only_those_with_a_day_move_and_stably(days: list[date | None]) -> None:
    told = in_order(list(enumerate(days)), days)
    assert sorted(told) == sorted(enumerate(days)) if None not in days else len(told) == len(days)
    assert all(told[place] == (place, None) for place, day in enumerate(days) if day is None)
    dated = [(day, place) for place, day in told if day is not None]
    assert dated == sorted(dated)


def test_a_story_of_several_days_is_told_in_their_order_behind_its_main_event() -> None:
    monday = "Divers of the navy searched the ferry's cabins for missing papers on Monday."
    tuesday = "Prosecutors questioned the captain in the harbour office on Tuesday for six hours."
    main = "The ferry Lady Ansel sank off Kerra in a storm and nine passengers drowned, the coast guard said."
    articles = (
        article(f"{monday} {main}", published="2025-06-04T08:00"),
        article(f"{main} {tuesday}", published="2025-06-04T09:00"),
    )
    pool = Pool(articles, {})
    options = [pool.option(as_sentence(s)) for a in articles for s in sentences_of(a)]
    told = Telling(weigh(articles), "en").best(options, 60, 5)
    assert [option.sentence.text for option in told] == [main, monday, tuesday]
    undated = tuple(article(a.text) for a in articles)
    pool = Pool(undated, {})
    options = [pool.option(as_sentence(s)) for a in undated for s in sentences_of(a)]
    told = Telling(weigh(undated), "en").best(options, 60, 5)
    assert [option.sentence.text for option in told] == [main, tuesday, monday]
