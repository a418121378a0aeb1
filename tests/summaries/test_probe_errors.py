"""Two errors that the probe adapter was seen to make with whole summaries, in invented stories of the same shape."""

from collections.abc import Callable, Sequence

import pytest

from summarizer.protocols import Job, Lengths
from summarizer.summaries.compose import AbstractiveSummarizer
from summarizer.summaries.models.table import card_of
from summarizer.testing import ScriptedEngine, article
from summarizer.text import fold
from summarizer.types import Article, Cluster, Summary
from tests.verification.helpers import VERIFIER

LEAD = "A fire destroyed the grain hall of Port Marn on Monday and two night watchmen died, the fire service said."
MIDDLE = (
    "The grain hall was painted green by pupils of the harbour school eleven years ago.",
    "A brass band from the hills used to play beside its eastern gate every spring.",
    "Its clock was bought from a watchmaker in Tarn Bay and never kept the right time.",
)
LONG = article(
    " ".join(
        (
            LEAD,
            "Smoke from the burning grain hall could be seen from ships far out at sea.",
            *(f"The {day} market in the square sold apples, rope and lamps of every size." for day in ("old", "late")),
            *MIDDLE,
            *(
                f"Visitors of the {part} quay often asked the way to the museum of tides."
                for part in ("north", "south")
            ),
        )
    ),
    "Fire destroys grain hall of Port Marn",
    source="Herald",
)
STORY = (
    LONG,
    article(
        "Two night watchmen died when a fire destroyed the grain hall of Port Marn on Monday. "
        "Ships far out at sea saw the smoke from the burning hall, sailors said.",
        "Two die in fire at Port Marn",
        source="Post",
    ),
    article(
        "The grain hall of Port Marn burned down on Monday and two watchmen lost their lives. "
        "The fire service said the hall was destroyed within an hour.",
        "Grain hall of Port Marn burns down",
        source="Ledger",
    ),
)


def told(script: Callable[[str], Sequence[str]], articles: tuple[Article, ...] = STORY, short: int = 40) -> Summary:
    made = AbstractiveSummarizer(ScriptedEngine(script), card_of("default"), VERIFIER)
    job = Job(Cluster("c", articles), tuple((a.id,) for a in articles), Lengths(short=short))
    [summary] = made.summarize([job])
    return summary


def test_a_text_copied_from_the_middle_of_a_long_article_does_not_displace_its_lead() -> None:
    summary = told(lambda prompt: [] if "Headline:" in prompt else [" ".join(MIDDLE)])
    for text in (summary.short, summary.long):
        assert "fire" in text[0].text
        assert "watchmen" in text[0].text
    assert not {s.text for s in summary.short} & set(MIDDLE)
    # The model's copies hold, and may stand where there is room for them: behind what the story is about, and quoted.
    copies = [s for s in summary.long if s.text in MIDDLE]
    assert all(s.kind == "extractive" for s in copies)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Two night watchmen died when a fire destroyed the grain hall of Port Marn on Monday.",
            "Two watchmen died when a fire destroyed the grain hall of Port Marn on Monday.",
        ),
        (
            "A fire destroyed the grain hall of Port Marn on Monday, the fire service said.",
            "A fire destroyed the burning hall of Port Marn on Monday, the fire service said.",
        ),
        (
            "Smoke from the burning grain hall could be seen from ships far out at sea.",
            "Smoke from the burning grain hall could be seen by ships far out at sea.",
        ),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_a_sentence_that_comes_again_with_one_word_changed_is_told_once(one: str, other: str, swapped: bool) -> None:
    pair = (other, one) if swapped else (one, other)
    summary = told(lambda prompt: [] if "Headline:" in prompt else [" ".join(pair), *pair], short=60)
    for text in (summary.short, summary.long):
        same = [s.text for s in text if _near(s.text, one) or _near(s.text, other)]
        assert len(same) <= 1, same


def _near(text: str, other: str) -> bool:
    """Whether two sentences share four of five words."""
    a, b = set(fold(text).split()), set(fold(other).split())
    return len(a & b) >= 0.8 * max(len(a), len(b))
