"""A feature's first scene is no news; what the latest article begins with is."""

from dataclasses import replace

import pytest

from summarizer.protocols import SourceSentence
from summarizer.summaries.coverage import items_of
from summarizer.summaries.newsworthy import LATEST, latest, newsworthy, scenes
from summarizer.summaries.sentences import sentences_of
from summarizer.testing import article
from summarizer.types import Article

SCENE = "At ten past three somebody opened a window and shouted a number into the street."
REST = "The Greens won the city hall of Kesh. Their mayor is Aliya Nur. She had 52% of the vote. Turnout was 58%."
FEATURE = article(f"{SCENE} {REST}", "Greens win the capital Kesh", published="2026-05-05T08:00")
NEWS = article(
    f"The Greens won the capital Kesh in the regional vote on Monday. {REST}",
    "Greens win in Kesh",
    published="2026-05-05T06:00",
)
ACCORD = article(
    f"The Accord won the regional vote but lost the capital Kesh to the Greens. {REST}",
    "Accord wins vote, loses Kesh",
    published="2026-05-05T07:00",
)
STORY = (FEATURE, NEWS, ACCORD)


def apart(*articles: Article) -> list[list[str]]:
    return [[a.id] for a in articles]


def test_a_first_sentence_that_neither_its_title_nor_the_others_tell_sets_a_scene() -> None:
    assert {s.text for s in scenes(STORY, apart(*STORY))} == {SCENE}


def test_no_scene_is_seen_where_too_little_is_known() -> None:
    assert not scenes(STORY[:2], apart(*STORY[:2]))
    assert not scenes(STORY, [[a.id for a in STORY]])
    assert not scenes([replace(FEATURE, title=""), NEWS, ACCORD])
    assert not scenes([replace(FEATURE, text=f"{SCENE} The Greens won."), NEWS, ACCORD])


def test_what_an_outlet_writes_of_itself_is_no_title() -> None:
    tail = " | The Vell Evening Chronicle"
    signed = [replace(a, title=a.title + tail, source="The Vell Evening Chronicle") for a in STORY]
    assert {s.text for s in scenes(signed, apart(*signed))} == {SCENE}


def test_each_telling_it_in_other_words_is_no_scene() -> None:
    texts = ("A boat went down off Vell.", "Rescuers searched the reef near Port.", "Twelve drowned in the strait.")
    more = " Divers looked on. Moe spoke. Boats came. Nobody slept."
    apart_ = [
        article(f"{text}{i}{more}", "Sorrow at sea", published="2026-05-05T08:00") for i, text in enumerate(texts)
    ]
    assert len(scenes(apart_, apart(*apart_))) <= 1


def test_other_languages_have_no_scenes_that_are_known() -> None:
    assert not scenes([replace(a, language="es") for a in STORY], apart(*STORY))


def told(*articles: Article) -> frozenset[SourceSentence]:
    return frozenset(s for a in articles for s in sentences_of(a))


def test_the_latest_article_begins_with_the_latest_news() -> None:
    assert latest((NEWS, ACCORD), told(NEWS, ACCORD)) == sentences_of(ACCORD)[0]
    assert latest(STORY, told(*STORY)) == sentences_of(ACCORD)[0]
    assert latest((NEWS, FEATURE), told(NEWS, FEATURE)) is None


def test_a_byline_is_no_beginning() -> None:
    usable = told(NEWS, ACCORD) - {sentences_of(ACCORD)[0]}
    assert latest((NEWS, ACCORD), usable) == sentences_of(ACCORD)[1]


@pytest.mark.parametrize(
    "last",
    [
        replace(ACCORD, published=NEWS.published),
        replace(ACCORD, published=None),
        replace(ACCORD, title="Here's what the vote in Kesh means"),
        replace(ACCORD, title="LIVE: Accord wins vote, loses Kesh"),
    ],
)
def test_what_is_no_later_or_only_explains_is_not_the_latest_news(last: Article) -> None:
    assert latest((NEWS, last), told(NEWS, last)) is None


def test_scenes_are_left_out_and_the_latest_news_is_worth_more() -> None:
    later = replace(ACCORD, published=NEWS.published and NEWS.published.replace(hour=20))
    story = (FEATURE, NEWS, later)
    items, _ = items_of(story)
    assert SCENE in {item.sentence.text for item in items}
    found = newsworthy(items, scenes(story), latest(story, told(*story)))
    assert SCENE not in {item.sentence.text for item in found}
    before = {item.sentence: item.bonus for item in items}
    more = {item.sentence: item.bonus - before[item.sentence] for item in found}
    assert [s for s, bonus in more.items() if bonus] == [sentences_of(later)[0]]
    assert more[sentences_of(later)[0]] == pytest.approx(LATEST)


def test_a_story_of_scenes_alone_is_told_all_the_same() -> None:
    items, _ = items_of(STORY)
    only = [item for item in items if item.sentence.text == SCENE]
    assert len(only) == 1
    assert newsworthy(only, scenes(STORY), None) == only
