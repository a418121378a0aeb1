"""A decoder in OpenVINO's format -> the same with paged attention, asked for the likeliest next tokens of many texts at once.

OpenVINO GenAI's own beam search spends half of the time on sorting the vocabulary for each beam, in one thread; here the
graph itself picks the few that a search needs, and nothing else leaves it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.errors import ModelError
from summarizer.summaries.models.engines.pages import Table

KNOWN = {
    "input_ids", "position_ids", "past_lens", "subsequence_begins", "block_indices", "block_indices_begins",
    "max_context_len", "rows",
}  # fmt: skip
_CACHES = ("key_cache.", "value_cache.")


@dataclass(frozen=True, slots=True)
class Reading:
    """Tokens to be read, what stands before them (`past` tokens), and the pages of both."""

    tokens: Sequence[int]
    past: int
    table: Table


class PagedModel:
    """A compiled model and its pages, each of `page` tokens. `following` is how many next tokens it tells of each text."""

    def __init__(self, model: Path, following: int) -> None:
        """Raises ModelError for a model that takes other inputs than text, and RuntimeError for one that cannot be read."""
        import openvino

        core = openvino.Core()
        graph = core.read_model(str(model))
        self.following = following
        _telling(graph, following)
        self._compiled = core.compile_model(graph, "CPU")
        self._request = self._compiled.create_infer_request()
        self._caches: list[tuple[str, Any, Any]] = []
        self._memory: list[np.ndarray] = []
        for port in self._compiled.inputs:
            name = str(port.get_any_name())
            if name.startswith(_CACHES):
                shape = [dimension.get_length() for dimension in list(port.partial_shape)[1:]]
                self._caches.append((name, port.element_type, shape))
        # Keys may keep their scales beside the tokens of a page, values have them beside each token.
        self.page = next((shape[1] for name, _, shape in self._caches if name.startswith("value_cache.")), 1)

    @property
    def bytes_a_page(self) -> int:
        """How much memory a page takes."""
        return sum(int(np.prod(shape)) * kind.bitwidth // 8 for _, kind, shape in self._caches)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._memory[0]) if self._memory else 0

    def reserve(self, pages: int) -> None:
        """Have at least so many pages; what stood in them is lost where there were fewer."""
        import openvino

        if pages <= self.pages:
            return
        self._memory = []
        for name, kind, shape in self._caches:
            # As bytes: NumPy has no type for every number format that a processor keeps them in.
            raw = np.zeros((pages, int(np.prod(shape)) * kind.bitwidth // 8), dtype=np.uint8)
            self._memory.append(raw)
            self._request.set_tensor(name, openvino.Tensor(raw, openvino.Shape([pages, *shape]), kind))

    def copy(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Copy pages: (from, to)."""
        if pairs:
            sources, targets = ([pair[side] for pair in pairs] for side in (0, 1))
            for raw in self._memory:
                raw[targets] = raw[sources]

    def read(self, readings: Sequence[Reading]) -> list[list[tuple[int, float]]]:
        """(token, log-likelihood) of what is likeliest to follow each text, likeliest first."""
        import openvino

        lengths = [len(reading.tokens) for reading in readings]
        tables = [reading.table for reading in readings]
        begins = np.cumsum([0, *lengths])
        inputs = {
            "input_ids": np.array([token for r in readings for token in r.tokens], dtype=np.int64),
            "position_ids": np.concatenate([np.arange(r.past, r.past + len(r.tokens)) for r in readings]),
            "past_lens": [r.past for r in readings],
            "subsequence_begins": begins,
            "block_indices": [page for table in tables for page in table],
            "block_indices_begins": np.cumsum([0, *map(len, tables)]),
            "max_context_len": max(r.past + len(r.tokens) for r in readings),
            "rows": begins[1:] - 1,
        }
        for name, values in inputs.items():
            kind = np.int64 if name in ("input_ids", "position_ids") else np.int32
            self._request.set_tensor(name, openvino.Tensor(np.asarray(values, dtype=kind)))
        self._request.infer()
        logits, tokens, total = (self._request.get_output_tensor(place).data for place in range(3))
        return [
            list(zip(row.tolist(), (values - whole).tolist(), strict=True))
            for row, values, whole in zip(tokens, logits, total, strict=True)
        ]


def _telling(graph: Any, following: int) -> None:
    """Make the graph page its attention and give, for asked rows only, the likeliest tokens instead of all scores."""
    from openvino import opset13 as op
    from openvino._offline_transformations import paged_attention_transformation

    paged_attention_transformation(graph)
    rows = op.parameter([-1], np.int32, name="rows")
    rows.output(0).set_names({"rows"})
    outputs = [result.input_value(0) for result in graph.get_results()]
    scores = next((output for output in outputs if "logits" in output.get_names()), None)
    if scores is None:
        raise ModelError("The model gives no scores of tokens.")
    # The rows are picked before the product with the whole vocabulary, a fifth of a small model's work.
    last = scores.get_node()
    while last.get_type_name() != "MatMul":
        last = last.input_value(0).get_node()
    picked = op.gather(last.input_value(0), rows, op.constant(np.int32(0)))
    last.input(0).replace_source_output(picked.output(0))
    graph.add_parameters([rows])
    graph.validate_nodes_and_infer_types()
    vocabulary = scores.get_partial_shape()[-1].get_length()
    following = min(following, vocabulary)
    flat = op.reshape(scores, op.constant(np.array([-1, vocabulary], dtype=np.int64)), special_zero=False)
    best = op.topk(flat, op.constant(np.int32(following)), 1, "max", "value", index_element_type="i32")
    axis = op.constant(np.array([1], dtype=np.int32))
    highest = op.reduce_max(flat, axis, keep_dims=True)
    total = op.add(op.log(op.reduce_sum(op.exp(op.subtract(flat, highest)), axis, keep_dims=True)), highest)
    for old in graph.get_results():
        graph.remove_result(old)
    graph.add_results([op.result(port) for port in (best.output(0), best.output(1), total.output(0))])
    graph.validate_nodes_and_infer_types()
    named = {str(port.get_any_name()) for port in graph.inputs}
    if strange := sorted(name for name in named - KNOWN if not name.startswith(_CACHES)):
        raise ModelError(f"The model asks for more than text: {', '.join(strange)}.")
