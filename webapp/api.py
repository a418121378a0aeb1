"""The named endpoints, for gradio_client, curl and MCP: plain values in, JSON out; digests are in schema 1."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import gradio as gr

from summarizer import writers
from summarizer.errors import SummarizerError
from summarizer.types import Digest, utc_iso
from webapp import compare, correct, own
from webapp.days import Days
from webapp.runs import Run
from webapp.site import AT_ONCE, MOST_STORIES, Site, check_number, check_texts

T = TypeVar("T")


class Api:
    """What the endpoints do. Every error is a gr.Error that says what happened and what to do."""

    def __init__(self, site: Site, days: Days) -> None:
        self.site, self.days = site, days

    def add(self) -> None:
        """Register the endpoints; inside a gr.Blocks."""
        busy: dict[str, Any] = {"concurrency_id": "model", "concurrency_limit": AT_ONCE}
        gr.api(self.summarize, api_name="summarize", **busy)
        gr.api(self.today, api_name="today", concurrency_limit=20)
        gr.api(self.compare, api_name="compare", **busy)
        gr.api(self.models, api_name="models")
        gr.api(self.corrections, api_name="corrections")
        gr.api(self.correct, api_name="correct")

    def summarize(
        self, text: str, model: str = "", length: str = "both", stories: float = 10, addresses: str = ""
    ) -> dict[str, Any]:
        """Group articles into stories and summarize each, every sentence with its evidence.

        Args:
            text: The articles: texts parted by lines of ---, or JSON lines with "text" and, if known, "title", "source", "url", "published".
            model: One of the names that /models lists; empty for the default.
            length: Which summaries are wanted: short, long or both.
            stories: At most so many stories, 1 to 15.
            addresses: Web addresses of feeds or pages, one a line; refused on a public page.

        Returns:
            The digest as JSON, schema 1, with each article's text, so that evidence can be checked.
        """

        def work() -> dict[str, Any]:
            check_texts(text=text, model=model, length=length, addresses=addresses)
            check_number("stories", stories)
            with tempfile.TemporaryDirectory() as folder:
                sources = own.sources(self.site, text, addresses, [], Path(folder))
                more = {"offline": self.site.public, "min_articles": 1, "steady": False}
                settings = self.site.settings(model or self.site.model, stories, length, "all", **more)
                return _last(Run(sources, settings).start())

        return _safely(work)

    def today(
        self, model: str = "", stories: float = 10, source: str = "samples", window: str = "24h"
    ) -> dict[str, Any]:
        """The stories of the day: of the invented sample day, or of the owner's news.

        Args:
            model: One of the names that /models lists; empty for the default.
            stories: At most so many stories, 1 to 15.
            source: samples; on a machine of your own also store (what it holds) or sources (read again).
            window: today, yesterday, 24h, 7d or all; the samples are always of the last 24 hours.

        Returns:
            The digest as JSON, schema 1, with each article's text.
        """

        def work() -> dict[str, Any]:
            check_texts(model=model, source=source, window=window)
            check_number("stories", stories)
            return _last(self.days.run(source, model or self.site.model, window), max(1, int(stories)))

        return _safely(work)

    def compare(self, story: float = 1, models: str = "coverage,default") -> dict[str, Any]:
        """Let several models summarize the same stories of the samples, and score them against the references.

        Args:
            story: The number of the story, 1 to 15, or 0 for all of them.
            models: One to three names that /models lists, parted by commas.

        Returns:
            {"models": a row a model with stories, seconds, rouge1, rouge2, rougeL (F1, 0 to 1),
            "texts": a row a text with model, story, seconds, headline, short and long}.
        """

        def work() -> dict[str, Any]:
            check_texts(models=models)
            check_number("story", story)
            names = compare.chosen(self.site, [name.strip() for name in models.split(",") if name.strip()])
            told = [compare.tell(self.site, place, name) for name in names for place in compare.stories(story)]
            texts = [
                {
                    "model": t.model,
                    "story": t.story.cluster.id,
                    "seconds": round(t.seconds, 3),
                    "headline": t.story.summary.headline.text,
                    "short": " ".join(s.text for s in t.story.summary.short),
                    "long": " ".join(s.text for s in t.story.summary.long),
                }
                for t in told
            ]
            return {"models": compare.means(told), "texts": texts}

        return _safely(work)

    def models(self) -> list[str]:
        """The names of the models that can be asked for; the first is the default.

        Returns:
            The names.
        """
        return [self.site.model, *(name for name in self.site.models if name != self.site.model)]

    def corrections(self, source: str = "samples") -> list[dict[str, Any]]:
        """The corrections of stories that are in force, the last one last.

        Args:
            source: samples, or store for the owner's news.

        Returns:
            Rows of number, kind, story, other, articles, author and time.
        """

        def work() -> list[dict[str, Any]]:
            check_texts(source=source)
            self.site.check_source(source)
            return [_row(decision) for decision in correct.standing(self.site, source)]

        return _safely(work)

    def correct(
        self, action: str, story: str = "", other: str = "", articles: str = "", source: str = "samples"
    ) -> dict[str, Any]:
        """Merge, split or pin stories, or undo the last correction. It stays for every later run; off on a public page.

        Args:
            action: merge, split, pin, unpin or undo.
            story: The id of the story, as /today gives it.
            other: For merge: the id of the other story.
            articles: For split: the ids of the articles to take out, parted by commas.
            source: samples, or store for the owner's news.

        Returns:
            The decision: number, kind, story, other, articles, author and time.
        """

        def work() -> dict[str, Any]:
            check_texts(action=action, story=story, other=other, articles=articles, source=source)
            self.site.check_source(source)
            names = [name.strip() for name in articles.split(",") if name.strip()]
            made = correct.apply(self.site, source, action, story, other, names)
            self.days.forget(source)
            return _row(made)

        return _safely(work)


def _safely(work: Callable[[], T]) -> T:
    try:
        return work()
    except SummarizerError as error:
        raise gr.Error(f"{error.message} {error.hint}".strip()) from error


def _last(run: Run, most: int = MOST_STORIES) -> dict[str, Any]:
    """The digest as JSON as soon as `most` stories are told, or all there are."""
    for state in run.follow():
        digest = state.digest or state.partial
        if digest is not None and not state.error and (state.over or len(state.stories) >= most):
            return _as_json(replace(digest, stories=digest.stories[:most]))
        if state.error:
            raise gr.Error(state.error)
    raise AssertionError("a run ends in a digest or an error")


def _as_json(digest: Digest) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(writers.write(digest, "json", with_text=True))
    return answer


def _row(decision: Any) -> dict[str, Any]:
    return {
        "number": decision.number,
        "kind": decision.kind,
        "story": decision.story,
        "other": decision.other,
        "articles": list(decision.articles),
        "author": decision.author,
        "time": utc_iso(decision.time),
    }
