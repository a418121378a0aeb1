"""Prompt files -> filled prompts. A prompt declares its version and inputs; missing or unknown inputs are errors.

Sources are fenced and numbered; a fence inside an article's text is defused, so that no text can end its fence.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from summarizer.errors import PromptError, UnknownNameError

_FENCE = re.compile(r"={3,}")
_MARK = re.compile(r"<{1,2}[/|｜]?\w[^<>\s]{0,40}>{1,2}|\[/?(?:INST|[A-Z]+_[A-Z_]+)\]")
"""How models write control tokens: "<|im_end|>", "</s>", "<<SYS>>", "[INST]"; the engines drop the tokens themselves."""
_NUMBER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file."""

    name: str
    version: int
    inputs: tuple[str, ...]
    template: str

    @property
    def signature(self) -> str:
        """Name and version."""
        return f"{self.name}:{self.version}"

    def fill(self, values: Mapping[str, str]) -> str:
        """The prompt with its inputs put in. Raises PromptError for a missing or unknown one."""
        missing, unknown = set(self.inputs) - set(values), set(values) - set(self.inputs)
        if missing or unknown:
            what = f"lacks {', '.join(sorted(missing))}" if missing else f"does not know {', '.join(sorted(unknown))}"
            raise PromptError(f"The prompt {self.name} {what}.", f"It declares: {', '.join(self.inputs)}.")
        return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], self.template).strip()


def folder() -> Path:
    """Where the prompt files lie: inside an installed package, else beside it in a checkout."""
    here = Path(__file__).parent
    for place in (here / "_prompts", here.parent / "prompts"):
        if place.is_dir():
            return place
    raise PromptError("The folder of prompts is missing.", "Install the program again.")


@cache
def load_prompt(name: str) -> Prompt:
    """A prompt by name. Raises UnknownNameError, or PromptError for a file that is not as it should be."""
    path = folder() / f"{name}.toml"
    if not path.is_file():
        raise UnknownNameError("prompt", name, [p.stem for p in folder().glob("*.toml")])
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        prompt = Prompt(name, int(data["version"]), tuple(data["inputs"]), str(data["template"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise PromptError(f"The prompt file {path.name} is not as it should be: {error}.") from error
    used = set(re.findall(r"\{(\w+)\}", prompt.template))
    if used != set(prompt.inputs):
        raise PromptError(f"The prompt file {path.name} declares {sorted(prompt.inputs)} but uses {sorted(used)}.")
    return prompt


def number_sources(sources: Sequence[str]) -> str:
    """`[1] …` lines, with fences, numbers in brackets and models' control marks inside the texts defused."""
    plain = [_NUMBER.sub(r"(\1)", defuse(text)) for text in sources]
    return "\n".join(f"[{number}] {text}" for number, text in enumerate(plain, start=1))


def count_sources(prompt: str) -> int:
    """How many sources `number_sources` put into a prompt."""
    return max((int(number) for number in re.findall(r"^\[(\d+)\] ", prompt, re.MULTILINE)), default=0)


def defuse(text: str) -> str:
    """The text on one line, unable to end its fence or to speak as another role."""
    return _FENCE.sub("==", _MARK.sub(" ", " ".join(text.split())))
