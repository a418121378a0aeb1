"""--words-short and --words-long: kept where the sources allow it, and said where not."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.text import word_count
from tests.cli.running import FAST, Command

FACTS = (
    "The old dam at Orsk cracked on Monday morning and thirty families left their homes before noon.",
    "Engineers lowered the lake behind it by two metres within the first six hours of work.",
    "Mayor Ida Brandt asked the army for trucks, boats and two hundred soldiers to help.",
    "A school in the valley took in the elderly and anyone who had nowhere else to sleep.",
    "Farmers drove four hundred cows up to meadows that lie well above the river banks.",
    "The railway from Orsk to Tarn stays shut until inspectors have looked at every bridge.",
    "Power stations downstream were switched off one after another as a measure of caution.",
    "An insurer put the damage so far at eleven million crowns, most of it to roads.",
    "Heavy rain is forecast for Thursday, which could fill the reservoir once more.",
    "The dam was built in 1931 and last repaired when its owner changed a decade ago.",
)


@pytest.fixture
def rich(tmp_path: Path) -> str:
    """Three articles that tell ten facts together."""
    shares = (FACTS[:7], (FACTS[0], *FACTS[4:]), (FACTS[0], FACTS[1], *FACTS[3:9]))
    rows = [
        {"title": f"Dam at Orsk cracks, part {number}", "text": " ".join(share), "source": f"Paper {number}",
         "url": f"https://paper{number}.example/dam", "published": f"2025-06-02T0{number}:00:00Z"}
        for number, share in enumerate(shares)
    ]  # fmt: skip
    path = tmp_path / "rich.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def story_of(command: Command, *arguments: str) -> dict[str, Any]:
    done = command(*FAST, "--json", *arguments)
    assert done.code == 0, done.err
    [story] = json.loads(done.out)["stories"]
    assert isinstance(story, dict)
    return story


def length(sentences: list[dict[str, str]]) -> int:
    return sum(word_count(sentence["text"]) for sentence in sentences)


def test_by_default_the_contract_is_kept_without_a_note(command: Command, rich: str) -> None:
    story = story_of(command, rich)
    assert 1 <= len(story["short"]) <= 3
    assert length(story["short"]) <= 60
    assert 5 <= len(story["long"]) <= 10
    assert 120 <= length(story["long"]) <= 250
    assert word_count(story["headline"]["text"]) <= 14
    assert story["notes"] == []


@pytest.mark.parametrize(("short", "long"), [(20, 40), (35, 80), (50, 160)])
def test_each_option_sets_its_own_length(command: Command, rich: str, short: int, long: int) -> None:
    both = story_of(command, "--words-short", str(short), "--words-long", str(long), rich)
    assert 0 < length(both["short"]) <= short
    assert long / 2 < length(both["long"]) <= long
    assert both["notes"] == []
    usual = story_of(command, rich)
    assert story_of(command, "--words-short", str(short), rich)["long"] == usual["long"]
    assert story_of(command, "--words-long", str(long), rich)["short"] == usual["short"]


def test_what_no_sentence_fits_is_said_in_every_format(command: Command, rich: str) -> None:
    asked = ("--words-short", "10", "--words-long", "40", rich)
    story = story_of(command, *asked)
    [sentence] = story["short"]
    note = f"The short summary has {word_count(sentence['text'])} words, more than 10: no sentence could be left out."
    assert note in story["notes"]
    for format_ in ("markdown", "text", "html"):
        told = command(*FAST, "--format", format_, *asked).out
        assert note in " ".join(told.split())
    assert f"note  story 1: {note}" in command(*FAST, "-v", *asked).err
    assert story_of(command, "--length", "long", *asked)["notes"] == []


def test_too_little_text_is_said_with_how_much_there_is(command: Command, file: str) -> None:
    story = story_of(command, file)
    count, told = len(story["long"]), length(story["long"])
    assert told < 120
    [note] = story["notes"]
    sentences = "1 sentence" if count == 1 else f"{count} sentences"
    assert note == f"The sources hold too little text for a full long summary: it has {sentences} and {told} words."


@pytest.mark.parametrize(("option", "least"), [("--words-short", 10), ("--words-long", 20)])
def test_too_short_a_length_is_refused(command: Command, file: str, option: str, least: int) -> None:
    done = command(*FAST, option, str(least - 1), file)
    assert done.code == 2
    assert f"at least {least}" in done.err
