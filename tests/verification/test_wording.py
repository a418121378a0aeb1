"""One word, and the sentence says something else."""

import pytest

from tests.verification.helpers import check, passes

COURT = "The court found the new harbour tax unconstitutional after a long hearing in Tarn."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The court found the new harbour tax constitutional after a long hearing.", COURT),
        ("The court found the new harbour tax unconstitutional before a long hearing.", COURT),
        ("Judge Brandt said he would rule on the harbour tax.", "Judge Brandt said she would rule on the harbour tax."),
        ("Dahl was named in the harbour report.", "Dahl named three sailors in the harbour report."),
        ("In 2019, the court found the harbour tax unconstitutional.", COURT),
        ("On Monday the court met on Monday in Tarn.", "The court met on Monday in Tarn."),
        ("The court in Tarn found the last one unconstitutional.", COURT),
        ("Norvia may have fired on the ferry.", "Norvia may not have fired on the ferry."),
        ("Norvia fired on the ferry.", "Norvia allegedly fired on the ferry."),
        ("Norvia fired on the ferry.", "Norvia denied that it fired on the ferry."),
        ("The ferry line will close in May.", "The ferry line may close in May."),
        ("The storm killed 5 and injured 12 people.", "The storm killed 12 and injured 5 people."),
        ('"The plan is dead," Mayor Lund said.', '"The plan is dead," Senator Rask said. Mayor Lund smiled.'),
    ],
)  # fmt: skip
def test_one_word_that_turns_the_sentence(claim: str, source: str) -> None:
    assert passes(source.split(". ")[0].rstrip(".") + ".", source)
    assert not passes(claim, source)


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        ("The court found the tax unconstitutional.", [COURT]),
        ("Judge Brandt said he would rule on the tax.", ["Judge Brandt spoke in Tarn. He would rule on the tax, he said."]),
        ("Dahl was named in the harbour report.", ["The harbour report named Dahl."]),
        ("After the hearing the court went up the hill.", [COURT, "The court went up the hill, after it came down."]),
    ],
)  # fmt: skip
def test_the_same_word_is_no_slip(claim: str, sources: list[str]) -> None:
    marks = ("stands for", "nobody's pronoun", "and is not", "is not when")
    assert not any(mark in problem for problem in check(claim, *sources).problems for mark in marks)


def test_other_languages_are_left_alone() -> None:
    assert not any("twice" in p for p in check("Die Monday Monday Show", "Die Show.", language="de").problems)
