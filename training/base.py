"""The embedded model's GGUF file -> a folder of safetensors that transformers and peft open.

python -m training.base --gguf FILE --out FOLDER
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Dequantize to float32 and save with the tokenizer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig

    folder, name = str(args.gguf.parent), args.gguf.name
    AutoTokenizer.from_pretrained(folder, gguf_file=name).save_pretrained(args.out)
    opened = AutoModelForCausalLM.from_pretrained(folder, gguf_file=name, dtype=torch.float32)
    config = LlamaConfig.from_dict(opened.config.to_dict())
    # transformers refuses to save what it opened from a GGUF file, though the weights are plain float32 by now.
    if hasattr(config, "quantization_config"):
        del config.quantization_config
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    model.load_state_dict(opened.state_dict())
    model.save_pretrained(args.out)


if __name__ == "__main__":
    main()
