"""What a story tells: only what its sources say, each fact once, in the order of news, whatever the model writes."""

from collections.abc import Callable, Sequence

import pytest

from summarizer.config import Settings
from summarizer.protocols import Job, Lengths
from summarizer.summaries.candidates import well_formed
from summarizer.summaries.compose import AbstractiveSummarizer
from summarizer.summaries.models.table import card_of
from summarizer.summaries.verification import load_verifier
from summarizer.testing import ScriptedEngine, article
from summarizer.text import word_count
from summarizer.types import Article, Cluster, Summary
from tests.spans import is_left_of_a_source

HERALD = article(
    "A ferry with 212 people aboard sank off Kerra on Tuesday, killing nine passengers, the coast guard said. "
    "The Lady Ansel left Port Marn at dawn in heavy fog. Rescue boats pulled 203 people from the water within two hours. "
    "Transport minister Ada Brenn ordered an inquiry into the ferry's safety checks.",
    "Ferry sinks off Kerra, killing nine",
    source="Herald",
    published="2026-05-05T08:00",
)
POST = article(
    "Nine people died when the ferry Lady Ansel went down near Kerra on Tuesday morning. "
    "Rescuers saved 203 people from the cold sea, the coast guard said. "
    "Survivors said the fog was so thick that they could not see the bow. "
    "Ms Brenn said an inquiry would look at the safety checks of the ferry.",
    "Nine die as ferry sinks near Kerra",
    source="Post",
    published="2026-05-05T10:00",
)
LEDGER = article(
    "The ferry Lady Ansel sank near Kerra on Tuesday and nine of the 212 people aboard died. "
    "The vessel was built in 1987 and passed a safety check in March, its owner said. "
    "The coast guard called off its search on Tuesday evening.",
    "Ferry sinking near Kerra leaves nine dead",
    source="Ledger",
    published="2026-05-05T19:00",
)
STORY = (HERALD, POST, LEDGER)


def told(
    script: Callable[[str], Sequence[str]],
    articles: Sequence[Article] = STORY,
    lengths: Lengths | None = None,
    model: str = "default",
) -> Summary:
    engine = ScriptedEngine(script)
    made = AbstractiveSummarizer(engine, card_of(model), load_verifier(Settings()))
    job = Job(Cluster("c", tuple(articles)), tuple((a.id,) for a in articles), lengths or Lengths())
    [summary] = made.summarize([job])
    return summary


def always(text: str) -> Callable[[str], Sequence[str]]:
    return lambda _: [text]


def sentences_told(summary: Summary) -> list[str]:
    return [sentence.text for sentence in (*summary.short, *summary.long)]


@pytest.mark.parametrize(
    "lie",
    [
        "Fifteen people died when the ferry Lady Ansel sank near Kerra on Tuesday.",
        "Nine people died when the ferry Lady Ansel sank near Port Olen on Tuesday.",
        "Nine people died when the ferry Lady Ansel sank near Kerra on Friday.",
        "Nine people died when the ferry Lady Ansel did not sink near Kerra on Tuesday.",
        'Ada Brenn said: "We will close every ferry line this summer."',
        "A train with 212 people aboard left the rails near Kerra on Tuesday.",
        "The ferry Lady Ansel sank near Kerra on Tuesday, killing nine people and",
        "",
    ],
)
def test_what_no_source_says_is_never_told(lie: str) -> None:
    summary = told(always(lie))
    assert lie not in sentences_told(summary)
    assert summary.headline.text != lie.removesuffix(".")
    assert all(is_left_of_a_source(s, STORY) for s in (*summary.short, *summary.long))
    assert summary.fallbacks["extractive sentence"] >= 1
    assert summary.fallbacks["shared title"] == 1
    assert summary.headline.text in {a.title for a in STORY}


def test_a_true_fusion_is_told_with_its_sources() -> None:
    fused = "Transport minister Ada Brenn said an inquiry would look at the safety checks of the ferry."
    summary = told(lambda prompt: [fused] if "Headline:" not in prompt else ["Nine die as ferry sinks off Kerra"])
    [sentence] = [s for s in summary.long if s.text == fused]
    assert sentence.kind == "abstractive"
    assert len({e.article for e in sentence.evidence}) >= 2
    assert summary.headline.text == "Nine die as ferry sinks off Kerra"
    by_id = {a.id: a for a in STORY}
    for told_sentence in (summary.headline, *summary.short, *summary.long):
        assert told_sentence.evidence
        for e in told_sentence.evidence:
            assert 0 <= e.start < e.end <= len(by_id[e.article].text)


@pytest.mark.parametrize(("model", "free"), [("default", False), ("base", False), ("http://localhost:1/v1", True)])
def test_only_small_models_must_tie_words_as_one_source_does(model: str, free: bool) -> None:
    fused = (
        "Nine of the 212 people aboard died when the ferry Lady Ansel sank off Kerra on Tuesday, the coast guard said."
    )
    assert card_of(model).strict is not free
    assert (fused in sentences_told(told(always(fused), model=model))) is free


