"""A model's own summary as it comes: asked once with the stories' openings, printed unchecked. What verification is for."""

from collections.abc import Sequence

from eval.data import Item
from summarizer.config import Settings
from summarizer.protocols import Request
from summarizer.summaries.models.load import load_engine
from summarizer.text import sentences, word_count
from summarizer.types import Article, Evidence, Sentence

OPENINGS, OPENING_WORDS = 3, 90
BEAMS = 4


class Unverified:
    """(item, words) -> the likeliest text of a model, each sentence resting on all openings together."""

    def __init__(self, name: str, settings: Settings) -> None:
        self._engine, self._card = load_engine(settings, name)
        self.signature = f"unverified|{self._card.name}|{self._engine.signature}|{self._card.prompts}|beams:{BEAMS}"

    def __call__(self, item: Item, words: int) -> Sequence[Sentence]:
        """The model's text, cut at `words` after a sentence; at least one sentence."""
        articles = item.articles[:OPENINGS]
        prompt = self._card.prompt("summary", [opening(article) for article in articles], words)
        request = Request(prompt, max_tokens=max(48, words * 2), candidates=1, beams=BEAMS)
        [candidates] = self._engine.generate([request])
        text = candidates[0].text
        evidence = tuple(Evidence(article.id, 0, len(article.text)) for article in articles)
        kept: list[Sentence] = []
        for start, end in sentences(text):
            if kept and word_count(" ".join([*(s.text for s in kept), text[start:end]])) > words:
                break
            kept.append(Sentence(text[start:end], evidence, 0.0, "abstractive"))
        return kept


def opening(article: Article, most_words: int = OPENING_WORDS) -> str:
    """`TITLE. TEXT`, the text cut at a sentence within `most_words`; its first sentence is never cut."""
    end = 0
    for start, stop in sentences(article.text):
        if end and word_count(article.text[:stop]) > most_words:
            break
        end = max(stop, start)
    text = article.text[:end] or article.text
    title = article.title.rstrip(". ")
    return f"{title}. {text}" if title else text
