"""Every family end to end on tiny random models: loaded by name, generated, compared between engines, refused."""

import sys
from pathlib import Path

import pytest

from summarizer.config import Settings
from summarizer.errors import ConfigError, ModelError, UnknownNameError
from summarizer.protocols import Candidate, Engine, Request
from summarizer.summaries.models.citations import CitedEngine
from summarizer.summaries.models.engines import ctranslate2
from summarizer.summaries.models.engines.ctranslate2 import CTranslate2Engine, converted
from summarizer.summaries.models.engines.openvino import OpenVinoEngine
from summarizer.summaries.models.engines.served import ServedEngine
from summarizer.summaries.models.engines.transformers import TransformersEngine
from summarizer.summaries.models.load import load_engine
from summarizer.summaries.models.table import card_of, models
from tests.models import tiny

NEAR = 0.05
"""How far eight bits may move the mean log-likelihood of a token, as for the embedded model."""
SOURCES = ["The ferry Marta sank off Vellin on Monday.", "All 19 people on board were saved."]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))


def ask(engine: Engine, *requests: Request) -> list[tuple[Candidate, ...]]:
    found = list(engine.generate(requests))
    engine.close()
    return found


@pytest.mark.parametrize("kind", tiny.KINDS)
def test_every_family_runs_by_its_folder_alone(kind: str, folders: dict[str, Path]) -> None:
    engine, card = load_engine(Settings(engine="transformers"), str(folders[kind]))
    assert card.family == ("seq2seq" if kind in tiny.SEQ2SEQ else "instruct")
    prompt = card.prompt("summary", SOURCES)
    requests = [Request(prompt, 8, 1, 1), Request(prompt, 8, 3, 3), Request(prompt, 8, 2, 3)]
    greedy, beams, two = ask(engine, *requests)
    assert (len(greedy), len(two)) == (1, 2)
    assert 1 < len(beams) <= 3
    assert [c.logprob for c in beams] == sorted((c.logprob for c in beams), reverse=True)
    assert all(c.logprob < 0 and c.text for c in (*greedy, *beams))
    again, _ = load_engine(Settings(engine="transformers"), str(folders[kind]))
    assert ask(again, *requests) == [greedy, beams, two]
    assert folders[kind].name in engine.signature


@pytest.mark.parametrize("kind", ["bart", "pegasus", "t5"])
def test_ctranslate2_equals_transformers(kind: str, tmp_path: Path) -> None:
    # With these weights every answer has a text of several words.
    folder = tiny.save(kind, tmp_path / kind, seed=5)
    prompt = "\n".join(SOURCES)
    requests = [Request(prompt, 9, 1, 1), Request(prompt, 9, 3, 3), Request(prompt, 9, 1, 1, no_repeat=2)]
    slow = ask(TransformersEngine(str(folder), "seq2seq", 128), *requests)
    fast = ask(CTranslate2Engine(str(folder), 128, numbers="float32"), *requests)
    assert [[c.text for c in row] for row in fast] == [[c.text for c in row] for row in slow]
    assert all(" " in c.text for row in slow for c in row)
    for a, b in zip(sum(slow, ()), sum(fast, ()), strict=True):
        assert b.logprob == pytest.approx(a.logprob, abs=0.01)
        assert a.stopped == b.stopped


@pytest.mark.parametrize("kind", ["pegasus", "t5"])
def test_what_eight_bits_write_is_as_likely_as_they_say(kind: str, tmp_path: Path) -> None:
    folder = str(tiny.teach(tiny.save(kind, tmp_path / kind)))
    reference = TransformersEngine(folder, "seq2seq", 128)
    greedy = ask(CTranslate2Engine(folder, 128), *(Request(line, 40, 1, 1) for line in tiny.LINES))
    beams = ask(CTranslate2Engine(folder, 128), *(Request(line, 40, 3, 3) for line in tiny.LINES))
    for line, (likeliest,), found in zip(tiny.LINES, greedy, beams, strict=True):
        chosen, best = reference.steps(line, likeliest.text, likeliest.stopped)
        assert float((best - chosen).max()) < NEAR
        assert len(found) > 1
        for candidate in (likeliest, *found):
            chosen, _ = reference.steps(line, candidate.text, candidate.stopped)
            assert candidate.logprob == pytest.approx(float(chosen.mean()), abs=NEAR)
    reference.close()


