"""Each check by itself: what fails, with which problem, and what must not fail."""

import pytest

from tests.verification.helpers import check, passes

KIM = "Kim Ro Dan visited the shipyard in Vellin on Tuesday."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Mr Kim visited the shipyard in Vellin.", KIM),
        ("Vellin’s shipyard was visited by Kim Ro Dan.", KIM),
        ("Kim Visits Shipyard in Vellin", KIM),
        ("André Sørby opened the port.", "Andre Sørby opened the port."),
    ],
)
def test_names_that_are_in_the_evidence(claim: str, source: str) -> None:
    assert passes(claim, source), check(claim, source).problems


@pytest.mark.parametrize(
    ("claim", "source", "name"),
    [
        ("Adela Brandt visited the shipyard in Vellin.", KIM, "Brandt"),
        ("Kim Ro Dan visited the shipyard in Tarn.", KIM, "Tarn"),
        ("Spanish farmers blocked the port.", "Farmers in France blocked the port.", "Spanish"),
        ("The port was blocked by French farmers.", "The port was blocked by farmers in France.", "French"),
        ("Most Americans welcomed the treaty.", "Most American voters welcomed the treaty.", "Americans"),
        ("The treaty pleased the Latino voters of Tarn.", "The treaty pleased the Latinos of Tarn.", "Latino"),
        ("In Vellin the WHF opened a clinic.", "In Vellin the World Health Fund opened a clinic.", "WHF"),
        ("In Vellin the World Health Fund opened a clinic.", "In Vellin the WHF opened a clinic.", "Health"),
        ("The port was opened by Gov. Berg.", "The port was opened by Governor Berg.", "Gov"),
        (
            "The port of Vellin was opened by President Although.",
            "The port of Vellin was opened by President Berg.",
            "Although",
        ),
    ],
)
def test_names_that_are_not(claim: str, source: str, name: str) -> None:
    verdict = check(claim, source)
    assert verdict.support < 0.5
    assert any(name in problem for problem in verdict.problems)


def test_a_name_in_another_ones_place() -> None:
    sources = ("Anna Berg told the council the bank would close 40 branches.", "Tom Hale leads the union.")
    verdict = check("Tom Hale told the council the bank would close 40 branches.", *sources)
    assert verdict.support < 0.5


@pytest.mark.parametrize(
    ("claim", "source", "ok"),
    [
        ("Five people were hurt in the fire.", "The fire hurt 5 people.", True),
        ("The fire cost $50m, the insurer said.", "The fire cost 50 million dollars, the insurer said.", True),
        ("The fire hurt six people.", "The fire hurt 5 people.", False),
        ("Prices rose 50% in the city.", "Prices rose by 50 crowns in the city.", False),
        ("Prices rose 50% in the city.", "Prices rose by $50 in the city.", False),
        ("Rates rose to 4% in the city.", "Rates rose from 3 to 4 percent in the city.", True),
        ("At most 50 people were hurt in the fire.", "At least 50 people were hurt in the fire.", False),
        ("About 1.4 million people fled the coast.", "Some 1.43 million people fled the coast.", True),
        ("Officials said 1.4 million people fled.", "Officials said 1.43 million people fled the coast.", True),
        ("1.43 million people fled the coast.", "About 1.4 million people fled the coast.", False),
    ],
)
def test_numbers(claim: str, source: str, ok: bool) -> None:
    assert passes(claim, source) is ok, check(claim, source).problems


def test_a_lost_at_least_is_said() -> None:
    verdict = check("The fire hurt 50 people in the harbour.", "The fire hurt at least 50 people in the harbour.")
    assert "50 is at least 50 in the evidence" in verdict.problems
    kept = check("The fire hurt at least 50 people in the harbour.", "The fire hurt at least 50 people in the harbour.")
    assert kept.support > verdict.support
    assert kept.problems == ()


def test_figures_that_change_places() -> None:
    source = "A blast killed 12 people and injured 50 others in Vellin."
    assert passes("A blast killed 12 people and injured 50 in Vellin.", source)
    assert not passes("A blast killed 50 people and injured 12 in Vellin.", source)


