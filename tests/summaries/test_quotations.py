"""Sentences in the middle of somebody's words are known as such, and page furniture is no sentence of the text."""

import pytest

from summarizer.summaries.sentences import sentences_of, unmarked_quotations, usable, usable_sentences
from summarizer.testing import article

SPEECH = (
    'The mayor spoke on Monday in Selmar. "We will build. The old bridge was a bunch of garbage. '
    'It will never be missed by anyone," he said. The bridge is 90 years old and closed to lorries.'
)


@pytest.mark.parametrize(
    "text",
    [
        SPEECH,
        SPEECH.replace(' "We', " “We").replace('anyone," he', "anyone,” he"),
        SPEECH.replace(' "We', " ``We").replace('anyone," he', "anyone,'' he"),
    ],
)
def test_a_sentence_within_a_quotation_is_nobodys_own(text: str) -> None:
    told = article(text)
    inner = unmarked_quotations(told)
    assert [s.text for s in sentences_of(told) if s.index in inner] == ["The old bridge was a bunch of garbage."]
    assert all("garbage" not in s.text for s in usable_sentences([told]))
    assert any("90 years" in s.text for s in usable_sentences([told]))


@pytest.mark.parametrize(
    "text",
    [
        # A mark that is never closed, or closed by another kind, says nothing of the sentences that follow it.
        'He called it "the bridge. The old bridge was closed to all lorries in May.',
        'A “crushing blow," he said. The old bridge was closed to all lorries in May.',
        "The old bridge was closed to all lorries in May.\n“It stands. Nobody knows why,” he said.",
    ],
)
def test_other_sentences_are_the_articles_own(text: str) -> None:
    told = article(text)
    assert all("old bridge" not in s.text for s in sentences_of(told) if s.index in unmarked_quotations(told))


@pytest.mark.parametrize(
    "text",
    [
        "Update: The drivers are no longer planning to arrest members of the council.",
        "TRAILER: Get a taste of what the film about the drivers has to show us.",
        "A ranger shoots dead a lion that had strayed from the park, in Halden Wednesday, March 30, 2016.",
        "Kari Moe poses for a studio portrait in front of a picture of the old bridge.",
        "Hide Caption 17 of 23 Photos: The drivers cheer after the ballot in Halden on Friday evening.",
        "Caption Drivers cheer after the ballot in Halden on Friday evening in the hall.",
        "Enlarge this image The old bridge is closed to all lorries in the town.",
        "A toggle caption Kari Moe/Harbour The old bridge is closed to all lorries.",
        "Story highlights The old bridge of the town is closed to all lorries.",
        "These crawls are part of an effort to archive pages as they are made.",
        "#halden The old bridge of the town is closed to all lorries #breaking now.",
        "Kari Moe / Harbour News The old bridge of the town is closed to all lorries.",
        "COURT PAPERS: The Old Bridge Of The Town Is Closed To All Lorries!",
        "...to the old bridge of the town three nights in a row and it was closed.",
        "Add the old bridge as an interest to stay up to date on the latest news.",
        "EMBED More News Videos The old bridge of the town is closed to all lorries.",
        "The old bridge of #halden is closed to all lorries of #selmar and of the #port.",
        "Fig. 2 Photographs of the old bridge of the town of Halden from the north.",
        "Editor’s note: the name of the mayor of the town was spelled wrongly at first.",
        "Shane Moe (2nd L), Sarah Vik (3rd L) and Josh Lund (2nd R) sit in the court of the town.",
        "Marn speaks during a news conference, in the East Room of the house by the bridge.",
        "Please check the URL for proper spelling and capitalization of the old bridge.",
    ],
)
def test_what_stands_beside_the_text_is_not_told(text: str) -> None:
    [sentence] = sentences_of(article(text))
    assert not usable(sentence, "en")


@pytest.mark.parametrize(
    "text",
    [
        "UNITED NATIONS: The council of the town voted on Friday to close the old bridge.",
        "LONDON / BRUSSELS — The union said on Friday that the old bridge was closed.",
        "Women of the #MeToo and #TimesUp movements marched over the old bridge on Friday.",
        "#MeToo founder Kari Moe said on Friday that the old bridge was closed.",
        "Drivers said that officers just watched as the crowd closed the old bridge.",
        "The page on the old bridge, saved by the Wayback Machine, was deleted on Friday.",
        "Marn arrives at the bridge on Friday, and the council speaks of a new one.",
        "Volunteers on these crawls visit ten pubs by the old bridge of the town.",
    ],
)
def test_an_ordinary_sentence_may_be_told(text: str) -> None:
    [sentence] = sentences_of(article(text))
    assert usable(sentence, "en")


def test_hashtags_take_no_time() -> None:
    [sentence] = sentences_of(article(f"x #{'a' * 60_000}."))
    assert not usable(sentence, "en", least=1)
