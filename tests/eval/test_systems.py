"""Systems to compare with: sumy without downloads, the oracle as a ceiling, titles, other people's outputs."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.data import Item
from eval.metrics import Case, load_scorer
from eval.peers import SUMY, Sumy
from eval.systems import load_system
from summarizer.config import Settings
from summarizer.errors import ConfigError, InputError
from summarizer.summaries.extractive import NO_TITLE
from summarizer.summaries.models import load
from summarizer.summaries.models.table import card_of
from summarizer.testing import ScriptedEngine, article
from summarizer.text import word_count
from summarizer.types import Evidence, Sentence

NORTH = article(
    "Rain fell in the hills. The ferry Alma sank near Kolm harbour on Monday. Nine sailors of the ferry were saved near"
    " Kolm harbour. A choir will sing on Friday.",
    "Ferry sinks",
    source="North",
)
SOUTH = article(
    "The ferry sank near the harbour of Kolm. Its nine sailors were saved. Shops were open.", source="South"
)
ITEM = Item("one", (NORTH, SOUTH), ("The ferry Alma sank near Kolm harbour. Its nine sailors were saved.",))


def system(name: str) -> Any:
    return load_system(name, Settings(offline=True))


@pytest.mark.parametrize("method", sorted(SUMY))
def test_sumy_ranks_and_does_not_just_lead(method: str) -> None:
    found = system(f"sumy-{method}")(ITEM, 14, "short").sentences
    assert found
    assert word_count(" ".join(s.text for s in found)) <= 14
    assert found[0].text != "Rain fell in the hills."
    wide = system(f"sumy-{method}")(ITEM, 500, "long").sentences
    places = [[a.id for a in ITEM.articles].index(s.evidence[0].article) * 1000 + s.evidence[0].start for s in wide]
    assert places == sorted(places), "in the sources' order"
    scores, _ = load_scorer(["evidence"]).score(Case(wide, ITEM.articles))
    assert scores["evidence_valid"] == 1


def test_sumy_downloads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("sumy asked for data")

    monkeypatch.setattr(nltk, "download", refuse)
    monkeypatch.setattr(nltk.data, "find", refuse)
    monkeypatch.setattr(nltk.data, "load", refuse)
    for method in SUMY:
        assert Sumy(method)(ITEM, 20)


TEXTS = st.lists(st.sampled_from(["Alma sank.", "Alma sank near Kolm.", "…", "Nine were saved.", "!!!"]), max_size=6)


@given(TEXTS, st.integers(1, 20))
def test_sumy_on_whatever_comes(parts: list[str], budget: int) -> None:
    item = Item("x", (article(" ".join(parts) or "…"),), ())
    for method in SUMY:
        chosen = Sumy(method)(item, budget)
        assert len({s.text for s in chosen}) == len(chosen)
        assert len(chosen) <= 1 or sum(word_count(s.text) for s in chosen) <= budget


def test_sumy_in_a_language_it_has_no_stemmer_for() -> None:
    item = Item("x", (article("Alma battı. Dokuz denizci kurtarıldı.", language="tr"),), ())
    assert system("sumy-lexrank")(item, 30, "short").sentences


def test_an_unknown_method_and_a_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="lexrank, lsa, textrank"):
        system("sumy-magic")
    monkeypatch.setitem(sys.modules, "sumy.summarizers.lex_rank", None)
    with pytest.raises(ConfigError, match="pip install sumy"):
        system("sumy-lexrank")


def test_the_oracle_is_above_what_chooses_without_the_reference() -> None:
    def rouge(name: str) -> float:
        scores, _ = load_scorer(["rouge"]).score(
            Case(system(name)(ITEM, 16, "short").sentences, ITEM.articles, ITEM.references)
        )
        return scores["rouge2"] or 0.0

    best = rouge("oracle")
    for name in ("lead-per-document", "title", *(f"sumy-{method}" for method in SUMY)):
        assert rouge(name) <= best
    with pytest.raises(InputError, match="needs a reference"):
        system("oracle")(Item("x", (NORTH,), ()), 16, "short")


def test_the_title_and_the_lead_of_each_document() -> None:
    assert [s.text for s in system("title")(ITEM, 60, "short").sentences] == ["Ferry sinks"]
    lead = system("lead-per-document")(ITEM, 20, "short").sentences
    assert {s.evidence[0].article for s in lead} == {NORTH.id, SOUTH.id}
    assert lead[0].text == "Rain fell in the hills."


def test_the_lead_of_each_document_keeps_to_the_budget() -> None:
    texts = [[f"Sentence {n} of outlet {d} says nothing new today." for n in range(6)] for d in range(4)]
    articles = tuple(article(" ".join(text), f"Title {d}", source=f"outlet {d}") for d, text in enumerate(texts))
    for words, count in ((1, 1), (9, 1), (18, 2), (45, 5), (90, 10), (1000, 24)):
        found = system("lead-per-document")(Item("x", articles, ()), words, "short").sentences
        assert len(found) == count, "nine words each"
        places = [(int(s.text.split()[4]), int(s.text.split()[1])) for s in found]
        assert places == sorted(places), "document by document, each from its beginning"
        per_document = [sum(d == place for place, _ in places) for d in range(4)]
        assert max(per_document) - min(per_document) <= 1, "in turn"


def test_what_a_summarizer_fell_back_on_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = ScriptedEngine(lambda _: ["The ferry Olga sank near Arden on Friday."])
    monkeypatch.setattr(load, "load_engine", lambda settings, name: (engine, card_of("default")))
    output = system("default")(ITEM, 60, "short")
    assert all(sentence.kind == "extractive" for sentence in output.sentences)
    assert output.fallbacks[NO_TITLE] == 1
    assert output.fallbacks["extractive sentence"] >= 1
    assert system("coverage")(ITEM, 60, "short").fallbacks == {NO_TITLE: 1}


def outputs(path: Path, rows: Sequence[object]) -> str:
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), "utf-8")
    return f"file:{path}"


def test_outputs_with_text_with_sentences_and_with_evidence(tmp_path: Path) -> None:
    evidence = [{"article": NORTH.id, "start": 0, "end": 23}]
    rows = [
        {"id": "one", "text": "The ferry sank. Nine were saved.", "headline": "Ferry", "system": "a"},
        {"id": "one", "summary_sentences": ["Dr. No sank it"], "system": "b"},
        {"id": "one", "sentences": [{"text": "Rain fell.", "evidence": evidence, "support": 0.5, "kind": "extractive"}], "system": "c"},
    ]  # fmt: skip
    name = outputs(tmp_path / "o.jsonl", rows)
    first = system(f"{name}#a")(ITEM, 60, "short")
    assert ([s.text for s in first.sentences], first.headline, first.seconds) == (
        ["The ferry sank.", "Nine were saved."],
        "Ferry",
        None,
    )
    assert [s.text for s in system(f"{name}#b")(ITEM, 60, "short").sentences] == ["Dr. No sank it"]
    assert system(f"{name}#c")(ITEM, 60, "short").sentences == (
        Sentence("Rain fell.", (Evidence(NORTH.id, 0, 23),), 0.5, "extractive"),
    )


def test_outputs_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        system(f"file:{tmp_path / 'gone.jsonl'}")
    name = outputs(
        tmp_path / "o.jsonl", ["{bad", {"text": "no id"}, {"id": "one", "text": "A."}, {"id": "one", "text": "B."}]
    )
    assert system(name)(ITEM, 60, "short").sentences[0].text == "A.", "the first of two"
    with pytest.raises(InputError, match=r"no output for two\. 3 lines could not be used, first o\.jsonl:1"):
        system(name)(Item("two", (NORTH,), ()), 60, "short")
    with pytest.raises(InputError, match="holds no output of nobody"):
        system(f"{name}#nobody")
    broken = outputs(tmp_path / "b.jsonl", [{"id": "one", "sentences": [{"evidence": []}]}])
    with pytest.raises(InputError, match="A sentence is not as it should be"):
        system(broken)(ITEM, 60, "short")
