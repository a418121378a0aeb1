"""prompts -> candidates on transformers: the reference for every family, on CPU or GPU. No remote code, safetensors only."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from summarizer.embeddings import hash_of
from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Cut, Request
from summarizer.summaries.models.engines.answers import candidates_of
from summarizer.summaries.models.engines.constraints import VERSION, Grounded, NoRepeats, OnlyFromSources
from summarizer.summaries.models.engines.frames import (
    BARE,
    ENDS_OF_TURN,
    TEMPLATE_OPTIONS,
    Frame,
    control_of,
    frame_of,
    framed,
)
from summarizer.summaries.models.engines.identity import LETTERS, identity_of
from summarizer.summaries.models.engines.room import Documents, keep_ends, most_tokens, most_written

GLOBAL_ATTENTION = ("led", "longformer")


class TransformersEngine:
    """An `Engine` over a hub id or a folder of weights; `family` is seq2seq or a decoder's (instruct, news).

    `context` is the most tokens an encoder reads, or a decoder reads and writes; `separator` stands between documents
    (seq2seq), `frame` around a decoder's prompt (None: its own chat template's, where it has one); `gguf` is the name of
    the file in the folder when the weights are in that format. After `close` the next request loads the model again.
    """

    def __init__(
        self,
        source: str,
        family: str,
        context: int = 2048,
        separator: str = "",
        gguf: str = "",
        frame: Frame | None = None,
    ) -> None:
        self._source, self._family, self._context, self._separator = source, family, context, separator
        self._gguf, self._frame = gguf, frame
        self._loaded: tuple[Any, Any] | None = None
        self._control = frozenset[int]()

    @property
    def signature(self) -> str:
        """Engine, version, source and what its weights are: float32 on a CPU, as they were saved on a GPU."""
        from importlib.metadata import version

        name = self._gguf or self._source.rstrip("/").rsplit("/", 1)[-1]
        # Other files may lie beside this one.
        weights = hash_of(Path(self._source, self._gguf))[:LETTERS] if self._gguf else identity_of(self._source)
        return f"transformers-{version('transformers')}|{name}|{weights}|constraints:{VERSION}"

    def close(self) -> None:
        """Free the model."""
        self._loaded = None

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The candidates of each request, likeliest first, in order; one request at a time."""
        for request in requests:
            yield self._one(request)

    def score(self, prompt: str, text: str) -> float:
        """The mean log-likelihood a token of an answer to a prompt: what other engines are compared by."""
        return float(self.steps(prompt, text)[0].mean())

    def steps(self, prompt: str, text: str, stopped: bool = True) -> tuple[Any, Any]:
        """The log-likelihood of each token of an answer, and of the likeliest token in its place: two (tokens,) tensors.

        `stopped`: the token that ends the answer is the last of them.
        """
        import torch

        tokenizer, model = self._load()
        inputs, _ = self._encode(Request(prompt), tokenizer, model)
        ids = tokenizer(text, add_special_tokens=False)["input_ids"] + [tokenizer.eos_token_id] * stopped
        answer = torch.tensor([ids], device=model.device)
        with torch.inference_mode():
            if self._family == "seq2seq":
                own = model.generation_config
                begin = [t for t in (own.decoder_start_token_id, own.forced_bos_token_id) if t is not None]
                given = torch.tensor([begin], device=model.device)
                output = model(**inputs, decoder_input_ids=torch.cat([given, answer], dim=1))
            else:
                given = inputs["input_ids"]
                output = model(input_ids=torch.cat([given, answer], dim=1))
            logits = output.logits[0, given.shape[1] - 1 : -1]
        likely = logits.float().log_softmax(-1)
        return likely.gather(1, answer.T).squeeze(1), likely.max(-1).values

    def _one(self, request: Request) -> tuple[Candidate, ...]:
        import torch
        from transformers import LogitsProcessorList

        tokenizer, model = self._load()
        inputs, cuts = self._encode(request, tokenizer, model)
        # A decoder's output begins after its prompt; an encoder-decoder's after the token that starts it.
        seq2seq = self._family == "seq2seq"
        skip = 1 if seq2seq else inputs["input_ids"].shape[1]
        most = most_written(model.config, request.max_tokens) if seq2seq else request.max_tokens
        with torch.inference_mode():
            output = model.generate(
                **inputs,
                max_new_tokens=most,
                min_length=0,
                num_beams=request.beams,
                num_return_sequences=max(1, min(request.candidates, request.beams)),
                do_sample=False,
                length_penalty=1.0,
                early_stopping=False,
                return_dict_in_generate=True,
                output_scores=True,
                logits_processor=LogitsProcessorList(_processors(request, tokenizer, skip)),
            )
        return _candidates(output, tokenizer, skip, model, cuts)

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            import torch
            from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

            kind = AutoModelForSeq2SeqLM if self._family == "seq2seq" else AutoModelForCausalLM
            device = "cuda" if torch.cuda.is_available() else "cpu"
            file = {"gguf_file": self._gguf} if self._gguf else {}
            options = {**file, "dtype": "auto" if device == "cuda" else torch.float32, "use_safetensors": True}
            try:
                tokenizer = AutoTokenizer.from_pretrained(self._source, trust_remote_code=False, **file)
                model = kind.from_pretrained(self._source, trust_remote_code=False, **options)
            except (OSError, ValueError, ImportError, KeyError) as error:
                reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
                raise ModelError(
                    f"The model {self._source} cannot be loaded: {reason}",
                    "It needs the hub to be reachable once, or a local folder with safetensors.",
                ) from error
            if self._family == "seq2seq":
                own = model.generation_config
                # A text that is cut off must not look as if it had ended by itself.
                own.forced_eos_token_id = None
                # What stops repeats is the request's to say, on every engine alike.
                own.no_repeat_ngram_size, own.repetition_penalty = 0, 1.0
            else:
                model.generation_config = _plain(tokenizer, model)
            self._control = control_of(tokenizer)
            self._loaded = (tokenizer, model.to(device).eval())
        return self._loaded

    def _encode(self, request: Request, tokenizer: Any, model: Any) -> tuple[dict[str, Any], tuple[Cut, ...]]:
        import torch

        room = most_tokens(model.config, self._context)
        if self._family == "seq2seq":
            documents = Documents(tokenizer, room, self._separator, self._control)
            ids, cuts = documents.encode(request.prompt)
        else:
            ids, cuts = keep_ends(self._framed(request.prompt, tokenizer), room - request.max_tokens)
        inputs = {"input_ids": torch.tensor([ids]), "attention_mask": torch.ones(1, len(ids), dtype=torch.long)}
        if model.config.model_type in GLOBAL_ATTENTION:
            inputs["global_attention_mask"] = torch.tensor([documents.globals_of(ids)])
        return {name: tensor.to(model.device) for name, tensor in inputs.items()}, cuts

    def _framed(self, prompt: str, tokenizer: Any) -> list[int]:
        def render(text: str) -> str:
            talk = [{"role": "user", "content": text}]
            return str(
                tokenizer.apply_chat_template(talk, tokenize=False, add_generation_prompt=True, **TEMPLATE_OPTIONS)
            )

        def encode(text: str) -> list[int]:
            ids: list[int] = tokenizer(text, add_special_tokens=frame is BARE)["input_ids"]
            return ids

        frame = self._frame or (frame_of(render) if tokenizer.chat_template else BARE)
        return framed(encode, prompt, frame, self._control)