@pytest.mark.parametrize(
    ("claim", "source", "ok"),
    [
        ("The bridge closed on Wednesday.", "The bridge closed today.", True),
        ("The bridge closed on Tuesday.", "The bridge closed yesterday.", True),
        ("The bridge closed on Tuesday.", "The bridge closed today.", False),
        ("The bridge closed on Wednesday.", "The bridge closed on 4 June.", True),
        ("The bridge closed on June 3.", "The bridge closed on Tuesday.", True),
        ("The bridge closed on June 9.", "The bridge closed on Tuesday.", False),
        ("The bridge closed in March.", "The bridge closed in April.", False),
        ("The bridge closed yesterday.", "The bridge closed on Friday.", False),
        ("The bridge may close.", "The bridge may close soon, engineers warned.", True),
    ],
)
def test_dates_as_seen_from_the_article(claim: str, source: str, ok: bool) -> None:
    assert passes(claim, source) is ok, check(claim, source).problems


def test_an_unknown_date_resolves_nothing() -> None:
    assert check("The bridge closed on Wednesday.", "The bridge closed today.", published=None).support < 0.5


QUOTE = "“We will never give up the harbour,” said Anna Berg, the union's head. Tom Hale agreed."


@pytest.mark.parametrize(
    ("claim", "ok"),
    [
        ("“We will never give up the harbour,” said Anna Berg.", True),
        ('Anna Berg said: "We will never give up the harbour."', True),
        ("“We will never give up,” Berg said.", True),
        ("“We shall never give up the harbour,” said Anna Berg.", False),
        ("“We will never give up the harbour,” said Tom Hale.", False),
        ("Tom Hale said: “We will never give up the harbour.”", False),
    ],
)
def test_quotations_are_word_for_word_and_by_their_speaker(claim: str, ok: bool) -> None:
    assert passes(claim, QUOTE) is ok, check(claim, QUOTE).problems


def test_reported_words_do_not_become_a_quotation() -> None:
    source = "Anna Berg said the union would never give up the old harbour."
    assert not passes("Berg said: “the union would never give up the old harbour”.", source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The company paid bribes to officials.", "The company denied that it paid bribes to officials."),
        ("The bank will close 40 branches.", "The bank may close 40 branches next year."),
        ("The bank will not close 40 branches.", "The bank will close 40 branches next year."),
        ("The bank will close 40 branches.", "The bank will not close 40 branches next year."),
        ("The minister stole the funds.", "The minister allegedly stole the funds, prosecutors wrote."),
        ("There is evidence of fraud in the vote.", "There is no evidence of fraud in the vote."),
    ],
)
def test_hedges_neither_vanish_nor_appear(claim: str, source: str) -> None:
    verdict = check(claim, source)
    assert verdict.support < 0.5
    assert verdict.problems


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The company denied that it paid bribes.", "The company denied that it paid bribes to officials."),
        ("The bank could close 40 branches.", "The bank may close 40 branches next year."),
        ("The minister is accused of stealing funds.", "The minister allegedly stole the funds, prosecutors wrote."),
        ("No people were hurt in the harbour fire.", "Nobody was hurt in the harbour fire; no people were inside."),
    ],
)
def test_hedges_that_are_kept(claim: str, source: str) -> None:
    assert passes(claim, source), check(claim, source).problems


@pytest.mark.parametrize(
    ("claim", "ok"),
    [
        ("The president fired the minister.", True),
        ("The minister was fired by the president.", True),
        ("The minister fired the president.", False),
        ("The president was fired by the minister.", False),
    ],
)
def test_who_did_what_to_whom(claim: str, ok: bool) -> None:
    source = "The president fired the minister on Friday."
    assert passes(claim, source) is ok, check(claim, source).problems


def test_a_subject_that_does_what_another_did() -> None:
    source = "Anna Berg opened a clinic. Tom Hale has blocked the railway line near the northern border."
    assert passes("Tom Hale has blocked the railway line near the northern border.", source)
    assert not passes("Anna Berg has blocked the railway line near the northern border.", source)


def test_lower_cased_names_and_torn_numbers() -> None:
    source = "The club paid $ 1, 500 to author sarah flint. ` it was fair,' she said. The pitch is 2. 4 miles long."
    assert passes("The club paid $ 1,500 to sarah flint.", source)
    assert not passes("The club paid $ 2,500 to sarah flint.", source)


def test_spanish() -> None:
    source = "La alcaldesa Adela Brandt anunció el cierre de doce escuelas en Vellin."
    assert passes("Adela Brandt anunció el cierre de 12 escuelas.", source, language="es")
    assert not passes("Adela Brandt anunció el cierre de quince escuelas.", source, language="es")


def test_a_word_that_is_none_is_refused_though_its_stem_is_known() -> None:
    source = "The mayor mocked the girl on Monday after she excoriated the council for doing nothing."
    assert not passes("The mayor mocked the girl on Monday after she excoried the council for doing nothing.", source)
    assert passes("The mayor mocked the girl after she excoriated the council for doing nothing.", source)