def test_eight_bits_are_chosen_only_where_their_sums_are_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "cpuinfo"
    monkeypatch.setattr(ctranslate2, "CPUINFO", told)
    for flags, numbers in (("sse avx2", "float32"), ("sse avx512_vnni", "int8"), ("neon", "int8"), (None, "int8")):
        ctranslate2.exact_bytes.cache_clear()
        told.unlink(missing_ok=True)
        if flags is not None:
            told.write_text(flags, encoding="utf-8")
        assert CTranslate2Engine("x")._numbers == numbers
    ctranslate2.exact_bytes.cache_clear()


def test_an_answer_may_be_empty_on_every_engine(folders: dict[str, Path]) -> None:
    # These weights end the text at once: an engine that forbids it would answer something else.
    request = Request("\n".join(SOURCES), 9, 1, 1)
    slow = ask(TransformersEngine(str(folders["t5"]), "seq2seq", 128), request)
    fast = ask(CTranslate2Engine(str(folders["t5"]), 128, numbers="float32"), request)
    assert slow == fast == [(Candidate("", float("-inf")),)]


def test_a_conversion_is_made_once_and_whole(folders: dict[str, Path], tmp_path: Path) -> None:
    first = converted(str(folders["bart"]), "int8")
    made = (first / "model.bin").stat().st_mtime_ns
    assert converted(str(folders["bart"]), "int8") == first
    assert (first / "model.bin").stat().st_mtime_ns == made
    assert converted(str(folders["bart"]), "float32") != first
    other = tiny.save("bart", tmp_path / "other", seed=1)
    assert converted(str(other), "int8") != first
    assert not [path for path in first.parent.iterdir() if path.name.startswith(".")]


def test_a_failed_conversion_leaves_nothing(folders: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="transformers"):
        ask(CTranslate2Engine(str(folders["led"])), Request("The ferry sank."))
    assert list((tmp_path / "cache" / "models").iterdir()) == []


def test_the_engine_that_fits_is_chosen(folders: dict[str, Path]) -> None:
    def chosen(kind: str, engine: str = "auto") -> type:
        found, card = load_engine(Settings(engine=engine), str(folders[kind]))
        assert isinstance(found, CitedEngine) == (card.family == "instruct")
        return type(found.engine if isinstance(found, CitedEngine) else found)

    assert [chosen(kind) for kind in ("bart", "pegasus", "t5")] == [CTranslate2Engine] * 3
    assert [chosen(kind) for kind in ("led", "primera", "llama", "gemma3")] == [TransformersEngine] * 4
    assert chosen("bart", "transformers") is TransformersEngine
    for kind, engine in (("llama", "ctranslate2"), ("bart", "openvino")):
        with pytest.raises(ConfigError, match="does not run"):
            chosen(kind, engine)
    with pytest.raises(UnknownNameError, match="transformers"):
        chosen("bart", "transformer")


def test_a_server_is_asked_as_an_instruction_model() -> None:
    engine, card = load_engine(Settings(engine="served", api_base="http://127.0.0.1:9/v1#m"), "default")
    assert isinstance(engine, CitedEngine)
    assert isinstance(engine.engine, ServedEngine)
    assert "<|im_start|>" not in card.prompt("summary", SOURCES)
    _, card = load_engine(Settings(), "http://127.0.0.1:9/v1#m")
    assert card.family == "served"
    with pytest.raises(ConfigError, match="api_base"):
        load_engine(Settings(engine="served"), "default")


def test_every_name_of_the_table_has_a_card_and_prompts() -> None:
    for name, card in models().items():
        assert card_of(name) == card
        assert card.licence
        assert SOURCES[0] in card.prompt("summary", SOURCES)
        assert card.prompts
    assert card_of("some/primera-news").separator == "<doc-sep>"
    assert card_of("some/flan-t5-small").prefix == "summarize: "
    with pytest.raises(UnknownNameError, match="default"):
        card_of("defualt")


