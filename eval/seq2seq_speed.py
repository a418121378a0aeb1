"""A random model of BART-base's size -> seconds on transformers and on CTranslate2: what it costs depends on no weights."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from summarizer.protocols import Engine, Request

WORDS, READ, WRITTEN = 50_265, 900, 96


def save(folder: Path) -> Path:
    """The model and a vocabulary of numbered words, as the hub has them."""
    import torch
    import transformers as hub
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    marks = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}
    words = {f"w{number}": number for number in range(len(marks), WORDS)}
    bare = Tokenizer(models.WordLevel({**marks, **words}, unk_token="<unk>"))  # noqa: S106 - no password
    bare.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    bare.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    hub.PreTrainedTokenizerFast(
        tokenizer_object=bare,
        **{f"{name}_token": mark for name, mark in zip(("bos", "pad", "eos", "unk"), marks, strict=True)},
    ).save_pretrained(folder)
    torch.manual_seed(0)
    config = hub.BartConfig(
        vocab_size=WORDS, d_model=768, encoder_layers=6, decoder_layers=6, encoder_ffn_dim=3072, decoder_ffn_dim=3072,
        encoder_attention_heads=12, decoder_attention_heads=12,
    )  # fmt: skip
    hub.BartForConditionalGeneration(config).save_pretrained(folder)
    return folder


def compare(beams: int, rounds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Seconds for one input of 900 tokens and 96 written, the engines in turn; a conversion is not counted."""
    from summarizer.summaries.models.engines.ctranslate2 import CTranslate2Engine
    from summarizer.summaries.models.engines.transformers import TransformersEngine

    request = Request(" ".join(f"w{7 * n + 11}" for n in range(READ)), WRITTEN, beams, beams)
    with tempfile.TemporaryDirectory() as place:
        os.environ["SUMMARIZE_CACHE_DIR"] = str(Path(place, "cache"))
        source = str(save(Path(place, "model")))
        loaded: dict[str, Engine] = {
            "transformers": TransformersEngine(source, "seq2seq", 1024),
            "ctranslate2 float32": CTranslate2Engine(source, 1024, numbers="float32"),
            "ctranslate2 int8": CTranslate2Engine(source, 1024, numbers="int8"),
        }
        best = dict.fromkeys(loaded, float("inf"))
        for turn in range(rounds + 1):
            for name, engine in loaded.items():
                began = time.perf_counter()
                list(engine.generate([request]))
                if turn:
                    best[name] = min(best[name], time.perf_counter() - began)
    for name, seconds in best.items():
        say(f"{name:20} {seconds:6.2f} s, {best['transformers'] / seconds:.1f} times as fast as transformers")
    return {"beams": beams, "read": READ, "written": WRITTEN, "seconds": best}
