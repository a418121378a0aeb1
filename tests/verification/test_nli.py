"""The entailment model besides the rules: asked only when the rules pass, found by its label, and able to veto."""

from pathlib import Path

import pytest

from summarizer.config import Settings
from summarizer.errors import ModelError
from summarizer.summaries.verification import load_verifier, source_sentences
from summarizer.summaries.verification.nli import EntailmentVerifier
from summarizer.testing import article

ARTICLE = article("The council of Vellin approved the harbour plan on Monday.")
SOURCES = source_sentences([ARTICLE])
CLAIM = "The council approved the harbour plan."


def tiny_model(folder: Path, labels: list[str]) -> Path:
    """A classifier of one layer with random weights, saved as the hub has them."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", *sorted({w.strip(".") for w in f"{ARTICLE.text} {CLAIM}".split()}), "."]
    tokenizer = Tokenizer(WordLevel({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]")
    fast.save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        id2label=dict(enumerate(labels)), label2id={label: i for i, label in enumerate(labels)},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_a_model_from_a_folder_gives_a_probability(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path, ["contradiction", "entailment", "neutral"])
    verifier = load_verifier(Settings(verifier=f"nli:{folder}", offline=True))
    assert isinstance(verifier, EntailmentVerifier)
    first = verifier.entailment(ARTICLE.text, CLAIM)
    assert 0.0 < first < 1.0
    assert verifier.entailment(ARTICLE.text, CLAIM) == first
    verdict = verifier.check(CLAIM, SOURCES, [ARTICLE])
    assert 0.0 <= verdict.support <= 1.0
    assert verdict.evidence
    assert f"nli:{folder.name}:" in verifier.signature


def test_the_signature_tells_other_weights_of_the_same_name(tmp_path: Path) -> None:
    import torch

    def signature(parent: str, seed: int) -> str:
        torch.manual_seed(seed)
        return EntailmentVerifier(str(tiny_model(tmp_path / parent / "nli", ["no", "yes"]))).signature

    first, same, other = signature("a", 1), signature("b", 1), signature("c", 2)
    assert first == same != other


def test_the_model_can_veto_and_is_not_asked_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(probability: float) -> None:
        def entailment(_: EntailmentVerifier, premise: str, hypothesis: str) -> float:
            asked.append(f"{premise} => {hypothesis}")
            return probability

        monkeypatch.setattr(EntailmentVerifier, "entailment", entailment)

    verifier = EntailmentVerifier("any")
    answer(0.05)
    verdict = verifier.check(CLAIM, SOURCES, [ARTICLE])
    assert verdict.support < verifier.threshold
    assert "the evidence does not entail it" in verdict.problems
    answer(0.98)
    assert verifier.check(CLAIM, SOURCES, [ARTICLE]).support >= verifier.threshold
    assert asked[-1] == f"{ARTICLE.text} => {CLAIM}"
    count = len(asked)
    assert verifier.check("The council rejected 90 plans.", SOURCES, [ARTICLE]).support < verifier.threshold
    assert len(asked) == count


def test_what_is_no_entailment_model_is_refused(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "m", ["sad", "glad", "mad"])
    with pytest.raises(ModelError, match="entailment"):
        EntailmentVerifier(str(folder), offline=True).check(CLAIM, SOURCES, [ARTICLE])
    with pytest.raises(ModelError, match="cannot be loaded"):
        EntailmentVerifier(str(tmp_path / "nothing"), offline=True).check(CLAIM, SOURCES, [ARTICLE])
