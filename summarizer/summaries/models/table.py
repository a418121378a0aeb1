"""A model's name -> what it is and how it is asked. The table is a file; hub ids, folders and addresses work as well."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from summarizer.errors import UnknownNameError
from summarizer.prompting import defuse, load_prompt, number_sources
from summarizer.summaries.models.engines.frames import Frame

Family = Literal["news", "instruct", "seq2seq", "served"]
Task = Literal["summary", "sentence", "headline"]
LABELS: dict[str, str] = {"summary": "Summary:", "sentence": "Sentence:", "headline": "Headline:"}
"""What the news adapter is asked with, as it learned."""
NEWS_FRAME = Frame("<|im_start|>user\n", "<|im_end|>\n<|im_start|>assistant\n")
"""The adapter learned without the system's turn that the model's own chat template begins with."""
NEWS_PROMPT_VERSION = 2
WHOLE_VERSION = 1
"""How whole articles are put to an encoder-decoder."""
MOST_CONTEXT = 8192
"""Longer inputs than this cost more than they bring, whatever a model could take."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is known of a model before it is loaded."""

    name: str
    family: Family
    source: str
    """"packaged", a hub id, a folder or an address."""
    weights: str = ""
    adapter: str = ""
    licence: str = ""
    languages: tuple[str, ...] = ()
    """Empty: any."""
    context: int = 2048
    prefix: str = ""
    separator: str = ""
    about: str = ""

    @property
    def prompts(self) -> str:
        """The prompts it is asked with, and their versions."""
        if self.family == "news":
            return f"news:{NEWS_PROMPT_VERSION}"
        if self.family == "seq2seq":
            return f"whole:{WHOLE_VERSION}|prefix:{self.prefix!r}"
        return ",".join(load_prompt(task).signature for task in LABELS)

    @property
    def strict(self) -> bool:
        """Whether what it writes is printed only where its sources' grammar licenses it: the embedded model is small, and
        merges what it has no words for. Larger ones retell freely, which the verifier judges."""
        return self.source == "packaged"

    @property
    def retells(self) -> bool:
        """Whether it is asked for a text of the openings too, beside a sentence for each fact: of the embedded model's own hardly
        anything depends (ROUGE-2 of 102 stories of AllSides 16.4 with, 16.3 without), and they take a sixth of a story's time."""
        return self.family != "news"

    @property
    def frame(self) -> Frame | None:
        """What stands around a prompt, where it is not the model's own chat template's."""
        return NEWS_FRAME if self.family == "news" else None

    def prompt(self, task: Task, sources: Sequence[str], words: int = 60) -> str:
        """The prompt for a task over numbered sources; what stands around it is the engine's."""
        if self.family == "news":
            return f"{number_sources(sources)}\n\n{LABELS[task]}"
        if self.family == "seq2seq":
            # A separator inside a text would make two documents of it.
            texts = [defuse(s.replace(self.separator, " ") if self.separator else s) for s in sources]
            return self.prefix + (f" {self.separator} " if self.separator else "\n").join(texts)
        values = {"sources": number_sources(sources)}
        if task == "summary":
            values["words"] = str(words)
        return load_prompt(task).fill(values)


@cache
def models() -> dict[str, ModelCard]:
    """All models of the table, by name."""
    data = tomllib.loads(files("summarizer.summaries.models").joinpath("table.toml").read_text(encoding="utf-8"))
    return {
        name: ModelCard(name=name, **{**row, "languages": tuple(row.get("languages", ()))})
        for name, row in data.items()
    }


def card_of(name: str) -> ModelCard:
    """The card of a name of the table, a hub id (`owner/model`), a folder or an address. Raises UnknownNameError."""
    if name in models():
        return models()[name]
    if name.startswith(("http://", "https://")):
        return ModelCard(name, "served", name, about="A served model.")
    if Path(name).is_dir():
        return _card_of_folder(Path(name), name)
    if name.endswith(".gguf") and Path(name).is_file():
        return ModelCard(name, "instruct", name, about="A file of weights.")
    if name.count("/") == 1 and not name.startswith((".", "/")):
        return _guess(name)
    raise UnknownNameError("model", name, [*models(), "lead", "lexrank", "coverage"])


def _card_of_folder(folder: Path, name: str) -> ModelCard:
    """Family, input length and separator, as far as the folder's own files tell."""
    config = read_json(folder / "config.json")
    added = read_json(folder / "tokenizer.json").get("added_tokens") or [], read_json(folder / "added_tokens.json")
    separator = "<doc-sep>" if "<doc-sep>" in str(added) else ""
    lengths = ("max_encoder_position_embeddings", "max_position_embeddings")
    # Models that also see images keep what they know of texts apart.
    texts = {**config, **(config.get("text_config") or {})}
    context = next((texts[key] for key in lengths if isinstance(texts.get(key), int)), 2048)
    seq2seq = bool(config.get("is_encoder_decoder"))
    return ModelCard(
        name,
        "seq2seq" if seq2seq else "instruct",
        name,
        context=min(context, MOST_CONTEXT),
        prefix="summarize: " if config.get("model_type") in ("t5", "mt5") else "",
        separator=separator if seq2seq else "",
        about="A folder of weights.",
    )


def read_json(path: Path) -> dict[str, Any]:
    """The object in a file; an empty one when it cannot be read or is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _guess(name: str) -> ModelCard:
    """What a hub id's own name tells: nothing is fetched for a card."""
    lower = name.lower()
    seq2seq = any(mark in lower for mark in ("bart", "pegasus", "t5", "led-", "primera", "prophetnet"))
    separator = "<doc-sep>" if "primera" in lower else "|||||" if "multi_news" in lower else ""
    return ModelCard(
        name,
        "seq2seq" if seq2seq else "instruct",
        name,
        prefix="summarize: " if "t5" in lower else "",
        separator=separator if seq2seq else "",
        about="A model of the hub.",
    )
