"""A model's name and the settings -> its card and an engine that runs it, each model loaded once a process."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from summarizer.config import Settings
from summarizer.embeddings import load_embedder
from summarizer.errors import ConfigError, ModelError, UnknownNameError
from summarizer.protocols import SILENT, Engine, Progress, Request
from summarizer.summaries.models import merge, weights
from summarizer.summaries.models.citations import CitedEngine
from summarizer.summaries.models.engines.ctranslate2 import KINDS, CTranslate2Engine
from summarizer.summaries.models.engines.openvino import OpenVinoEngine
from summarizer.summaries.models.engines.served import ServedEngine
from summarizer.summaries.models.engines.transformers import TransformersEngine
from summarizer.summaries.models.table import ModelCard, card_of, read_json

ENGINES = ("auto", "openvino", "transformers", "ctranslate2", "served")
ADAPTERS = Path(__file__).parent / "adapters"
CONVERTED = ("smollm2-135m", "minilm-l6")
"""The embedded weights that are opened in another format than they come in."""


def load_engine(settings: Settings, name: str) -> tuple[Engine, ModelCard]:
    """The engine and the card of a model. No weights are read yet, but the embedded model's are checked and merged.

    `auto` is OpenVINO for the embedded model and for files it can open, CTranslate2 for encoder-decoders it converts
    (on a machine without a GPU), else transformers. Raises UnknownNameError, ConfigError, WeightsMissing or ModelError.
    """
    if settings.engine not in ENGINES:
        raise UnknownNameError("engine", settings.engine, ENGINES)
    card = card_of(name.split("#")[0] if name.startswith("http") else name)
    if card.family == "served" or settings.engine == "served":
        # A server speaks the model's own chat format: it is asked as an instruction model is.
        price = (settings.api_price_in, settings.api_price_out)
        engine = _served(name, card, settings.api_base, settings.api_key, price)
        card = replace(card, family="served")
    else:
        engine = _engine(card, settings.engine)
    return (CitedEngine(engine) if card.family in ("instruct", "served") else engine), card


def prepare(names: Sequence[str] = (), progress: Progress = SILENT) -> None:
    """Merge and convert the named embedded weights (all of them), once: the first story then need not wait for it."""
    wanted = [name for name in CONVERTED if not names or name in names]
    progress.start("conversion", len(wanted))
    for name in wanted:
        if name == "smollm2-135m":
            engine, _ = load_engine(Settings(), "default")
            list(engine.generate([Request("", max_tokens=1, candidates=1, beams=1)]))
            engine.close()
        elif (embedder := load_embedder(Settings())) is not None:
            embedder.embed(["."])
        progress.advance("conversion")
    progress.finish("conversion")


@lru_cache(maxsize=2)
def _served(name: str, card: ModelCard, base: str, key: str, price: tuple[float, float]) -> Engine:
    if card.family == "served":
        address, _, model = name.partition("#")
        return ServedEngine(address, model, key, price=price)
    if not base:
        raise ConfigError("No address is known for the engine `served`.", "Set api_base, or give --model an address.")
    address, _, model = base.partition("#")
    return ServedEngine(address, model or ("" if card.source == "packaged" else card.source), key, price=price)


@lru_cache(maxsize=2)
def _engine(card: ModelCard, engine: str) -> Engine:
    if card.source == "packaged":
        path = weights.require(card.weights)
        if card.adapter:
            path = merge.merged(path, ADAPTERS / card.adapter)
        return _file(path, card, engine)
    if card.source.endswith(".gguf"):
        return _file(Path(card.source), card, engine)
    if Path(card.source, "openvino_model.xml").is_file():
        _allow(card, engine, ("openvino",))
        return OpenVinoEngine(Path(card.source), card.frame, card.context)
    if card.family == "seq2seq":
        _allow(card, engine, ("ctranslate2", "transformers"))
        if engine == "ctranslate2" or (engine == "auto" and _kind(card.source) in KINDS and not _gpu()):
            return CTranslate2Engine(card.source, card.context, card.separator)
    else:
        _allow(card, engine, ("transformers",))
    return TransformersEngine(card.source, card.family, card.context, card.separator)


def _file(path: Path, card: ModelCard, engine: str) -> Engine:
    _allow(card, engine, ("openvino", "transformers"))
    if engine == "transformers":
        return TransformersEngine(str(path.parent), card.family, card.context, gguf=path.name, frame=card.frame)
    return OpenVinoEngine(path, card.frame, card.context)


def _allow(card: ModelCard, engine: str, fitting: tuple[str, ...]) -> None:
    if engine != "auto" and engine not in fitting:
        raise ConfigError(f"The engine {engine} does not run {card.name}.", f"It runs on {' or '.join(fitting)}.")


def _kind(source: str) -> str:
    """The architecture, by the model's own configuration. Raises ModelError when that cannot be had."""
    folder = Path(source)
    if folder.is_dir():
        return str(read_json(folder / "config.json").get("model_type", ""))
    from transformers import AutoConfig

    try:
        return str(AutoConfig.from_pretrained(source, trust_remote_code=False).model_type)
    except (OSError, ValueError, KeyError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ModelError(
            f"The model {source} cannot be loaded: {reason}",
            "It needs the hub to be reachable once, or a local folder with safetensors.",
        ) from error


def _gpu() -> bool:
    import torch

    return bool(torch.cuda.is_available())
