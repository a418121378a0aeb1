"""(task, inputs) -> the prompt the adapter learns, exactly as the summarizer asks it later (see its model table)."""

from collections.abc import Sequence

from summarizer.summaries.models.table import LABELS


def prompt(task: str, inputs: Sequence[str]) -> str:
    """Sources first and numbered, the task's label last: a shared prefix can be reused."""
    sources = "\n".join(f"[{number}] {text}" for number, text in enumerate(inputs, start=1))
    return f"<|im_start|>user\n{sources}\n\n{LABELS[task]}<|im_end|>\n<|im_start|>assistant\n"


def answer(target: str) -> str:
    """What the model should say, and that it is done."""
    return f"{target}<|im_end|>"
