"""What a model server sends -> objects, pieces of text, and what is wrong. Untrusted, and opens no socket."""

import json
import re
from collections.abc import Iterator
from typing import Any


def choices_of(chunk: dict[str, Any], most: int) -> Iterator[tuple[int, str, str]]:
    """(number from 0, text, why it ended or "") of each answer that a chunk holds a piece of; none beyond `most`."""
    choices = chunk.get("choices")
    for choice in choices if isinstance(choices, list) else []:
        if not isinstance(choice, dict):
            continue
        number = choice.get("index")
        number = number if isinstance(number, int) else 0
        if 0 <= number < most:
            message = choice.get("delta") or choice.get("message")
            said = message.get("content") if isinstance(message, dict) else None
            yield number, said if isinstance(said, str) else "", str(choice.get("finish_reason") or "")


def events_of(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """The objects of a stream of server-sent events, up to its end mark where it has one."""
    for line in lines:
        if line.startswith("data:"):
            data = line[5:].strip()
            if data == "[DONE]":
                return
            yield object_of(data)


def object_of(text: str | bytes) -> dict[str, Any]:
    """A JSON object. Raises ValueError when it is none."""
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("the answer is no JSON object")
    return found


def message_of(body: bytes) -> str:
    """What a server says is wrong, on one short line."""
    try:
        said = object_of(body).get("error")
        text = said.get("message") if isinstance(said, dict) else said
    except ValueError:
        text = ""
    return re.sub(r"\s+", " ", str(text or ""))[:200].rstrip(". ")


def seconds_of(text: str) -> float:
    """How many seconds a server asks for, in digits; else 0."""
    return float(text) if re.fullmatch(r"\d{1,6}(?:\.\d+)?", text) else 0.0
