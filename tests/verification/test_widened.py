"""What is denied, said of all, or true somewhere only, is not told of more than a source tells it of."""

import pytest

from summarizer import grammar
from summarizer.summaries.verification.licence import licensed, unlicensed
from summarizer.summaries.verification.widened import widened

pytestmark = pytest.mark.skipif(not grammar.available(), reason="the parser is not installed")

WARD = "In the rainy season the children's ward of Kisuma hospital has two patients to a bed."
PROMISE = "Rand has promised that nobody will lose a job in a shop."
TRIAL = "The trial followed 8,400 children for 18 months."
PHONE = "Marn said that she had no problem with the app during work hours."
TALKS = "Oster has not talked to the family since the shooting."
HOUSES = "The king has decreed that no foreign house of worship may be built in the country."


@pytest.mark.parametrize(
    ("text", "source", "what"),
    [
        ("The children's ward of Kisuma hospital has two patients to a bed.", WARD, '"in"'),
        ("Rand has promised that nobody will lose a job.", PROMISE, '"in"'),
        ("The trial followed the 8,400 children for 18 months.", TRIAL, '"children"'),
        ("Marn said that she had no problem with the app.", PHONE, '"during"'),
        ("Oster has not talked to the family.", TALKS, '"since"'),
        ("The king has decreed that no foreign house of worship may be built.", HOUSES, '"in"'),
        ("The shops are shut.", "On holidays the shops are shut.", '"on"'),
    ],
)
def test_told_of_more(text: str, source: str, what: str) -> None:
    assert any(what in problem for problem in widened(text, [source])), list(widened(text, [source]))
    assert not licensed(text, [source])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("In the rainy season the ward of Kisuma hospital has two patients to a bed.", WARD),
        ("The ward of Kisuma hospital had two patients to a bed.", "In March the ward of Kisuma hospital had two patients to a bed."),
        ("The bill is likely to pass.", "In addition, the bill is likely to pass."),
        ("The mayor says the dam is safe.", "At noon the mayor says the dam is safe."),
        ("The trial followed 8,400 children.", TRIAL),
        ("The crew saved the 19 passengers.", "The crew saved all the 19 passengers at dawn."),
        ("Three men lost a job.", "Three men lost a job in a shop."),
        ("Nobody was hurt.", "Nobody was hurt on Monday."),
        ("Water is scarce in the north.", "In the north, water is scarce."),
        ("Nobody was hurt.", "However, nobody was hurt."),
        ("Oster has not talked to the family since the shooting.", TALKS),
        ("She had no problem with the app during work hours.", PHONE),
    ],
)  # fmt: skip
def test_told_of_no_more(text: str, source: str) -> None:
    assert not list(widened(text, [source]))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The pollsters assumed that they would vote only.", "The pollsters assumed that they would vote only as Vardians."),
        ("Brokers are required to keep the data.", "Brokers are required to keep the data only if it is used for credit."),
        ("The ruling lets people sleep in parks.", "The ruling lets people sleep in parks if there is no shelter."),
        ("Some agencies will close.", "Many agencies will close."),
        ("The show averaged 5.6 million viewers.", "The show averaged 5.6 million viewers each day."),
        ("The county could lose $270,000.", "The county could lose $270,000 daily."),
        ("Vardia took the island in 1975 and annexed it.", "Vardia took the island in 1975 and annexed it the following year."),
        ("Moe was in Selmar.", "Moe was in Selmar on the night Maria disappeared."),
        ("His deputy will be tested daily.", "The president and his deputy will be tested daily."),
        ("The president will be tested daily.", "The president and his deputy will be tested daily."),
        ("Marn said she would be gutting the rule.", "Marn said she would be essentially gutting the rule."),
        ("Later, police attacked the marchers.", "Earlier, police attacked the marchers."),
        ("Marn counted Moe, a pilot.", "Marn counted Moe, a pilot, among those who hate the town."),
        ("The toll reached the highest.", "The toll reached the highest in the world."),
        ("The plan is the most daring overhaul of the tax.", "The plan is the most daring overhaul of the tax in 31 years."),
        ("The plan is sound, and the strike threatened to spread.", "The plan is sound, and the strike threatens to spread."),
        ("Two men were being held in Selmar.", "Two men are being held in Selmar."),
        ("There is nobody the town should be concerned.", "There is nobody the town should be concerned about."),
    ],
)  # fmt: skip
def test_what_an_audit_found_is_not_licensed(text: str, source: str) -> None:
    assert not licensed(text, [source])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Many agencies closed.", "Many agencies closed on Friday."),
        ("The union won the vote.", "The union won the vote later that day."),
        ("If no plan is passed, the agencies will close.", "The agencies will close if no plan is passed."),
        ("The mayor signed the bill.", "The mayor signs the bill."),
        ("Brokers keep the data only if it is used for credit.", "Brokers keep the data only if it is used for credit or housing."),
    ],
)  # fmt: skip
def test_what_stays_true_is_licensed(text: str, source: str) -> None:
    assert licensed(text, [source]), list(unlicensed(text, [source]))


def test_another_source_may_say_it_of_all() -> None:
    assert not list(widened("Nobody will lose a job.", [PROMISE, "Nobody will lose a job, the chain said."]))
    assert list(widened("Nobody will lose a job.", [PROMISE]))
    assert not list(widened("The ward has two patients to a bed.", [WARD, "The ward has two patients to a bed."]))


def test_what_no_source_says_is_for_others_to_find() -> None:
    assert not list(widened("Nobody will lose a boat.", ["The weather was fine."]))
    assert not list(widened("", [WARD]))
    assert not list(widened("Nobody will lose a job.", []))
