"""A model's name -> what it is and how it is asked. The table is a file; hub ids, folders and addresses work as well."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from summarizer.errors import UnknownNameError
from summarizer.prompting import load_prompt, number_sources

Family = Literal["news", "instruct", "seq2seq", "served"]
Task = Literal["summary", "sentence", "headline"]
LABELS: dict[str, str] = {"summary": "Summary:", "sentence": "Summary:", "headline": "Headline:"}
"""What the news adapter is asked with: it learned two tasks, and fuses sentences as it summarizes openings."""
NEWS_PROMPT_VERSION = 1


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
            return f"prefix:{self.prefix!r}"
        return ",".join(load_prompt(task).signature for task in LABELS)

    def prompt(self, task: Task, sources: Sequence[str], words: int = 60) -> str:
        """The prompt for a task over numbered sources, as the model expects it (chat templates are the engine's)."""
        if self.family == "news":
            return f"<|im_start|>user\n{number_sources(sources)}\n\n{LABELS[task]}<|im_end|>\n<|im_start|>assistant\n"
        if self.family == "seq2seq":
            return self.prefix + (f" {self.separator} " if self.separator else "\n").join(
                " ".join(s.split()) for s in sources
            )
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
        return ModelCard(name, _family_of(Path(name)), name, about="A folder of weights.")
    if name.count("/") == 1 and not name.startswith((".", "/")):
        return ModelCard(name, _guess(name), name, about="A model of the hub.")
    raise UnknownNameError("model", name, [*models(), "lead", "lexrank", "coverage"])


def _family_of(folder: Path) -> Family:
    import json

    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "instruct"
    return "seq2seq" if config.get("is_encoder_decoder") else "instruct"


def _guess(name: str) -> Family:
    marks = ("bart", "pegasus", "t5", "led-", "primera", "mbart", "prophetnet")
    return "seq2seq" if any(mark in name.lower() for mark in marks) else "instruct"
