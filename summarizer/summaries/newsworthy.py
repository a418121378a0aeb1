"""Which articles' beginnings are the news: the latest one's is, a feature's first scene is not."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import timedelta

from summarizer.protocols import SourceSentence
from summarizer.summaries.coverage import Item
from summarizer.summaries.headline import is_labelled, is_teaser, tidy_title
from summarizer.summaries.origins import Groups, origin_of
from summarizer.summaries.sentences import content_stems, sentences_of, title_told
from summarizer.types import Article

SCENE = 0.78
"""Of a news story's beginning half stands in the title, and more than half in each other article; of the 47 beginnings of the samples
eight are a feature's, and fall below this."""
LEAST_SENTENCES, LEAST_STEMS, LEAST_OTHERS = 5, 3, 2
"""What is shorter has too few words to tell, and of a story of few origins each tells its own."""
MOST_SCENES = 1 / 3
"""A story of whose articles more seem to begin with a scene is told in other words by each."""
LATER = timedelta(hours=1)
LATEST = 0.7
"""What the latest article's beginning is worth more, in the measure of `Item.bonus`."""


def newsworthy(items: Sequence[Item], scene: AbstractSet[SourceSentence], news: SourceSentence | None) -> list[Item]:
    """The items without those that set a scene, while there are others, the latest news worth more."""
    kept = [item for item in items if item.sentence not in scene] or items
    return [replace(item, bonus=item.bonus + LATEST) if item.sentence == news else item for item in kept]


def scenes(articles: Sequence[Article], origin_groups: Groups = ()) -> frozenset[SourceSentence]:
    """The first sentences that set a scene, in English ("At ten past three in the morning somebody opened a window"): those of which
    their own title and the articles of other origins have little."""
    found = [(told, article) for article, told, others in _told(articles, origin_groups) if others >= LEAST_OTHERS]
    low = sorted((told, article.id) for told, article in found if told < SCENE)[: int(MOST_SCENES * len(articles))]
    chosen = {id_ for _, id_ in low}
    return frozenset(sentences_of(article)[0] for _, article in found if article.id in chosen)


def latest(
    articles: Sequence[Article], usable: AbstractSet[SourceSentence], origin_groups: Groups = ()
) -> SourceSentence | None:
    """The beginning of the latest article, of the later half, that came an hour or more after the first, sets no scene and has a title
    that tells: what a reader who knows the story wants to know. English; one of the `usable` sentences."""
    told = {article.id: value for article, value, _ in _told(articles, origin_groups)}
    dated = sorted((a for a in articles if a.published is not None), key=lambda a: (str(a.published), a.id))
    for article in reversed(dated[len(dated) // 2 :]):
        first, time = dated[0].published, article.published
        late = first is not None and time is not None and time - first >= LATER
        begins = next((s for s in sentences_of(article)[:2] if s in usable), None)
        telling = not is_teaser(article.title) and not is_labelled(article.title)
        if late and begins and telling and told.get(article.id, 0.0) >= SCENE:
            return begins
    return None


def _told(articles: Sequence[Article], origin_groups: Groups) -> Iterator[tuple[Article, float, int]]:
    """Each English article with a title and enough text; how much of its first sentence that title and the other origins' articles
    have, in [0, 2]; and how many these are."""
    whole = [a for a in articles if a.language in ("", "en") and len(sentences_of(a)) >= LEAST_SENTENCES]
    origin = origin_of(articles, origin_groups)
    stems = {a.id: frozenset(content_stems(f"{title_told(a)} {a.text}", a.language)) for a in whole}
    for article in whole:
        title = frozenset(content_stems(tidy_title(title_told(article), article.source), article.language))
        own = frozenset(content_stems(sentences_of(article)[0].text, article.language))
        others = [stems[a.id] for a in whole if origin[a.id] != origin[article.id]]
        if title and others and len(own) >= LEAST_STEMS:
            shared = sum(len(own & other) for other in others) / len(others) / len(own)
            yield article, shared + len(own & title) / len(title), len(others)
