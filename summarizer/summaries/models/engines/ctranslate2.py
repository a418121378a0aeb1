"""prompts -> candidates on CTranslate2: the fast way for encoder-decoder models on a CPU, converted once."""

import os
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from summarizer.conversion import made_once
from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Request
from summarizer.summaries.models.engines.answers import candidates_of
from summarizer.summaries.models.engines.frames import control_of
from summarizer.summaries.models.engines.identity import LETTERS, identity_of
from summarizer.summaries.models.engines.room import Documents, most_tokens, most_written

KINDS = ("bart", "mbart", "pegasus", "t5", "mt5", "marian", "m2m_100")
"""The encoder-decoder architectures it converts; LED and PRIMERA are none of them."""
CPUINFO = Path("/proc/cpuinfo")


@cache
def exact_bytes() -> bool:
    """Whether sums of eight-bit products keep their value here: on x86 only with VNNI, without it they saturate in sixteen
    bits, and a T5 then writes something else. Other processors, and systems that do not tell, are taken at their word."""
    told = CPUINFO.read_text(encoding="utf-8", errors="replace") if CPUINFO.exists() else ""
    return "vnni" in told or "sse" not in told


class CTranslate2Engine:
    """An `Engine` over a hub id or a folder of an encoder-decoder model.

    `numbers` is the format of the weights: int8 is twice as fast on a CPU, float32 equals transformers; `auto` takes int8
    where the processor adds up its products exactly. A request's `no_repeat` is kept (an encoder-decoder's output is all that counts here), its `only_from` is left to the verifier.
    """

    def __init__(self, source: str, context: int = 1024, separator: str = "", numbers: str = "auto") -> None:
        self._source, self._context, self._separator = source, context, separator
        self._numbers = numbers if numbers != "auto" else "int8" if exact_bytes() else "float32"
        self._loaded: tuple[Any, Any, Any] | None = None
        self._control = frozenset[int]()

    @property
    def signature(self) -> str:
        """Engine, version, number format, source and what its weights are."""
        from importlib.metadata import version

        name = self._source.rstrip("/").rsplit("/", 1)[-1]
        return f"ctranslate2-{version('ctranslate2')}-{self._numbers}|{name}|{identity_of(self._source)}"

    def close(self) -> None:
        """Free the model."""
        self._loaded = None

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The candidates of each request, likeliest first, in order. Raises ModelError."""
        for request in requests:
            yield self._one(request)

    def _one(self, request: Request) -> tuple[Candidate, ...]:
        tokenizer, translator, config = self._load()
        room = most_tokens(config, self._context)
        ids, cuts = Documents(tokenizer, room, self._separator, self._control).encode(request.prompt)
        first = getattr(config, "forced_bos_token_id", None)
        prefix = [tokenizer.convert_ids_to_tokens(first)] if isinstance(first, int) else []
        [result] = translator.translate_batch(
            [tokenizer.convert_ids_to_tokens(ids)],
            target_prefix=[prefix] if prefix else None,
            beam_size=request.beams,
            num_hypotheses=max(1, min(request.candidates, request.beams)),
            max_decoding_length=max(most_written(config, request.max_tokens) - len(prefix), 1),
            min_decoding_length=0,  # else the first token may not end the text, as it may elsewhere
            max_input_length=0,
            no_repeat_ngram_size=request.no_repeat,
            length_penalty=1.0,
            return_scores=True,
            return_end_token=True,
        )
        answers = (
            (
                tokenizer.decode(tokenizer.convert_tokens_to_ids(tokens), skip_special_tokens=True),
                float(score),
                bool(tokens) and tokens[-1] == tokenizer.eos_token,
            )
            for tokens, score in zip(result.hypotheses, result.scores, strict=True)
        )
        return candidates_of(answers, request.candidates, cuts)

    def _load(self) -> tuple[Any, Any, Any]:
        """(tokenizer, translator, the model's configuration). Raises ModelError."""
        if self._loaded is None:
            import ctranslate2
            from transformers import AutoConfig, AutoTokenizer

            try:
                tokenizer = AutoTokenizer.from_pretrained(self._source, trust_remote_code=False)
                config = AutoConfig.from_pretrained(self._source, trust_remote_code=False)
                folder = converted(self._source, self._numbers)
                translator = ctranslate2.Translator(str(folder), "cpu", inter_threads=1, intra_threads=_threads())
            except (OSError, ValueError, RuntimeError, KeyError) as error:
                reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
                raise ModelError(
                    f"The model {self._source} cannot be converted or loaded: {reason}",
                    "`--engine transformers` needs no conversion.",
                ) from error
            self._control = control_of(tokenizer)
            self._loaded = (tokenizer, translator, config)
        return self._loaded


def converted(source: str, numbers: str) -> Path:
    """The folder with the converted model, made if it is not in the cache; named by what the weights are."""
    import ctranslate2

    key = sha256(f"{source}|{identity_of(source)}|{numbers}|{ctranslate2.__version__}".encode()).hexdigest()[:LETTERS]
    return made_once(f"ct2-{key}", lambda folder: _converter(source).convert(str(folder), quantization=numbers))


def _converter(source: str) -> Any:
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):  # type: ignore[misc]
        """Reads safetensors only, and knows what newer configurations leave out because it never changes."""

        def load_model(self, model_class: Any, name: str, **options: Any) -> Any:
            config = options["config"]
            first = config.model_type in ("pegasus", "mbart", "m2m_100")
            for key, value in (("normalize_before", first), ("normalize_embedding", config.model_type != "pegasus")):
                if not hasattr(config, key):
                    setattr(config, key, value)
            return model_class.from_pretrained(name, use_safetensors=True, trust_remote_code=False, **options)

    return Converter(source)


def _threads() -> int:
    """What OMP_NUM_THREADS allows, as for every other numeric library, else the cores this process may use."""
    allowed = os.environ.get("OMP_NUM_THREADS", "")
    if allowed.isdecimal() and int(allowed) > 0:
        return int(allowed)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
