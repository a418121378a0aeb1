"""prompts -> candidates on transformers: the reference for every family, on CPU or GPU. No remote code, safetensors only."""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from summarizer.errors import ModelError
from summarizer.protocols import Candidate, Request

log = logging.getLogger(__name__)


class TransformersEngine:
    """An `Engine` over a hub id or a folder of weights; `family` is seq2seq or a decoder's (instruct, news)."""

    def __init__(self, source: str, family: str, context: int = 2048, separator: str = "", gguf: str = "") -> None:
        self._source, self._family, self._context, self._separator = source, family, context, separator
        self._gguf = gguf
        self._loaded: tuple[Any, Any] | None = None
        self.truncated: list[str] = []
        """What was cut from the inputs so far, in words a reader understands."""

    @property
    def signature(self) -> str:
        """Engine, version and source."""
        from importlib.metadata import version

        return f"transformers-{version('transformers')}|{self._source.rsplit('/', 2)[-1]}"

    def close(self) -> None:
        """Free the model."""
        self._loaded = None

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The candidates of each request, likeliest first, in order; one request at a time."""
        for request in requests:
            yield self._one(request)

    def _one(self, request: Request) -> tuple[Candidate, ...]:
        import torch

        tokenizer, model = self._load()
        inputs = self._encode(request.prompt, tokenizer, model)
        options: dict[str, Any] = {
            "max_new_tokens": request.max_tokens,
            "num_beams": request.beams,
            "num_return_sequences": min(request.candidates, request.beams),
            "do_sample": False,
            "return_dict_in_generate": True,
            "output_scores": True,
            "early_stopping": request.beams > 1,
            # The models' own settings forbid repeats by counting the prompt too, which makes decoders invent words.
            "no_repeat_ngram_size": 0 if self._family != "seq2seq" else None,
            "repetition_penalty": 1.0 if self._family != "seq2seq" else None,
        }
        if self._family != "seq2seq":
            end = tokenizer.convert_tokens_to_ids("<|im_end|>")
            stops = {tokenizer.eos_token_id, end if isinstance(end, int) and end != tokenizer.unk_token_id else None}
            options["eos_token_id"] = sorted(stop for stop in stops if stop is not None)
            options["pad_token_id"] = (
                tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id
            )
        with torch.inference_mode():
            output = model.generate(**inputs, **{k: v for k, v in options.items() if v is not None})
        skip = 0 if self._family == "seq2seq" else inputs["input_ids"].shape[1]
        return _candidates(output, tokenizer, skip, request.max_tokens, model)

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            import torch
            from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

            kind = AutoModelForSeq2SeqLM if self._family == "seq2seq" else AutoModelForCausalLM
            extra = {"gguf_file": self._gguf} if self._gguf else {"use_safetensors": True}
            try:
                tokens = {"gguf_file": self._gguf} if self._gguf else {}
                tokenizer = AutoTokenizer.from_pretrained(self._source, trust_remote_code=False, **tokens)
                model = kind.from_pretrained(self._source, trust_remote_code=False, **extra)
            except (OSError, ValueError, ImportError) as error:
                reason = str(error).strip().splitlines()[0]
                raise ModelError(
                    f"The model {self._source} cannot be loaded: {reason}",
                    "It needs the hub to be reachable once, or a local folder with safetensors.",
                ) from error
            device = "cuda" if torch.cuda.is_available() else "cpu"
            self._loaded = (tokenizer, model.to(device).eval())
        return self._loaded

    def _encode(self, prompt: str, tokenizer: Any, model: Any) -> dict[str, Any]:
        import torch

        if self._family == "seq2seq":
            ids = self._documents(prompt, tokenizer)
            inputs = {"input_ids": torch.tensor([ids]), "attention_mask": torch.ones(1, len(ids), dtype=torch.long)}
            if model.config.model_type in ("led", "longformer"):
                inputs["global_attention_mask"] = torch.tensor([self._global(ids, tokenizer)])
            return {name: tensor.to(model.device) for name, tensor in inputs.items()}
        text = prompt
        if self._family == "instruct" and tokenizer.chat_template:
            text = tokenizer.apply_chat_template(
                [{"role": "user", "content": prompt}], tokenize=False, add_generation_prompt=True
            )
        found = tokenizer(text, return_tensors="pt", add_special_tokens=not tokenizer.chat_template)
        found.pop("token_type_ids", None)
        return {name: tensor.to(model.device) for name, tensor in found.items()}

    def _documents(self, prompt: str, tokenizer: Any) -> list[int]:
        """Even shares of the input's length for the documents, the last one included; what is cut is said."""
        documents = [part.strip() for part in prompt.split(self._separator or "\n") if part.strip()]
        mark = tokenizer.convert_tokens_to_ids(self._separator) if self._separator else None
        begin = [tokenizer.bos_token_id] if tokenizer.bos_token_id is not None else []
        end = [tokenizer.eos_token_id] if tokenizer.eos_token_id is not None else []
        encoded = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in documents]
        room = self._context - len(begin) - len(end) - (len(documents) if mark is not None else 0)
        shares = even_shares([len(ids) for ids in encoded], room)
        for number, (ids, share) in enumerate(zip(encoded, shares, strict=True), start=1):
            if len(ids) > share:
                note = f"document {number}: the last {len(ids) - share} of {len(ids)} tokens were cut"
                self.truncated.append(note)
                log.info(note)
        body: list[int] = []
        for ids, share in zip(encoded, shares, strict=True):
            body += ids[:share]
            if mark is not None:
                body.append(mark)
        return [*begin, *body, *end]

    def _global(self, ids: Sequence[int], tokenizer: Any) -> list[int]:
        """Global attention on the first token and on every document separator."""
        mark = tokenizer.convert_tokens_to_ids(self._separator) if self._separator else None
        return [1 if place == 0 or token == mark else 0 for place, token in enumerate(ids)]


def even_shares(lengths: Sequence[int], room: int) -> list[int]:
    """How much of each document fits into `room`: equal shares, what short documents leave going to long ones."""
    shares = [0] * len(lengths)
    left, open_ = max(room, 0), sorted(range(len(lengths)), key=lambda i: (lengths[i], i))
    for position, index in enumerate(open_):
        shares[index] = min(lengths[index], left // (len(open_) - position))
        left -= shares[index]
    return shares


def _candidates(output: Any, tokenizer: Any, skip: int, most: int, model: Any) -> tuple[Candidate, ...]:
    import torch

    sequences = output.sequences[:, skip:]
    if getattr(output, "sequences_scores", None) is not None:
        scores = output.sequences_scores.tolist()
    else:
        logs = model.compute_transition_scores(output.sequences, output.scores, normalize_logits=True)
        logs = torch.where(torch.isfinite(logs), logs, torch.zeros_like(logs))
        scores = logs.mean(dim=1).tolist()
    found: dict[str, Candidate] = {}
    for ids, score in zip(sequences, scores, strict=True):
        text = tokenizer.decode(ids, skip_special_tokens=True).strip()
        length = int((ids != (tokenizer.pad_token_id if tokenizer.pad_token_id is not None else -1)).sum())
        if text and text not in found:
            found[text] = Candidate(text, float(score), stopped=length < most)
    ordered = sorted(found.values(), key=lambda c: (-c.logprob, c.text))
    return tuple(ordered) or (Candidate("", float("-inf")),)
