"""A model's name and the settings -> its card and an engine that runs it, each model loaded once a process."""

from functools import lru_cache
from pathlib import Path

from summarizer.config import Settings
from summarizer.errors import UnknownNameError
from summarizer.protocols import Engine
from summarizer.summaries.models import merge, weights
from summarizer.summaries.models.engines.openvino import OpenVinoEngine
from summarizer.summaries.models.engines.served import ServedEngine
from summarizer.summaries.models.engines.transformers import TransformersEngine
from summarizer.summaries.models.table import ModelCard, card_of

ENGINES = ("auto", "openvino", "transformers", "served")
ADAPTERS = Path(__file__).parent / "adapters"


def load_engine(settings: Settings, name: str) -> tuple[Engine, ModelCard]:
    """The engine and the card of a model. Raises UnknownNameError, WeightsMissing or ModelError."""
    if settings.engine not in ENGINES:
        raise UnknownNameError("engine", settings.engine, ENGINES)
    card = card_of(name.split("#")[0] if name.startswith("http") else name)
    return _engine(card, name, settings.engine, settings.api_base, settings.api_key), card


@lru_cache(maxsize=2)
def _engine(card: ModelCard, name: str, engine: str, base: str, key: str) -> Engine:
    if card.family == "served" or engine == "served":
        address, _, model = (name if card.family == "served" else base).partition("#")
        return ServedEngine(address, model or ("" if card.family == "served" else card.source), key)
    if card.source == "packaged":
        path = weights.require(card.weights)
        if card.adapter:
            path = merge.merged(path, ADAPTERS / card.adapter)
        if engine == "transformers":
            return TransformersEngine(str(path.parent), card.family, card.context, gguf=path.name)
        return OpenVinoEngine(path)
    return TransformersEngine(card.source, card.family, card.context, card.separator)
