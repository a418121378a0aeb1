"""Texts written side by side in pages: none reads another's, all pages are free again, and memory is kept to its bounds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ModelError
from summarizer.protocols import Request
from summarizer.summaries.models.engines.beams import BeamSearch
from summarizer.summaries.models.engines.openvino import MODEL, OpenVinoEngine, converted
from summarizer.summaries.models.engines.paged_model import PagedModel, Reading
from summarizer.summaries.models.engines.pages import Pages
from summarizer.summaries.models.engines.writing import batches, write
from tests.models import tiny
from tests.models.comparing import assert_same

NEAR = 0.1
PROMPTS = [[5, 6, 7], [9] * 70, [11, 12, 13, 14]]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagedModel]:
    folder = tmp_path_factory.mktemp("paged")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARIZE_CACHE_DIR", str(folder / "cache"))
        made = converted(tiny.gguf(folder))
        assert converted(tiny.gguf(folder)) == made
        assert not [path for path in made.iterdir() if path.suffix == ".gguf"]
        yield PagedModel(made / MODEL, 8)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=40), st.integers(1, 3))
def test_a_page_that_is_written_is_nobody_elses(steps: list[tuple[int, int]], size: int) -> None:
    pages = Pages(400, size)
    texts = [(pages.table(2), 2)]
    for source, count in steps:
        chosen = source % len(texts)
        table, length = texts[chosen]
        texts += [(pages.shared(table), length) for _ in range(count % 2)]
        position = length
        before = list(table)
        copied = pages.room_for(table, position)
        texts[chosen] = (table, length + 1)
        written = table[position // size]
        assert sum(written in other for other, _ in texts) == 1
        assert copied is None or (copied == (before[-1], written) and copied[0] != copied[1])
        assert all(len(other) * size >= tokens for other, tokens in texts)
    for table, _ in texts:
        pages.release(table)
    assert pages.free == 400


def test_a_file_is_copied_where_no_link_may_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: Path, target: Path) -> None:
        raise OSError("not allowed")

    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(Path, "symlink_to", forbidden)
    made = converted(tiny.gguf(tmp_path))
    assert (made / MODEL).is_file()
    assert not list(made.glob("*.gguf"))


def test_a_text_is_read_the_same_in_pieces_and_beside_others(model: PagedModel) -> None:
    model.reserve(20)
    [whole] = model.read([Reading([5, 6, 7, 8, 9], 0, [0])])
    model.read([Reading([5, 6, 7], 0, [3]), Reading([1] * 40, 0, [1, 2])])
    other, pieces = model.read([Reading([2], 40, [1, 2]), Reading([8, 9], 3, [3])])
    # Keys and values are kept in eight bits.
    assert pieces[0][0] == whole[0][0]
    assert pieces[0][1] == pytest.approx(whole[0][1], abs=NEAR)
    assert [token for token, _ in other] != [token for token, _ in whole]
    assert len(whole) == model.following
    assert [p for _, p in whole] == sorted((p for _, p in whole), reverse=True)
    assert all(p <= 0 for _, p in whole)


def test_a_copied_page_is_read_as_the_first(model: PagedModel) -> None:
    model.reserve(20)
    model.read([Reading([5, 6, 7], 0, [4])])
    model.copy([(4, 9)])
    one, other = model.read([Reading([8], 3, [4]), Reading([8], 3, [9])])
    assert one == other


def test_searches_side_by_side_find_what_each_finds_alone_and_free_their_pages(model: PagedModel) -> None:
    model.reserve(100)
    pages = Pages(model.pages, model.page)

    def found(*prompts: list[int]) -> list[list[tuple[int, ...]]]:
        asked = [(prompt, BeamSearch(3, 40, {2})) for prompt in prompts]
        return [[h.tokens for h in row] for row in write(model, pages, asked)]

    together = found(*PROMPTS)
    assert pages.free == model.pages
    assert together == [found(prompt)[0] for prompt in PROMPTS]
    assert all(len(row) == 3 for row in together)
    assert write(model, pages, [([5], BeamSearch(3, 0, {2}))]) == [[]]


def test_threads_that_ask_at_once_get_what_each_gets_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import ThreadPoolExecutor

    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    engine = OpenVinoEngine(tiny.gguf(tmp_path), context=128)
    asked = [[Request(f"{line} {n}", 12, 2, 2) for n in range(3)] for line in tiny.LINES]
    with ThreadPoolExecutor(len(asked)) as pool:
        together = list(pool.map(lambda requests: list(engine.generate(requests)), asked))
    for found, requests in zip(together, asked, strict=True):
        for one, again in zip(found, engine.generate(requests), strict=True):
            assert_same(one, again)


def test_no_more_is_written_at_once_than_fits(model: PagedModel) -> None:
    needs = [(40, 2, 30)] * 5
    pages = Pages(0, model.page).needed(40, 2, 30)
    room = 2 * pages * model.bytes_a_page
    assert [(list(part), wanted) for part, wanted in batches(model, needs, room, 32)] == [
        ([0, 1], 2 * pages),
        ([2, 3], 2 * pages),
        ([4], pages),
    ]
    assert [list(part) for part, _ in batches(model, needs, 100 * room, 3)] == [[0, 1, 2], [3, 4]]
    assert list(batches(model, [], room, 3)) == []
    with pytest.raises(ModelError, match="memory"):
        list(batches(model, [(40, 2, 30), (4000, 2, 30)], room, 32))


def test_a_model_that_asks_for_more_than_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np
    import openvino
    from openvino import opset13 as op

    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    graph = openvino.Core().read_model(str(converted(tiny.gguf(tmp_path)) / MODEL))
    for result in graph.get_results():
        result.input_value(0).set_names({"logits"})
    openvino.save_model(graph, str(tmp_path / "plain.xml"))
    assert PagedModel(tmp_path / "plain.xml", 8).following == 8
    picture = op.parameter([-1, 4], np.float32, name="picture")
    picture.output(0).set_names({"picture"})
    graph.add_parameters([picture])
    graph.add_results([op.result(picture)])
    openvino.save_model(graph, str(tmp_path / "seeing.xml"))
    with pytest.raises(ModelError, match="more than text: picture"):
        PagedModel(tmp_path / "seeing.xml", 8)
    graph = openvino.Core().read_model(str(tmp_path / "plain.xml"))
    [result] = graph.get_results()
    middle = result.input_value(0).get_node().input_value(0)
    graph.remove_result(result)
    graph.add_results([op.result(middle)])
    openvino.save_model(graph, str(tmp_path / "mute.xml"))
    with pytest.raises(ModelError, match="no scores"):
        PagedModel(tmp_path / "mute.xml", 8)
