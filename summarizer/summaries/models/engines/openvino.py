"""prompts -> candidates on OpenVINO GenAI: the fast way for decoder models on a CPU, no torch needed."""

import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from summarizer.embeddings import hash_of
from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Request

log = logging.getLogger(__name__)

BATCH = 8
CACHE_GIGABYTES = 1
END = "<|im_end|>"


class OpenVinoEngine:
    """An `Engine` over a GGUF file or a folder in OpenVINO's own format; beams by continuous batching."""

    def __init__(self, model: Path, batch: int = BATCH) -> None:
        self._model = model
        self._batch = batch
        self._pipeline: Any = None

    @property
    def signature(self) -> str:
        """Engine, version and the weights' hash."""
        from importlib.metadata import version

        return f"openvino-genai-{version('openvino-genai')}|{hash_of(self._model)[:12]}"

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The candidates of each request, likeliest first, in order. Requests run in batches of eight."""
        for start in range(0, len(requests), self._batch):
            yield from self._run(list(requests[start : start + self._batch]))

    def close(self) -> None:
        """Free the model."""
        self._pipeline = None

    def _run(self, requests: list[Request]) -> list[tuple[Candidate, ...]]:
        pipeline = self._load()
        configs = [self._config(request) for request in requests]
        results = pipeline.generate([request.prompt for request in requests], configs)
        return [self._candidates(result, request.max_tokens) for result, request in zip(results, requests, strict=True)]

    def _candidates(self, result: Any, most: int) -> tuple[Candidate, ...]:
        tokenizer = self._pipeline.get_tokenizer()
        found = {}
        for text, score in zip(result.m_generation_ids, result.m_scores, strict=True):
            plain = text.replace(END, "").strip()
            if plain and plain not in found:
                length = tokenizer.encode(text, add_special_tokens=False).input_ids.shape[-1]
                found[plain] = Candidate(plain, float(score), stopped=length < most)
        ordered = sorted(found.values(), key=lambda c: (-c.logprob, c.text))
        return tuple(ordered) or (Candidate("", float("-inf")),)

    def _config(self, request: Request) -> Any:
        import openvino_genai

        config = openvino_genai.GenerationConfig()
        config.max_new_tokens = request.max_tokens
        config.eos_token_id = self._eos
        config.stop_token_ids = {self._eos}
        config.apply_chat_template = False
        if request.beams > 1:
            config.num_beams = request.beams
            config.num_return_sequences = min(request.candidates, request.beams)
            config.length_penalty = 1.0
            config.stop_criteria = openvino_genai.StopCriteria.HEURISTIC
        return config

    def _load(self) -> Any:
        if self._pipeline is None:
            import openvino_genai

            scheduler = openvino_genai.SchedulerConfig()
            scheduler.cache_size = CACHE_GIGABYTES
            scheduler.enable_prefix_caching = False
            scheduler.max_num_seqs = 256
            try:
                with _Quiet():
                    self._pipeline = openvino_genai.ContinuousBatchingPipeline(
                        self._model, scheduler, "CPU", {}, {}, {}
                    )
            except RuntimeError as error:
                raise ModelError(f"OpenVINO cannot open {self._model.name}: {str(error).splitlines()[0]}") from error
            tokens = self._pipeline.get_tokenizer().encode(END, add_special_tokens=False).input_ids.data.ravel()
            self._eos = int(tokens[0]) if len(tokens) == 1 else int(self._pipeline.get_tokenizer().get_eos_token_id())
        return self._pipeline


class _Quiet:
    """Keeps what a native library prints off our standard output, which belongs to the result."""

    def __enter__(self) -> None:
        import sys

        sys.stdout.flush()
        self._saved = os.dup(1)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.close(null)

    def __exit__(self, *_: object) -> None:
        os.dup2(self._saved, 1)
        os.close(self._saved)
