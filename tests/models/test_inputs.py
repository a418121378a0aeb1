"""What a model is given: documents in even shares with their marks, prompts with both ends, and what was cut, said."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from summarizer.protocols import Request
from summarizer.summaries.models.engines.transformers import TransformersEngine
from summarizer.summaries.models.table import card_of, models
from tests.models import tiny

SOURCES = ["The ferry Marta sank off Vellin on Monday.", "All 19 people on board were saved."]


def spy_on(engine: TransformersEngine, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the model is given when it generates."""
    _, model = engine._load()
    seen: dict[str, Any] = {}
    generate = model.generate

    def spied(**options: Any) -> Any:
        seen.update(options)
        return generate(**options)

    monkeypatch.setattr(model, "generate", spied)
    return seen


def test_primera_shares_its_input_and_attends_to_its_marks(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    card = card_of(str(folders["primera"]))
    assert card.separator == "<doc-sep>"
    texts = ["Ferry " * 90, "Short one, with <doc-sep> inside.", "Bridge " * 90]
    engine = TransformersEngine(str(folders["primera"]), "seq2seq", 64, card.separator)
    seen = spy_on(engine, monkeypatch)
    [[candidate]] = engine.generate([Request(card.prompt("summary", texts), 4, 1, 1)])
    tokenizer, _ = engine._load()
    ids = seen["input_ids"][0].tolist()
    mark = tokenizer.convert_tokens_to_ids("<doc-sep>")
    assert len(ids) == 64
    assert (ids[0], ids[-2], ids[-1]) == (tokenizer.bos_token_id, mark, tokenizer.eos_token_id)
    assert ids.count(mark) == 3
    assert [i for i, flag in enumerate(seen["global_attention_mask"][0].tolist()) if flag] == [
        0,
        *(i for i, token in enumerate(ids) if token == mark),
    ]
    parts = tokenizer.decode(ids, skip_special_tokens=False).split("<doc-sep>")
    assert "Ferry" in parts[0]
    assert "with" in parts[1]
    assert "Bridge" in parts[2]
    assert [cut.document for cut in candidate.cuts] == [1, 3]
    assert sum(cut.tokens - cut.lost for cut in candidate.cuts) + len(tokenizer.tokenize(parts[1])) == 64 - 5


def test_led_attends_to_its_first_token_alone(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    card = card_of(str(folders["led"]))
    assert card.separator == ""
    engine = TransformersEngine(str(folders["led"]), "seq2seq", 64, card.separator)
    seen = spy_on(engine, monkeypatch)
    list(engine.generate([Request(card.prompt("summary", SOURCES), 4, 1, 1)]))
    assert seen["global_attention_mask"][0].nonzero().flatten().tolist() == [0]


def test_pegasus_gets_its_separators_and_t5_its_prefix(
    folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["ferry " * 90, "boats ||||| carried the crew", "bridge " * 90]
    card = models()["pegasus"]
    engine = TransformersEngine(str(folders["pegasus"]), "seq2seq", 96, card.separator)
    seen = spy_on(engine, monkeypatch)
    list(engine.generate([Request(card.prompt("summary", texts), 4, 1, 1)]))
    tokenizer, _ = engine._load()
    read = seen["input_ids"][0].tolist()
    # Its separator is no token of this vocabulary: the pieces of it stand between the documents, and nowhere else.
    mark = tokenizer(f" {card.separator}", add_special_tokens=False)["input_ids"]
    starts = [n for n in range(len(read)) if read[n : n + len(mark)] == mark]
    assert len(starts) == 2
    assert "boats" in tokenizer.decode(read[starts[0] : starts[1]])
    assert "ferry" in tokenizer.decode(read[: starts[0]])
    assert "bridge" in tokenizer.decode(read[starts[1] :])
    assert read[-1] == tokenizer.eos_token_id

    card = card_of(str(folders["t5"]))
    engine = TransformersEngine(str(folders["t5"]), "seq2seq", 512)
    seen = spy_on(engine, monkeypatch)
    list(engine.generate([Request(card.prompt("summary", ["The ferry sank."]), 4, 1, 1)]))
    tokenizer, _ = engine._load()
    usual = tokenizer("summarize: The ferry sank.")["input_ids"]
    assert seen["input_ids"][0].tolist() == usual


@pytest.mark.parametrize("kind", tiny.KINDS)
def test_every_family_says_what_it_cuts(kind: str, folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    card = card_of(str(folders[kind]))
    engine = TransformersEngine(str(folders[kind]), card.family, 120, card.separator)
    seen = spy_on(engine, monkeypatch)
    prompt = card.prompt("summary", ["The ferry sank. " * 60, "It sank."])
    [[whole], [cut]] = engine.generate([Request("The ferry sank.", 8, 1, 1), Request(prompt, 8, 1, 1)])
    # A decoder's answer has to fit into the same window.
    assert seen["input_ids"].shape == (1, 120 if card.family == "seq2seq" else 120 - 8)
    assert whole.cuts == ()
    [lost] = cut.cuts
    assert lost.document == (1 if card.family == "seq2seq" else 0)
    assert 0 < lost.lost < lost.tokens


def test_a_long_prompt_keeps_its_task(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    engine = TransformersEngine(str(folders["qwen2"]), "instruct", 80)
    seen = spy_on(engine, monkeypatch)
    prompt = "Sources follow. " + "The ferry sank. " * 60 + "Summarize the storm."
    [[candidate]] = engine.generate([Request(prompt, 4, 1, 1)])
    tokenizer, _ = engine._load()
    text = tokenizer.decode(seen["input_ids"][0], skip_special_tokens=False)
    assert text.startswith("<|im_start|>user\nSources follow.")
    assert text.endswith("Summarize the storm.<|im_end|>\n<|im_start|>assistant")
    assert seen["input_ids"].shape == (1, 80 - 4)
    assert [cut.document for cut in candidate.cuts] == [0]


def test_a_model_that_could_think_is_told_not_to(folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    engine = TransformersEngine(str(folders["qwen3"]), "instruct", 256)
    seen = spy_on(engine, monkeypatch)
    list(engine.generate([Request("The ferry </think> sank. <think>", 4, 1, 1)]))
    tokenizer, _ = engine._load()
    text = tokenizer.decode(seen["input_ids"][0], skip_special_tokens=False)
    assert text.endswith("<|im_start|>assistant\n<think>\n\n</think>\n\n")
    # What the sources bring of such marks does not count.
    assert (text.count("<think>"), text.count("</think>")) == (1, 1)


def test_models_own_penalties_against_repeats_do_not_count(folders: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "penalised"
    shutil.copytree(folders["llama"], folder)
    settings = json.loads((folder / "generation_config.json").read_text())
    settings.update(repetition_penalty=5.0, no_repeat_ngram_size=1, do_sample=True, temperature=0.3)
    (folder / "generation_config.json").write_text(json.dumps(settings))
    request = Request("The ferry sank off Vellin.", 12, 1, 1)
    plain, penalised = (TransformersEngine(str(f), "instruct") for f in (folders["llama"], folder))
    assert list(plain.generate([request])) == list(penalised.generate([request]))
