"""A case, a bill or a victim is no further on than the evidence has it, and what appears is not told as reported."""

import pytest

from tests.verification.helpers import check

PAROLE = "Halvard Quist was paroled from his sentences for convictions related to the 2007 robbery of two dealers."
CHARGED = "Prosecutors charged the harbour pilot Halvard Quist with fraud on Monday."
BILL = "The senate introduced the harbour bill on Tuesday after a long debate in Kerra."
HURT = "A bomb wounded three soldiers near the northern port of Kerra on Monday."
SEEMS = "Readers felt the awkwardness of the former adviser seemingly calling out his successor."
SAID = "The former adviser called out his successor at a dinner in Kerra, the newspaper Lys reported on Monday."


@pytest.mark.parametrize(
    ("claim", "source", "problem"),
    [
        (PAROLE.replace("convictions", "charges"), PAROLE, '"charges" stands for "convictions"'),
        (CHARGED.replace("charged", "convicted"), CHARGED, '"convicted" stands for "charged"'),
        (BILL.replace("introduced", "passed"), BILL, '"passed" stands for "introduced"'),
        (HURT.replace("wounded", "killed"), HURT, '"killed" stands for "wounded"'),
        (SEEMS.replace("seemingly", "reportedly"), SEEMS, 'nobody reports what is told "reportedly"'),
    ],
)
def test_another_stage_is_an_error(claim: str, source: str, problem: str) -> None:
    assert problem in check(claim, source).problems


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        (CHARGED.replace("charged", "indicted"), [CHARGED]),
        (BILL.replace("introduced", "proposed"), [BILL]),
        (HURT.replace("wounded", "injured"), [HURT]),
        (HURT.replace("wounded three", "killed one soldier and wounded three"), [HURT, "The bomb killed one soldier."]),
        (
            SAID.replace("called out", "reportedly called out").replace(", the newspaper Lys reported on Monday", ""),
            [SAID],
        ),
        (
            "A court convicted the pilot in May.",
            [CHARGED, "A court convicted the harbour pilot in May, Kerra Radio said."],
        ),
    ],
)
def test_words_of_the_same_stage_and_other_sources_are_not(claim: str, sources: list[str]) -> None:
    problems = check(claim, *sources).problems
    assert not any("stands for" in problem or "nobody reports" in problem for problem in problems)