def test_weights_that_could_run_code_are_refused(folders: dict[str, Path], tmp_path: Path) -> None:
    import shutil

    import torch

    folder = tmp_path / "pickled"
    shutil.copytree(folders["bart"], folder)
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")
    for engine in (TransformersEngine(str(folder), "seq2seq"), CTranslate2Engine(str(folder))):
        with pytest.raises(ModelError):
            ask(engine, Request("The ferry sank."))


@pytest.mark.parametrize("family", ["instruct", "seq2seq"])
def test_a_models_own_code_is_never_run(family: str, folders: dict[str, Path], tmp_path: Path) -> None:
    import json
    import shutil

    folder, ran = tmp_path / "own", tmp_path / "ran"
    shutil.copytree(folders["bart" if family == "seq2seq" else "llama"], folder)
    (folder / "own.py").write_text(f"open({str(ran)!r}, 'w')\n")
    kinds = ("AutoConfig", "AutoModelForCausalLM", "AutoModelForSeq2SeqLM", "AutoTokenizer")
    own = {"auto_map": dict.fromkeys(kinds, "own.Own")}
    for name, more in (("config.json", {"model_type": "own", **own}), ("tokenizer_config.json", own)):
        given = json.loads((folder / name).read_text())
        (folder / name).write_text(json.dumps({**given, **more}))
    with pytest.raises(ModelError, match="cannot be loaded"):
        ask(TransformersEngine(str(folder), family), Request("The ferry sank."))
    with pytest.raises(ModelError, match="cannot be"):
        ask(load_engine(Settings(), str(folder))[0], Request("The ferry sank."))
    # A known architecture with code of its own beside it runs as the known one.
    (folder / "config.json").write_text(
        json.dumps(
            {
                **json.loads((folder / "config.json").read_text()),
                "model_type": "bart" if family == "seq2seq" else "llama",
            }
        )
    )
    ask(TransformersEngine(str(folder), family), Request("The ferry sank.", 4, 1, 1))
    assert not ran.exists()


def test_models_are_saved_without_pickles(folders: dict[str, Path]) -> None:
    for folder in folders.values():
        assert (folder / "model.safetensors").is_file()
        assert not [path for path in folder.iterdir() if path.suffix in (".bin", ".pt", ".pkl")]


def test_a_missing_hub_model_says_what_is_needed() -> None:
    with pytest.raises(ModelError, match="hub to be reachable"):
        ask(TransformersEngine("nobody/no-such-model", "instruct"), Request("Hello"))


def test_openvino_names_the_file_it_cannot_open(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ModelError, match=r"broken\.gguf"):
        ask(OpenVinoEngine(broken), Request("Hello"))
    assert capfd.readouterr().out == ""


def test_a_signature_names_the_weights_and_no_other_file(folders: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "a.gguf").write_bytes(b"one")
    engine = TransformersEngine(str(tmp_path), "news", gguf="a.gguf")
    before = engine.signature
    (tmp_path / "b.gguf").write_bytes(b"two")
    assert engine.signature == before
    assert OpenVinoEngine(tmp_path / "a.gguf").signature != OpenVinoEngine(tmp_path / "b.gguf").signature
    again = tiny.save("bart", tmp_path / "bart", seed=1)
    assert len({CTranslate2Engine(str(folder)).signature for folder in (folders["bart"], again)}) == 2
    assert len({TransformersEngine(str(folder), "seq2seq").signature for folder in (folders["bart"], again)}) == 2


def test_no_engine_is_loaded_before_it_is_used(folders: dict[str, Path]) -> None:
    import subprocess

    program = (
        "import sys; from summarizer.config import Settings; from summarizer.summaries.models.load import load_engine;"
        f"load_engine(Settings(engine='transformers'), {str(folders['bart'])!r});"
        "print([m for m in ('torch', 'transformers', 'ctranslate2', 'openvino', 'openvino_genai') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
