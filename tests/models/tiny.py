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
KINDS = (*SEQ2SEQ, "smollm2", "llama", "qwen2", "gemma")
_CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n"
)
CHATS = {
    "smollm2": "<|im_start|>system\nYou help.<|im_end|>\n" + _CHATML,
    "qwen2": _CHATML,
    "llama": "{{ bos_token }}{% for m in messages %}<|start_header_id|>{{ m.role }}<|end_header_id|>\n\n{{ m.content | trim }}"
    "<|eot_id|>{% endfor %}<|start_header_id|>assistant<|end_header_id|>\n\n",
    "gemma": "{{ bos_token }}{% for m in messages %}<start_of_turn>{{ m.role }}\n{{ m.content | trim }}<end_of_turn>\n"
    "{% endfor %}<start_of_turn>model\n",
}
"""Chat templates as the families have them, shortened."""
_MARKS = {
    "primera": ["<doc-sep>"],
    "smollm2": ["<|im_start|>", "<|im_end|>"],
    "qwen2": ["<|im_start|>", "<|im_end|>"],
    "llama": ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"],
}
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
        "qwen2": lambda: hub.Qwen2ForCausalLM(hub.Qwen2Config(**ids, **decoder)),
        "gemma": lambda: hub.GemmaForCausalLM(hub.GemmaConfig(**ids, **decoder, head_dim=16)),
    }  # fmt: skip
    model = makers[kind]()
    # Wide random weights: the candidates' likelihoods lie apart, so that ties decide nothing.
    for parameter in model.parameters():
        if parameter.dim() > 1:
            torch.nn.init.normal_(parameter, std=0.4)
    model.save_pretrained(folder, safe_serialization=True)
    return folder


def _tokenizer(kind: str) -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    if kind in ("pegasus", "t5", "gemma"):
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
    if kind != "gemma":
        bare.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    found = PreTrainedTokenizerFast(
        tokenizer_object=bare, bos_token="<s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>"
    )
    found.chat_template = CHATS.get(kind)
    return found
