"""Two names of a copied sentence must not change places; a reworded sentence may move them."""

import pytest

from tests.verification.helpers import check, passes

HERALD = "According to the Herald, Mayor Brandt is gearing up to sign an order that would close the harbour."
BORDER = "In the small town of Tarn, just across the border from Osk, Marn Foods is about to close a factory."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("According to Mayor Brandt, the Herald is gearing up to sign an order that would close the harbour.",
         HERALD),
        ("In the small town of Tarn, just across the border from Marn Foods, Osk is about to close a factory.", BORDER),
        ("Norvia state media says that Kerra decided not to fire on Osk.",
         "Kerra state media says that Norvia decided not to fire on Osk."),
    ],
)  # fmt: skip
def test_names_that_changed_places(claim: str, source: str) -> None:
    assert not passes(claim, source)


def test_the_problem_names_both() -> None:
    claim = "In the small town of Tarn, just across the border from Marn Foods, Osk is about to close a factory."
    assert '"Marn Foods" and "Osk" have changed places' in check(claim, BORDER).problems


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        ("Lund was beaten by Rask in the final in Tarn.", ["Rask beat Lund in the final in Tarn."]),
        ("Rask, Lund said, beat everyone in the final.", ["Lund said Rask beat everyone in the final."]),
        ("Osk and Kerra signed the treaty in Tarn.", ["Kerra and Osk signed the treaty in Tarn.", "Osk and Kerra spoke."]),
    ],
)  # fmt: skip
def test_names_that_moved_with_their_words(claim: str, sources: list[str]) -> None:
    assert not any("changed places" in problem for problem in check(claim, *sources).problems)