def _plain(tokenizer: Any, model: Any) -> Any:
    """How a decoder generates: only where it stops comes from the model. Its own penalties against repeats count the
    prompt too, which makes it avoid the words of its sources."""
    from transformers import GenerationConfig

    own = model.generation_config.eos_token_id if model.generation_config else None
    stops = {tokenizer.eos_token_id, *(own if isinstance(own, list) else [own])}
    vocabulary = tokenizer.get_vocab()
    stops |= {vocabulary[name] for name in ENDS_OF_TURN if name in vocabulary}
    ends = sorted(stop for stop in stops if stop is not None)
    pad = tokenizer.pad_token_id
    return GenerationConfig(
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=ends or None,
        pad_token_id=pad if pad is not None else ends[0] if ends else None,
    )


def _processors(request: Request, tokenizer: Any, skip: int) -> list[Any]:
    found: list[Any] = []
    if request.no_repeat:
        found.append(NoRepeats(request.no_repeat, skip))
    if request.only_from:

        def decode(ids: list[int]) -> str:
            return str(tokenizer.decode(ids, skip_special_tokens=True))

        found.append(OnlyFromSources(Grounded(request.only_from), decode, skip))
    return found


def _candidates(output: Any, tokenizer: Any, skip: int, model: Any, cuts: tuple[Cut, ...]) -> tuple[Candidate, ...]:
    ends = model.generation_config.eos_token_id
    ends = set(ends if isinstance(ends, list) else [ends])
    rows = output.sequences[:, skip:].tolist()
    if getattr(output, "sequences_scores", None) is not None:
        scores = output.sequences_scores.tolist()
    else:
        beams = model.compute_transition_scores(output.sequences, output.scores, normalize_logits=True)
        scores = [float(values[values.isfinite()].mean()) for values in beams]
    answers = (
        (tokenizer.decode(ids, skip_special_tokens=True), score, bool(ends.intersection(ids)))
        for ids, score in zip(rows, scores, strict=True)
    )
    return candidates_of(answers, len(rows), cuts)
