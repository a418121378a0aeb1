"""What a sentence may lose, whose name may be told in full, what may be joined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import grammar
from summarizer.protocols import SourceSentence
from summarizer.summaries.candidates import said_otherwise
from summarizer.summaries.rewriting import MOST_VARIANTS, has_title, joined, named, shorter
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.verification.verifier import RuleVerifier
from summarizer.testing import article
from summarizer.text import word_count, words

pytestmark = pytest.mark.skipif(not grammar.available(), reason="the parser is not installed")

MATBOD = "Matbod, founded in 1931 as a dairy shop in Halden, made a profit of 96 million kroner last year, a third less than before."
HARTVIK = "Leo Hartvik, who was elected in May, sent 600 soldiers to the coast on Monday."
LINDEN = "Ada Linden, the new mayor of Kesh, announced that the city's contracts would be published."


def test_what_goes_goes_whole_with_its_marks() -> None:
    assert "Matbod made a profit of 96 million kroner last year, a third less than before." in shorter(MATBOD)
    assert "Leo Hartvik sent 600 soldiers to the coast on Monday." in shorter(HARTVIK)
    assert "Leo Hartvik sent 600 soldiers to the coast." in shorter(HARTVIK)
    assert "Ada Linden announced that the city's contracts would be published." in shorter(LINDEN)


@pytest.mark.parametrize(
    "text",
    [
        "On Friday Ledger News, citing three officials, reported that the ferry had left the port.",
        "The study is similar to one published last May, in which the effects of the vapour were examined.",
        "After getting three opinions and feeling the engine “tremble violently” below the deck, he said the decision was clear.",
        "The agencies detected activity at places known to be arms depots before the attack on Monday.",
    ],
)
def test_what_a_cut_would_break_is_not_cut(text: str) -> None:
    kept = ("Ledger News", "published last May, in", "feeling the engine", "at places known")
    assert all(part in way for way in shorter(text) for part in kept if part in text)


def test_a_day_that_is_told_more_nearly_stays() -> None:
    ways = shorter(
        "Moe told the council on Friday that twelve towns hold their votes on Monday, also called Bridge Day, and left."
    )
    assert ways
    assert all("on Monday, also" in way for way in ways)


def test_a_quotation_keeps_its_beginning() -> None:
    ways = shorter(
        "“On this day in May, we remember all who died in the flood of the river Tarn,” Moe told the council on Monday."
    )
    assert ways
    assert all(way.startswith("“On this day") for way in ways)


def test_a_semicolon_stays_between_its_clauses() -> None:
    ways = shorter(
        "The name Matbod disappears from the streets in May, after more than ninety years; only the brand of cheese is kept."
    )
    assert ways
    assert all("; only the brand of cheese is kept." in way for way in ways)


@pytest.mark.parametrize(
    "text",
    [
        "The minister did not resign on Monday despite the calls from her own party.",
        "It was the largest strike in the country since 2019, the union said on Monday.",
        "If the authority agrees, the name Matbod will disappear from the streets of Halden.",
        "The judge said that the men who were on the bridge saw the ferry sink.",
        "Officials, according to the report, had known of the leak for a year.",
        'The union called the figure "plucked from the air, on Monday, by people" and left.',
    ],
)
def test_what_limits_a_sentence_stays(text: str) -> None:
    kept = {"not", "largest", "if", "who", "according", "plucked"} & set(words(text.lower()))
    assert all(kept <= set(words(way.lower())) for way in shorter(text))
    if "resign" in text:
        assert not any("Monday" not in way for way in shorter(text))


@given(st.sampled_from([MATBOD, HARTVIK, LINDEN]), st.sampled_from(["Meanwhile, ", "", "On Tuesday, "]))
@settings(deadline=None, max_examples=12)
def test_a_shorter_sentence_is_the_sentence_with_words_left_out(text: str, opening: str) -> None:
    ways = shorter(opening + text)
    assert len(ways) <= MOST_VARIANTS
    for way in ways:
        left = iter(words((opening + text).lower()))
        assert all(word in left for word in words(way.lower()))
        assert word_count(way) < word_count(opening + text)
        assert way[0].isupper()
        assert way.endswith(".")
        assert ",." not in way
        assert "  " not in way


def test_a_name_is_told_in_full_where_one_person_has_it() -> None:
    moe = "Moe said at a picket that nine hours between two shifts were not enough."
    assert named(moe, ["It was cold.", "Union leader Kari Moe spoke first."]) == (f"Union leader Kari {moe}", 1)
    assert named(moe, ["Union leader Kari Moe spoke first.", "Her brother Ole Moe did not."]) is None
    quoted = '"It is cold," Moe said. Then Mr. Moe slept.'
    assert named(moe, [quoted, "Union leader Kari Moe spoke first."]) == (f"Union leader Kari {moe}", 1)
    assert named(moe, ["Moe spoke first."]) is None
    for other in ("O.J. Moe", 'Ole "Bear" Moe'):
        assert named(moe, ["His former wife Kari Moe spoke first.", f"The jury let {other} go."]) is None
    assert has_title("Union leader Kari Moe spoke first.", "Moe")
    assert not has_title("On Monday the moe spoke.", "moe")


def test_a_sentence_is_joined_to_the_one_that_its_pronoun_needs() -> None:
    assert joined("He met the mayor of Kesh.", "Timur Aban arrived by train.") == (
        "Timur Aban arrived by train, and he met the mayor of Kesh."
    )
    assert joined("He met the mayor.", "Timur Aban arrived with Askar Dey.") == ""
    assert joined("The mayor met him.", "Timur Aban arrived by train.") == ""
    assert joined('"He met the mayor," she said.', "Timur Aban arrived by train.") == ""


def test_ways_are_checked_and_carry_what_they_rest_on() -> None:
    told = article(
        f"{MATBOD} Union leader Kari Moe fears closures. Moe said so outside the largest shop in Halden on Monday morning."
    )
    story = sentences_of(told)
    verifier = RuleVerifier()

    def check(text: str, sources: list[SourceSentence]):  # type: ignore[no-untyped-def]
        return verifier.check(text, tuple(sources), (told,))

    ways = said_otherwise(check, verifier.threshold, story[0], story, "en")  # type: ignore[arg-type]
    assert ways
    assert all(way.kind == "abstractive" and way.evidence[0].start == 0 for way in ways)
    full = said_otherwise(check, verifier.threshold, story[2], story, "en")  # type: ignore[arg-type]
    assert any(way.text.startswith("Union leader Kari Moe said") and len(way.evidence) == 2 for way in full)
    assert said_otherwise(check, verifier.threshold, story[0], story, "de") == []  # type: ignore[arg-type]


def test_a_name_in_full_takes_no_word_that_is_nobody() -> None:
    found = named("Stub replied on Monday.", ["Her boss, the vice president of sales John Stub, agreed."])
    assert found == ("John Stub replied on Monday.", 0)
