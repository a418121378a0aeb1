"""One small word changed in a sentence that is else its source's: each was printed once, and stands beside one that holds."""

import pytest

from summarizer import grammar
from summarizer.summaries.stuttering import stutters
from tests.verification.helpers import passes

pytestmark = pytest.mark.skipif(not grammar.available(), reason="the English parser is not installed")
APPEAL = (
    "Lawyers for the pilot Ole Lund appealed his conviction on Monday, arguing that the court of Vellin was biased."
)
HEARING = "The witness Ida Berg returned to the stand after a break during a hearing in Vellin."
HALL = "Chancellor Marten made the announcement on Monday, capping a long effort to rename Harbour Hall."
SINGER = (
    "Though he began as a singer, it took the hit comedy Harbour Nights, which began its run in 1990, to make his name."
)


@pytest.mark.parametrize(
    ("true", "wrong", "source"),
    [
        ("Lawyers for the pilot Ole Lund appealed his conviction, arguing that the court of Vellin was biased.",
         "Lawyers for the pilot Ole Lund appealed their conviction on Monday, arguing that the court of Vellin was biased.",
         APPEAL),
        ("The witness Ida Berg returned to the stand during a hearing in Vellin.",
         "The witness Ida Berg returned to the stand after a hearing in Vellin.", HEARING),
        ("Chancellor Marten made the announcement on Monday, capping an effort to rename Harbour Hall.",
         "Chancellor Marten made the announcement on Monday, capping a long effort to name Harbour Hall.", HALL),
        ("The hit comedy Harbour Nights, which began its run in 1990, made his name.",
         "The hit comedy Harbour Nights, which began its run in 1990, was made to feature a singer.", SINGER),
    ],
)  # fmt: skip
def test_a_small_change_is_seen(true: str, wrong: str, source: str) -> None:
    assert passes(true, source)
    assert not passes(wrong, source)


def test_a_place_is_told_once() -> None:
    assert stutters("The club, based in Vellin, plans to sue the men in Vellin.")
    assert not stutters("The club, based in Vellin, plans to sue the men in Orlow.")
    assert not stutters("The club in New Vellin plans to sue the men in New Orlow.")
