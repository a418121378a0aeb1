"""Sentences are worth what is likely to be told and what the articles share, both in the same measure."""

import pytest

from summarizer.summaries.concepts import Concepts
from summarizer.summaries.nearness import AIM, SHARED, nearness
from summarizer.summaries.salience import NEW, Salience

TOLD = Salience({"ferri ran": 0.8, "ran aground": 0.6, "captain question": 0.1})
SHARES = Concepts({"ferri": 2.0, "captain": 4.0, "captain question": 4.0})
FERRY, CAPTAIN = "Ferry ran aground.", "Captain questioned."


def test_both_worths_are_told_in_the_same_measure() -> None:
    match = nearness([FERRY, CAPTAIN], [0.0, 0.0], TOLD, SHARES, "en", 10)
    aim = int(AIM * 10)
    likeliest, fullest = 1.4 / (3 + aim), 8.0 / (2 + aim)
    wanted = ((1 - SHARED) * 1.4 / likeliest + SHARED * 2.0 / fullest) / (3 + aim)
    assert match.value([0]) == pytest.approx(wanted)
    assert match.value([0]) == pytest.approx((1 - SHARED) + SHARED * 2.0 / (3 + aim) / fullest)
    assert match.value([1]) == pytest.approx((1 - SHARED) * 0.1 / (2 + aim) / likeliest + SHARED)


def test_what_is_likely_to_be_told_weighs_more_than_what_is_shared() -> None:
    assert nearness([CAPTAIN, FERRY], [0.0, 0.0], TOLD, SHARES, "en", 10).best(3, 1) == [1]


def test_a_bonus_can_turn_the_choice() -> None:
    match = nearness([CAPTAIN, FERRY], [3.0, 0.0], TOLD, SHARES, "en", 10)
    assert match.best(3, 1) == [0]


def test_nothing_known_of_a_pair_is_not_nothing() -> None:
    match = nearness(["Divers found oil.", FERRY], [0.0, 0.0], TOLD, SHARES, "en", 10)
    assert match.value([0]) == pytest.approx((1 - SHARED) * 2 * NEW / (3 + match.aim) / (1.4 / (3 + match.aim)))


def test_no_sentences_and_sentences_that_tell_nothing() -> None:
    assert nearness([], [], TOLD, SHARES, "en", 10).best(10, 3) == []
    assert nearness(["!"], [0.0], TOLD, Concepts({}), "en", 10).best(10, 3) == [0]
