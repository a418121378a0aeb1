"""The subject of one sentence must not do what another sentence says."""

import pytest

from tests.verification.helpers import check, passes

DRONES = ("Norvia had fired 206 drones at the coast.", "The coast guard said debris fell on four districts of Tarn.")
BRIDGE = "The old bridge over the Marn was closed after heavy rain. The ferry company will run extra boats all weekend."


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        ("The ferry company was closed after heavy rain.", [BRIDGE]),
        ("The old bridge over the Marn will run extra boats all weekend.", [BRIDGE]),
        ("The coast guard had fired 206 drones at the coast.", DRONES),
        ("Cardholders left full trolleys at the tills.", ["Shoppers left full trolleys at the tills.", "Cardholders waited."]),
        ("Lund, the mayor, is the only member to oppose the plan.",
         ["Senator Rask was the only member to oppose the plan.", "Lund, the mayor, is away."]),
        ("The report has been nine storms this year.", ["There have been nine storms this year.", "The report has 40 pages."]),
    ],
)  # fmt: skip
def test_a_subject_that_does_what_another_does(claim: str, sources: list[str]) -> None:
    verdict = check(claim, *sources)
    assert any("the sources say this of" in problem for problem in verdict.problems)
    assert not passes(claim, *sources)


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        ("The old bridge was closed after heavy rain.", [BRIDGE]),
        ("Mayor Lund will run extra boats all weekend.", ["Mayor Lund spoke. She will run extra boats all weekend."]),
        ("The mayor has approved the harbour plan.", ["Adela Brandt has approved the harbour plan.", "Adela Brandt, the mayor, spoke."]),
        ("Norvian forces have shelled the port city.", ["Norvia has shelled the port city.", "Norvian forces advanced."]),
        ("Lund, who lives in Tarn, has won the race again.", ["Lund has won the race again. He lives in Tarn."]),
        ("The ferry was hit and was towed into the harbour.", ["The ferry was hit by a wave and was towed into the harbour."]),
        ("Two trawlers were towed into the harbour.", ["A tug said boats were towed into the harbour.", "Two trawlers were towed into the harbour, a pilot said."]),
    ],
)  # fmt: skip
def test_the_same_one_by_name_pronoun_or_title(claim: str, sources: list[str]) -> None:
    assert not any("the sources say this of" in problem for problem in check(claim, *sources).problems)


def test_only_english_has_this_rule() -> None:
    claim, source = "Le pont was closed after heavy rain.", "La route was closed after heavy rain. Le pont tient."
    assert not any("say this of" in problem for problem in check(claim, source, language="fr").problems)
