"""Tiny models with random weights, one of each architecture, saved as the hub has them."""

from pathlib import Path
from typing import Any

LINES = [
    "The ferry Marta sank off Vellin on Monday and all 19 people on board were saved.",
    "The mayor of Orlow closed the old bridge after the flood of the river Tarn.",
    "Summarize what the coast guard said about the storm in the harbour.",
    "Two boats carried the crew to Port Haven; 7 of them were hurt.",
]
SEQ2SEQ = ("bart", "pegasus", "t5", "led", "primera")
KINDS = (*SEQ2SEQ, "smollm2", "llama", "llama3", "qwen2", "qwen3", "gemma", "gemma2", "gemma3")
_CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n"
)
_LLAMA = (
    "{{ bos_token }}{% for m in messages %}<|start_header_id|>{{ m.role }}<|end_header_id|>\n\n{{ m.content | trim }}"
    "<|eot_id|>{% endfor %}<|start_header_id|>assistant<|end_header_id|>\n\n"
)
_GEMMA = (
    "{{ bos_token }}{% for m in messages %}<start_of_turn>{{ m.role }}\n{{ m.content | trim }}<end_of_turn>\n"
    "{% endfor %}<start_of_turn>model\n"
)
CHATS = {
    "smollm2": "<|im_start|>system\nYou help.<|im_end|>\n" + _CHATML,
    "qwen2": _CHATML,
    "qwen3": _CHATML
    + "{% if enable_thinking is defined and enable_thinking is false %}<think>\n\n</think>\n\n{% endif %}",
    **dict.fromkeys(("llama", "llama3"), _LLAMA),
    **dict.fromkeys(("gemma", "gemma2", "gemma3"), _GEMMA),
}
"""Chat templates as the families have them, shortened."""
_MARKS = {
    "primera": ["<doc-sep>"],
    "smollm2": ["<|im_start|>", "<|im_end|>"],
    "qwen2": ["<|im_start|>", "<|im_end|>"],
    "qwen3": ["<|im_start|>", "<|im_end|>"],
    "llama": ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"],
    "llama3": ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"],
}
_PLAIN_MARKS = {"qwen3": ["<think>", "</think>"]}
"""Marks that a tokenizer does not call special: they stay in what it decodes."""
SIZE = 32


def save(kind: str, folder: Path, seed: int = 0) -> Path:
    """Write a tiny model of this kind, its tokenizer and its generation settings into the folder."""
    import torch
    import transformers as hub

    tokenizer = _tokenizer(kind)
    tokenizer.save_pretrained(folder)
    torch.manual_seed(seed)
    ids = {"pad_token_id": tokenizer.pad_token_id, "eos_token_id": tokenizer.eos_token_id, "vocab_size": len(tokenizer)}
    layers = {"encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 2, "decoder_attention_heads": 2,
              "encoder_ffn_dim": SIZE, "decoder_ffn_dim": SIZE, "d_model": SIZE}  # fmt: skip
    decoder = {"hidden_size": SIZE, "intermediate_size": SIZE, "num_hidden_layers": 2, "num_attention_heads": 2,
               "num_key_value_heads": 1, "bos_token_id": tokenizer.bos_token_id}  # fmt: skip
    start = {"decoder_start_token_id": tokenizer.eos_token_id, "bos_token_id": tokenizer.bos_token_id}
    makers: dict[str, Any] = {
        "bart": lambda: hub.BartForConditionalGeneration(hub.BartConfig(
            **ids, **layers, **start, max_position_embeddings=256, forced_bos_token_id=tokenizer.bos_token_id)),
        "pegasus": lambda: hub.PegasusForConditionalGeneration(hub.PegasusConfig(
            **ids, **layers, decoder_start_token_id=tokenizer.pad_token_id, max_position_embeddings=256)),
        "t5": lambda: hub.T5ForConditionalGeneration(hub.T5Config(
            **ids, d_model=SIZE, d_kv=16, d_ff=SIZE, num_layers=2, num_heads=2, feed_forward_proj="gated-gelu",
            decoder_start_token_id=tokenizer.pad_token_id)),
        **dict.fromkeys(("led", "primera"), lambda: hub.LEDForConditionalGeneration(hub.LEDConfig(
            **ids, **layers, **start, attention_window=16, max_encoder_position_embeddings=256,
            max_decoder_position_embeddings=128))),
        **dict.fromkeys(("smollm2", "llama"), lambda: hub.LlamaForCausalLM(hub.LlamaConfig(**ids, **decoder))),
        "llama3": lambda: hub.LlamaForCausalLM(hub.LlamaConfig(**ids, **decoder, rope_parameters={
            "rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0,
            "high_freq_factor": 4.0, "original_max_position_embeddings": 256})),
        "qwen2": lambda: hub.Qwen2ForCausalLM(hub.Qwen2Config(**ids, **decoder)),
        "qwen3": lambda: hub.Qwen3ForCausalLM(hub.Qwen3Config(**ids, **decoder, head_dim=16)),
        "gemma": lambda: hub.GemmaForCausalLM(hub.GemmaConfig(**ids, **decoder, head_dim=16)),
        "gemma2": lambda: hub.Gemma2ForCausalLM(hub.Gemma2Config(
            **ids, **decoder, head_dim=16, query_pre_attn_scalar=16, sliding_window=64)),
        "gemma3": lambda: hub.Gemma3ForCausalLM(hub.Gemma3TextConfig(
            **ids, **decoder, head_dim=16, query_pre_attn_scalar=16, sliding_window=64)),
    }  # fmt: skip
    model = makers[kind]()
    # Wide random weights: the candidates' likelihoods lie apart, so that ties decide nothing.
    for parameter in model.parameters():
        if parameter.dim() > 1:
            torch.nn.init.normal_(parameter, std=0.4)
    model.save_pretrained(folder, safe_serialization=True)
    return folder


