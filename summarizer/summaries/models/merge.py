"""A GGUF file and a LoRA adapter -> one GGUF file with the adapter merged in (Q8_0), once, in the cache.

The fast engines take no adapter on a GGUF model (they ignore it without an error), so it is added to the weights:
W + alpha/r * B A. Rows of q and k stand permuted in files of this family, so the sums are permuted too.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.conversion import made_once
from summarizer.embeddings import hash_of
from summarizer.errors import ModelError

_NAMES = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}  # fmt: skip
VERSION = "1"


def merged(base: Path, adapter: Path) -> Path:
    """The merged file, made if it is not in the cache; named by the hashes of what it is made of.

    Raises ModelError when the adapter does not fit the base.
    """
    # The configuration scales the weights: with another alpha they make another model.
    parts = (base, adapter / "adapter_model.safetensors", adapter / "adapter_config.json")
    key = sha256("|".join((VERSION, *map(hash_of, parts))).encode()).hexdigest()[:16]
    return made_once(f"news-{key}.gguf", lambda target: _write(base, _deltas(adapter), target))


def _deltas(adapter: Path) -> dict[str, np.ndarray]:
    """GGUF tensor name -> what is added to it, (rows, columns) float32."""
    from safetensors.numpy import load_file

    config = json.loads((adapter / "adapter_config.json").read_text(encoding="utf-8"))
    scale = config["lora_alpha"] / config["r"]
    weights = load_file(adapter / "adapter_model.safetensors")
    found = {}
    for name, a in weights.items():
        if ".lora_A." not in name:
            continue
        b = weights[name.replace(".lora_A.", ".lora_B.")]
        layer, part = name.split(".layers.")[1].split(".lora_A.")[0].split(".", 1)
        if part not in _NAMES:
            raise ModelError(f"The adapter changes {part}, which cannot be merged.")
        found[f"blk.{layer}.{_NAMES[part]}.weight"] = scale * (b.astype(np.float32) @ a.astype(np.float32))
    return found


def _write(base: Path, deltas: dict[str, np.ndarray], target: Path) -> None:
    from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, dequantize, quantize

    reader = GGUFReader(base)
    writer = GGUFWriter(target, str(reader.fields["general.architecture"].contents()))
    _copy_metadata(reader, writer)
    heads = {
        "attn_q": int(reader.fields["llama.attention.head_count"].contents()),
        "attn_k": int(reader.fields["llama.attention.head_count_kv"].contents()),
    }
    for tensor in reader.tensors:
        weight = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        delta = deltas.pop(tensor.name, None)
        if delta is not None:
            kind = tensor.name.split(".")[2]
            if kind in heads:
                delta = _permute(delta, heads[kind])
            if delta.shape != weight.shape:
                raise ModelError(f"The adapter's {tensor.name} has shape {delta.shape}, the model's {weight.shape}.")
            weight = weight + delta
        if weight.ndim == 1:
            writer.add_tensor(tensor.name, weight)
        else:
            packed = quantize(weight, GGMLQuantizationType.Q8_0)
            writer.add_tensor(tensor.name, packed, raw_dtype=GGMLQuantizationType.Q8_0)
    if deltas:
        raise ModelError(f"The adapter changes {next(iter(deltas))}, which the model does not have.")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _permute(weight: np.ndarray, heads: int) -> np.ndarray:
    rows, columns = weight.shape
    return weight.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


def _copy_metadata(reader: Any, writer: Any) -> None:
    from gguf import GGUFValueType

    for name, field in reader.fields.items():
        if name.startswith("GGUF.") or name == "general.architecture":
            continue
        kind = field.types[0]
        if name == "general.file_type":
            writer.add_key_value(name, 7, kind)
        elif kind == GGUFValueType.ARRAY:
            writer.add_key_value(name, field.contents(), kind, sub_type=field.types[-1])
        else:
            writer.add_key_value(name, field.contents(), kind)
