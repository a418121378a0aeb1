"""prompts -> candidates on OpenVINO GenAI: the fast way for decoder models on a CPU, no torch needed."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from summarizer.embeddings import hash_of
from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Cut, Request
from summarizer.summaries.models.engines.answers import candidates_of
from summarizer.summaries.models.engines.frames import (
    BARE,
    ENDS_OF_TURN,
    TEMPLATE_OPTIONS,
    Frame,
    control_tokens,
    frame_of,
    framed,
)
from summarizer.summaries.models.engines.identity import LETTERS, identity_of
from summarizer.summaries.models.engines.room import keep_ends

BATCH = 32
"""Requests at once: a story's requests are one batch, so that its texts never depend on other stories. On two cores 32
at once take half the time of one by one; more gain nothing."""
CACHE_GIGABYTES = 1


class OpenVinoEngine:
    """An `Engine` over a GGUF file or a folder in OpenVINO's own format; beams by continuous batching.

    `frame` stands around each prompt (None: the model's own chat template's, where it has one); `context` is the most
    tokens that are read and written. Requests' `no_repeat` and `only_from` are left to the choice among the beams: the
    engine's own means against repeats count the prompt too. After `close` the next request loads the model again.
    """

    def __init__(self, model: Path, frame: Frame | None = None, context: int = 2048, batch: int = BATCH) -> None:
        self._model, self._frame, self._context, self._batch = model, frame, context, batch
        self._pipeline: Any = None
        self._tokenizer: Any = None
        self._ends: set[int] = set()
        self._control = frozenset[int]()

    @property
    def signature(self) -> str:
        """Engine, version and the weights' hash."""
        from importlib.metadata import version

        weights = identity_of(str(self._model)) if self._model.is_dir() else hash_of(self._model)[:LETTERS]
        return f"openvino-genai-{version('openvino-genai')}|{weights}"

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The candidates of each request, likeliest first, in order. Raises ModelError."""
        for start in range(0, len(requests), self._batch):
            yield from self._run(list(requests[start : start + self._batch]))

    def close(self) -> None:
        """Free the model."""
        self._pipeline = self._tokenizer = None

    def _run(self, requests: list[Request]) -> list[tuple[Candidate, ...]]:
        pipeline = self._load()
        encoded = [self._encode(request) for request in requests]
        results = pipeline.generate([prompt for prompt, _ in encoded], [self._config(request) for request in requests])
        return [
            self._candidates(result, request, cuts)
            for result, request, (_, cuts) in zip(results, requests, encoded, strict=True)
        ]

    def _encode(self, request: Request) -> tuple[Any, tuple[Cut, ...]]:
        import numpy as np
        from openvino import Tensor

        def render(text: str) -> str:
            talk = [{"role": "user", "content": text}]
            return str(self._tokenizer.apply_chat_template(talk, True, extra_context=TEMPLATE_OPTIONS))

        def encode(text: str) -> list[int]:
            ids: list[int] = (
                self._tokenizer.encode(text, add_special_tokens=frame is BARE).input_ids.data.ravel().tolist()
            )
            return ids

        frame = self._frame or (frame_of(render) if self._tokenizer.chat_template else BARE)
        ids = framed(encode, request.prompt, frame, self._control)
        kept, cuts = keep_ends(ids, self._context - request.max_tokens)
        return Tensor(np.array([kept], dtype=np.int64)), cuts

    def _candidates(self, result: Any, request: Request, cuts: tuple[Cut, ...]) -> tuple[Candidate, ...]:
        import openvino_genai

        answers = (
            (
                self._tokenizer.decode([i for i in ids if i not in self._ends], skip_special_tokens=True),
                # Of a single sequence the engine gives the sum, of beams the mean.
                float(score) if request.beams > 1 else float(score) / max(len(ids), 1),
                reason == openvino_genai.GenerationFinishReason.STOP,
            )
            for ids, score, reason in zip(result.m_generation_ids, result.m_scores, result.finish_reasons, strict=True)
        )
        return candidates_of(answers, request.candidates, cuts)

    def _config(self, request: Request) -> Any:
        import openvino_genai

        config = openvino_genai.GenerationConfig()
        config.max_new_tokens = request.max_tokens
        config.stop_token_ids = self._ends
        config.eos_token_id = min(self._ends)
        config.apply_chat_template = False
        if request.beams > 1:
            config.num_beams = request.beams
            config.num_return_sequences = request.beams
            config.length_penalty = 1.0
            # Stopping early takes a third less time and costs 1.8 points of ROUGE-2: it prefers short texts.
            config.stop_criteria = openvino_genai.StopCriteria.HEURISTIC
        else:
            config.logprobs = 1
        return config

    def _load(self) -> Any:
        if self._pipeline is None:
            import openvino_genai

            scheduler = openvino_genai.SchedulerConfig()
            scheduler.cache_size = CACHE_GIGABYTES
            try:
                with _Quiet():
                    # No prompt-lookup decoding: it excludes beams, and within a batch it gains nothing.
                    self._tokenizer = openvino_genai.Tokenizer(self._model)
                    self._pipeline = openvino_genai.ContinuousBatchingPipeline(
                        self._model, self._tokenizer, scheduler, "CPU"
                    )
            except (RuntimeError, IndexError, ValueError) as error:
                reason = (str(error).splitlines() or [type(error).__name__])[0]
                raise ModelError(f"OpenVINO cannot open {self._model.name}: {reason}") from error
            # The vocabulary's tokens are bytes, and not all of them whole characters.
            vocabulary = {
                token.decode(errors="replace") if isinstance(token, bytes) else str(token): int(number)
                for token, number in self._tokenizer.get_vocab().items()
            }
            named = {vocabulary[name] for name in ENDS_OF_TURN if name in vocabulary}
            self._ends = {int(self._tokenizer.get_eos_token_id()), *named}
            self._control = control_tokens(vocabulary, self._ends)
        return self._pipeline


class _Quiet:
    """Keeps what a native library prints off our standard output, which belongs to the result."""

    def __enter__(self) -> None:
        sys.stdout.flush()
        self._saved = os.dup(1)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.close(null)

    def __exit__(self, *_: object) -> None:
        os.dup2(self._saved, 1)
        os.close(self._saved)