def teach(folder: Path, steps: int = 150) -> Path:
    """Teach an encoder-decoder to copy `LINES`: what it then writes is text, and likely."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder)
    torch.manual_seed(0)
    for parameter in model.parameters():
        if parameter.dim() > 1:
            torch.nn.init.normal_(parameter, std=0.08)
    batch = tokenizer(LINES, return_tensors="pt", padding=True)
    labels = batch["input_ids"].masked_fill(batch["attention_mask"] == 0, -100)
    learn = torch.optim.Adam(model.parameters(), lr=1e-2)
    model.train()
    for _ in range(steps):
        learn.zero_grad()
        model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], labels=labels).loss.backward()
        learn.step()
    model.save_pretrained(folder, safe_serialization=True)
    return folder


def gguf(folder: Path, seed: int = 0) -> Path:
    """A tiny Llama with byte-level vocabulary in one GGUF file, as OpenVINO opens it: Q8_0, tied embeddings."""
    import json

    import numpy as np
    from gguf import GGMLQuantizationType, GGUFWriter, TokenType, quantize

    tokenizer = _tokenizer("smollm2")
    inner = json.loads(tokenizer.backend_tokenizer.to_str())["model"]
    tokens = sorted(inner["vocab"], key=inner["vocab"].__getitem__)
    special = set(tokenizer.all_special_tokens) | set(_MARKS["smollm2"])
    path = folder / f"tiny-{seed}.gguf"
    writer = GGUFWriter(path, "llama")
    size, heads, wide = 64, 2, 128
    writer.add_context_length(512)
    writer.add_embedding_length(size)
    writer.add_block_count(2)
    writer.add_feed_forward_length(wide)
    writer.add_head_count(heads)
    writer.add_head_count_kv(heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(size // heads)
    writer.add_rope_freq_base(10_000.0)
    writer.add_vocab_size(len(tokens))
    writer.add_file_type(7)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens)
    writer.add_token_types([TokenType.CONTROL if token in special else TokenType.NORMAL for token in tokens])
    writer.add_token_merges([" ".join(pair) if isinstance(pair, list) else pair for pair in inner["merges"]])
    writer.add_bos_token_id(tokenizer.bos_token_id)
    writer.add_eos_token_id(tokens.index("<|im_end|>"))
    writer.add_pad_token_id(tokenizer.pad_token_id)
    writer.add_chat_template(CHATS["smollm2"])
    random = np.random.default_rng(seed)
    shapes = {"attn_q": (size, size), "attn_k": (size, size), "attn_v": (size, size), "attn_output": (size, size),
              "ffn_gate": (wide, size), "ffn_up": (wide, size), "ffn_down": (size, wide)}  # fmt: skip
    matrices = {"token_embd.weight": (len(tokens), size)}
    matrices |= {f"blk.{n}.{name}.weight": shape for n in range(2) for name, shape in shapes.items()}
    norms = ["output_norm.weight", *(f"blk.{n}.{name}.weight" for n in range(2) for name in ("attn_norm", "ffn_norm"))]
    for name, shape in matrices.items():
        packed = quantize(random.normal(0, 0.4, shape).astype(np.float32), GGMLQuantizationType.Q8_0)
        writer.add_tensor(name, packed, raw_dtype=GGMLQuantizationType.Q8_0)
    for name in norms:
        writer.add_tensor(name, np.ones(size, dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _tokenizer(kind: str) -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    if kind in ("pegasus", "t5", "gemma", "gemma2", "gemma3"):
        return _unigram(kind)
    marks = ["<s>", "</s>", "<pad>", "<unk>", *_MARKS.get(kind, [])]
    bare = Tokenizer(models.BPE(unk_token="<unk>"))
    bare.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bare.decoder = decoders.ByteLevel()
    bare.train_from_iterator(
        LINES,
        trainers.BpeTrainer(
            vocab_size=400,
            special_tokens=marks,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    bare.add_tokens(_PLAIN_MARKS.get(kind, []))
    if kind in ("bart", "led", "primera"):
        bare.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 1)]
        )
    found = PreTrainedTokenizerFast(
        tokenizer_object=bare, bos_token="<s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>"
    )
    found.chat_template = CHATS.get(kind)
    return found


def _unigram(kind: str) -> Any:
    """Whole words and single letters with fixed scores: a trained vocabulary would differ from run to run."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    marks = ["<pad>", "</s>", "<unk>", "<s>", "<start_of_turn>", "<end_of_turn>"]
    pieces = dict.fromkeys(f"▁{word}" for line in LINES for word in line.replace(".", " ").split())
    letters = dict.fromkeys("▁" + "".join(LINES))
    scores = [*((mark, 0.0) for mark in marks), *((word, -5.0) for word in pieces), *((one, -9.0) for one in letters)]
    bare = Tokenizer(models.Unigram(list(dict(reversed(scores)).items())[::-1], unk_id=2))
    bare.add_special_tokens(marks)
    bare.pre_tokenizer = pre_tokenizers.Metaspace()
    bare.decoder = decoders.Metaspace()
    if not kind.startswith("gemma"):
        bare.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    found = PreTrainedTokenizerFast(
        tokenizer_object=bare, bos_token="<s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>"
    )
    found.chat_template = CHATS.get(kind)
    return found
