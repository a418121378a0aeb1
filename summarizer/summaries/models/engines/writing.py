"""Prompts as token ids -> their likeliest texts, all written side by side in a paged model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from summarizer.errors import ModelError
from summarizer.summaries.models.engines.beams import BeamSearch, Hypothesis
from summarizer.summaries.models.engines.paged_model import PagedModel, Reading
from summarizer.summaries.models.engines.pages import Pages, Table

MOST_READ = 4096
"""So many tokens of prompts at most are read at once: what a model computes of them takes memory."""


@dataclass(slots=True)
class Text:
    """A prompt, the search for what follows it, and the pages of each live hypothesis."""

    prompt: Sequence[int]
    search: BeamSearch
    tables: list[Table] = field(default_factory=list)


def write(
    model: PagedModel, pages: Pages, prompts: Sequence[tuple[Sequence[int], BeamSearch]]
) -> list[list[Hypothesis]]:
    """What the searches find, in order; the pages must suffice for all of them, and are free again afterwards.
    Not for two threads at once: they would write into the same pages."""
    texts = [Text(prompt, search) for prompt, search in prompts]
    for part in _parts([text for text in texts if text.search.live]):
        for text in part:
            text.tables = [pages.table(len(text.prompt))]
        _go_on(pages, part, model.read([Reading(text.prompt, 0, text.tables[0]) for text in part]))
    while live := [text for text in texts if text.search.live]:
        readings, copies = [], []
        for text in live:
            for hypothesis, table in zip(text.search.live, text.tables, strict=True):
                past = len(text.prompt) + len(hypothesis.tokens) - 1
                if (copy := pages.room_for(table, past)) is not None:
                    copies.append(copy)
                readings.append(Reading(hypothesis.tokens[-1:], past, table))
        model.copy(copies)
        _go_on(pages, live, model.read(readings))
    return [text.search.found() for text in texts]


def batches(
    model: PagedModel, needs: Sequence[tuple[int, int, int]], most_bytes: int, most: int
) -> Iterator[tuple[range, int]]:
    """Which of the requests, each (tokens of the prompt, beams, most tokens written), are written at once, and how many pages
    they need: at most `most`, and no more than the memory holds. Raises ModelError for a single request that does not fit."""
    fitting = max(most_bytes // model.bytes_a_page, 1)
    need = [Pages(0, model.page).needed(*one) for one in needs]
    begin = 0
    while begin < len(need):
        end, wanted = begin, 0
        while end < len(need) and end - begin < most and wanted + need[end] <= fitting:
            wanted += need[end]
            end += 1
        if end == begin:
            raise ModelError("One prompt alone needs more memory than there is for the model's texts.")
        yield range(begin, end), wanted
        begin = end


def _parts(texts: Sequence[Text]) -> Iterator[list[Text]]:
    part: list[Text] = []
    for text in texts:
        if part and sum(len(other.prompt) for other in part) + len(text.prompt) > MOST_READ:
            yield part
            part = []
        part.append(text)
    if part:
        yield part


def _go_on(pages: Pages, texts: Sequence[Text], following: Sequence[Sequence[tuple[int, float]]]) -> None:
    """Each search by one token; its hypotheses' pages follow them."""
    place = 0
    for text in texts:
        count = len(text.tables)
        parents = text.search.step(following[place : place + count])
        place += count
        tables = [pages.shared(text.tables[parent]) for parent in parents]
        for table in text.tables:
            pages.release(table)
        text.tables = tables
