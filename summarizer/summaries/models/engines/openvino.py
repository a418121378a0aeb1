"""prompts -> candidates on OpenVINO: the fast way for decoder models on a CPU, no torch needed."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from summarizer.conversion import made_once
from summarizer.embeddings import hash_of
from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Cut, Request
from summarizer.summaries.models.engines.answers import candidates_of
from summarizer.summaries.models.engines.beams import BeamSearch
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

if TYPE_CHECKING:
    from summarizer.summaries.models.engines.paged_model import PagedModel

BATCH = 32
"""Requests at once: a story's requests are one batch, so that its texts never depend on other stories. On two cores 32
at once take half the time of one by one; more gain nothing."""
CACHE_BYTES = 2**30
"""What the keys and values of all texts that are written at once may take."""
LEAST_FOLLOWING = 8
"""How many next tokens are always told: enough for four beams."""
MODEL = "openvino_model.xml"
_REDIRECTING = Lock()


class OpenVinoEngine:
    """An `Engine` over a GGUF file or a folder in OpenVINO's own format, all beams of all requests side by side.

    `frame` stands around each prompt (None: the model's own chat template's, where it has one); `context` is the most
    tokens that are read and written. Several threads may ask at once, and wait for each other. Requests' `no_repeat` and `only_from` are left to the choice among the beams. After
    `close` the next request loads the model again.
    """

    def __init__(self, model: Path, frame: Frame | None = None, context: int = 2048, batch: int = BATCH) -> None:
        self._model, self._frame, self._context, self._batch = model, frame, context, batch
        self._paged: PagedModel | None = None
        self._tokenizer: Any = None
        self._ends: set[int] = set()
        self._control = frozenset[int]()
        self._opening = Lock()
        self._writing = Lock()

    @property
    def signature(self) -> str:
        """Engine, version and the weights' hash."""
        from importlib.metadata import version

        weights = identity_of(str(self._model)) if self._model.is_dir() else hash_of(self._model)[:LETTERS]
        return f"openvino-{version('openvino')}-beams|{weights}"

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The candidates of each request, likeliest first, in order. Raises ModelError."""
        from summarizer.summaries.models.engines.pages import Pages
        from summarizer.summaries.models.engines.writing import batches, write

        if not requests:
            return
        with self._opening:
            model = self._load(max(request.beams for request in requests))
        encoded = [self._encode(request) for request in requests]
        needs = [(len(ids), r.beams, r.max_tokens) for (ids, _), r in zip(encoded, requests, strict=True)]
        for chosen, wanted in batches(model, needs, CACHE_BYTES, self._batch):
            searches = [BeamSearch(requests[i].beams, requests[i].max_tokens, self._ends) for i in chosen]
            prompts = [(encoded[i][0], search) for i, search in zip(chosen, searches, strict=True)]
            with self._writing:
                model.reserve(wanted)
                written = write(model, Pages(model.pages, model.page), prompts)
            for i, found in zip(chosen, written, strict=True):
                answers = ((self._decode(h.tokens), h.mean, h.ended) for h in found)
                yield candidates_of(answers, requests[i].candidates, encoded[i][1])

    def load_ahead(self, beams: int) -> None:
        """Begin to load the model for so many beams, in a thread that the process waits for before it ends."""

        def load() -> None:
            with suppress(Exception), self._opening:  # whoever asks first is told
                self._load(beams)

        if self._paged is None:
            Thread(target=load, name="engine").start()

    def close(self) -> None:
        """Free the model."""
        with self._opening:
            self._paged = self._tokenizer = None

    def _encode(self, request: Request) -> tuple[list[int], tuple[Cut, ...]]:
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
        return keep_ends(ids, self._context - request.max_tokens)

    def _decode(self, tokens: Sequence[int]) -> str:
        return str(self._tokenizer.decode([i for i in tokens if i not in self._ends], skip_special_tokens=True))

    def _load(self, beams: int) -> "PagedModel":
        following = max(2 * beams, LEAST_FOLLOWING)
        if self._paged is None or self._paged.following < following:
            import openvino_genai

            from summarizer.summaries.models.engines.paged_model import PagedModel

            with _opening(self._model):
                folder = self._model if self._model.is_dir() else converted(self._model)
                tokenizer = openvino_genai.Tokenizer(str(folder))
                paged = PagedModel(folder / MODEL, following)
            # The vocabulary's tokens are bytes, and not all of them whole characters.
            vocabulary = {
                token.decode(errors="replace") if isinstance(token, bytes) else str(token): int(number)
                for token, number in tokenizer.get_vocab().items()
            }
            named = {vocabulary[name] for name in ENDS_OF_TURN if name in vocabulary}
            self._ends = {int(tokenizer.get_eos_token_id()), *named}
            self._control = control_tokens(vocabulary, self._ends)
            self._tokenizer, self._paged = tokenizer, paged
        return self._paged


def converted(model: Path) -> Path:
    """The folder with a GGUF file's model and vocabulary in OpenVINO's own format, made if it is not in the cache; named by
    the file's hash. It opens in a third of the time. Raises RuntimeError for a file that cannot be read."""
    from importlib.metadata import version

    def make(folder: Path) -> None:
        import openvino_genai

        folder.mkdir()
        # What is saved is saved beside the file.
        file = folder / model.name
        try:
            file.symlink_to(model.resolve())
        except OSError:  # not everywhere is everybody allowed to
            shutil.copyfile(model, file)
        tokenizer = openvino_genai.Tokenizer(str(file), enable_save_ov_model=True)
        openvino_genai.ContinuousBatchingPipeline(
            file, tokenizer, openvino_genai.SchedulerConfig(), "CPU", enable_save_ov_model=True
        )
        file.unlink()

    return made_once(f"openvino-{version('openvino-genai')}-{hash_of(model)[:LETTERS]}", make)


@contextmanager
def _opening(model: Path) -> Iterator[None]:
    """Says which file could not be opened, and keeps what a native library prints off our standard output, which belongs
    to the result: nothing else may be written there meanwhile."""
    with _REDIRECTING:
        sys.stdout.flush()
        saved, null = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        try:
            yield
        except (RuntimeError, IndexError, ValueError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise ModelError(f"OpenVINO cannot open {model.name}: {reason}") from error
        finally:
            os.dup2(saved, 1)
            os.close(saved)
            os.close(null)