def test_no_fact_is_told_twice() -> None:
    ways = [
        "Nine people died when the ferry Lady Ansel sank near Kerra on Tuesday.",
        "The ferry Lady Ansel sank near Kerra on Tuesday and nine people died.",
        "On Tuesday, nine people died as the ferry Lady Ansel went down near Kerra.",
    ]
    summary = told(lambda prompt: ways if "Headline:" not in prompt else [])
    for text in (summary.short, summary.long):
        assert sum("Nine" in s.text or "nine" in s.text for s in text) <= 1


@pytest.mark.parametrize(("short", "long_min", "long_max"), [(60, 120, 250), (20, 30, 40), (25, 40, 60)])
def test_lengths_are_kept(short: int, long_min: int, long_max: int) -> None:
    summary = told(always(""), lengths=Lengths(short=short, long_min=long_min, long_max=long_max))
    assert sum(word_count(s.text) for s in summary.short) <= short
    assert sum(word_count(s.text) for s in summary.long) <= long_max
    assert 1 <= len(summary.short) <= 3
    if sum(word_count(s.text) for s in summary.long) < long_min:
        assert any("too little text" in note for note in summary.notes)


def test_another_language_is_quoted_and_said() -> None:
    spanish = [
        article(
            f"El ferry Lady Ansel se hundió el martes cerca de Kerra y murieron nueve personas, dijo {who}. "
            "Los equipos de rescate salvaron a 203 personas en dos horas.",
            "Mueren nueve personas al hundirse un ferry",
            source=who,
            language="es",
        )
        for who in ("la guardia costera", "el gobierno")
    ]
    engine = ScriptedEngine(always("The ferry sank."))
    made = AbstractiveSummarizer(engine, card_of("default"), load_verifier(Settings()))
    job = Job(Cluster("c", tuple(spanish)), tuple((a.id,) for a in spanish), Lengths())
    [summary] = made.summarize([job])
    assert not engine.prompts
    assert all(s.kind == "extractive" for s in (*summary.short, *summary.long))
    assert "'es'" in summary.notes[0]
    assert summary.fallbacks == {"story quoted for its language": 1}


def test_the_same_story_is_told_the_same_whatever_stands_beside_it() -> None:
    engine = ScriptedEngine(lambda prompt: ["Nine people died when the ferry Lady Ansel sank near Kerra on Tuesday."])
    made = AbstractiveSummarizer(engine, card_of("default"), load_verifier(Settings()))
    job = Job(Cluster("c", STORY), tuple((a.id,) for a in STORY), Lengths())
    other = Job(Cluster("d", STORY[:2]), tuple((a.id,) for a in STORY[:2]), Lengths())
    [alone] = made.summarize([job])
    assert list(made.summarize([other, job]))[1] == alone


@pytest.mark.parametrize(
    "text",
    [
        'Bonior told the House: "This vote is wrong.',
        "Bonior told the House: ``This vote is wrong.",
        "Bonior told the House: “This vote is wrong.",
        "“, we remember the lives of all who died in the flood,” Bonior told the House.",
    ],
)
def test_a_quotation_that_stays_open_or_lacks_its_beginning_is_not_told(text: str) -> None:
    assert not well_formed(text, "en")
    assert well_formed("Bonior told the House: ``This vote is wrong.''", "en")


def test_a_party_without_its_state_is_not_told() -> None:
    assert not well_formed("President Lund picked House chairman Tom Price (R.) as secretary of health.", "en")
    assert well_formed("President Lund picked House chairman Tom Price (R., Ga.) as secretary of health.", "en")


def test_a_sentence_longer_than_the_short_text_may_be_is_told_all_the_same() -> None:
    endless = article(
        "The ferry Lady Ansel sank near Kerra " + "and the coast guard searched on " * 20, source="Herald"
    )
    summary = told(always(""), [endless])
    assert len(summary.short) == 1
    assert any("short" in note for note in summary.notes)


@pytest.mark.parametrize(("model", "asked"), [("default", False), ("http://localhost:1/v1", True)])
def test_only_models_that_retell_well_are_asked_for_a_text_of_their_own(model: str, asked: bool) -> None:
    prompts: list[str] = []

    def script(prompt: str) -> Sequence[str]:
        prompts.append(prompt)
        return [""]

    summary = told(script, model=model)
    assert any("60 words" in prompt for prompt in prompts) is asked
    assert not any("Summary:" in prompt for prompt in prompts)
    assert summary.fallbacks.get("short text from facets", 0) == int(asked)


def test_what_a_model_cut_too_far_is_told_with_what_it_left_out() -> None:
    source = "The quarrelling parties broke a three-month deadlock Friday and agreed to a new coalition, King Olav announced."
    cut = "The quarrelling parties broke a three-month deadlock and agreed to a new coalition."
    summary = told(
        always(cut), [article(f"{source} Both of the parties had lost the vote in May.", "King announces deal")]
    )
    assert cut not in sentences_told(summary)
    assert f"{cut[:-1]}, King Olav announced." in sentences_told(summary)
    assert summary.fallbacks["left-out words given back"] == 1
