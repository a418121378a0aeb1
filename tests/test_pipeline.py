"""The whole flow without a model: counts reconcile, order does not matter, evidence is exact, hostile text stays text."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer import pipeline, writers
from summarizer.config import Settings
from summarizer.errors import NothingToSummarize
from summarizer.store import open_store
from summarizer.writers.json import read

SAMPLES = Path(__file__).parents[1] / "samples" / "articles"
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
QUIET = Settings(offline=True, cluster="24h", model="coverage", embeddings="none", timezone="UTC", stories=20)

WORDS = [
    "harbour",
    "mayor",
    "strike",
    "rail",
    "storm",
    "vote",
    "bridge",
    "court",
    "nurse",
    "ferry",
    "whale",
    "budget",
    "school",
    "river",
    "tower",
    "council",
]


def lines(rows: list[dict[str, str]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture(scope="module")
def digest() -> bytes:
    return writers.write(pipeline.digest([str(SAMPLES)], QUIET, now=NOW), "json", with_text=True)


def test_every_item_is_accounted_for_and_evidence_is_exact(digest: bytes) -> None:
    data = json.loads(digest)
    counts = data["counts"]
    assert counts["read"] == 76 == sum(v for k, v in counts.items() if k not in ("sources", "read"))
    assert len(data["stories"]) >= 15
    for story in data["stories"]:
        texts = {article["id"]: article["text"] for article in story["articles"]}
        for sentence in [*story["short"], *story["long"]]:
            (evidence,) = sentence["evidence"]
            assert sentence["text"] == texts[evidence["article"]][evidence["start"] : evidence["end"]]
        assert sorted(i for group in story["origin_groups"] for i in group) == sorted(texts)


def test_same_input_same_bytes_also_with_a_store_and_in_another_order(digest: bytes, tmp_path: Path) -> None:
    rows = [line for path in sorted(SAMPLES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    random.Random(1).shuffle(rows)
    shuffled = tmp_path / "all.jsonl"
    shuffled.write_text("\n".join(rows), "utf-8")
    with open_store(str(tmp_path / "store.db")) as store:
        runs = [pipeline.digest([str(SAMPLES)], QUIET, now=NOW, store=store) for _ in range(2)]
        assert writers.write(runs[0], "json") == writers.write(runs[1], "json")
    other = json.loads(writers.write(pipeline.digest([str(shuffled)], QUIET, now=NOW), "json", with_text=True))
    same = json.loads(digest)
    other["counts"]["sources"] = same["counts"]["sources"]
    assert other == same


def test_an_update_is_told_as_a_change(tmp_path: Path) -> None:
    rows = [
        {
            "title": f"Storm hits Vela {n}",
            "text": f"A storm hit the harbour of Vela and broke {n} masts, the mayor said.",
        }
        for n in ("two", "three")
    ]
    source = tmp_path / "news.jsonl"
    source.write_text(lines(rows), "utf-8")
    with open_store(":memory:") as store:
        first = pipeline.digest([str(source)], QUIET, now=NOW, store=store)
        assert [change.kind for change in first.stories[0].changes] == ["new"]
        rows.append(
            {"title": "Storm hits Vela again", "text": "The storm broke masts in the harbour of Vela, said the mayor."}
        )
        source.write_text(lines(rows), "utf-8")
        second = pipeline.digest([str(source)], QUIET, now=NOW, store=store)
        assert second.stories[0].cluster.id == first.stories[0].cluster.id
        assert "articles" in [change.kind for change in second.stories[0].changes]


def test_nothing_says_why(tmp_path: Path) -> None:
    source = tmp_path / "old.jsonl"
    source.write_text(
        lines([{"text": "An old story of the harbour and its mayor.", "published": "2020-01-01"}]), "utf-8"
    )
    with pytest.raises(NothingToSummarize, match="outside the window"):
        pipeline.digest([str(source)], QUIET, now=NOW)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "title": st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
                "text": st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
                "source": st.sampled_from(["", "A", "B"]),
                "published": st.sampled_from(["", "1 hour ago", "3 days ago", "0200-01-01", "nonsense"]),
            }
        ),
        max_size=12,
    )
)
def test_counts_reconcile_whatever_is_read(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    source = tmp_path / "any.jsonl"
    source.write_text(lines(rows) + "{broken\n", "utf-8")
    gathered = pipeline.gather([str(source)], QUIET, now=NOW)
    assert gathered.counts.reconcile()
    assert gathered.counts.read == len(rows) + 1
    placed = [article.id for cluster in gathered.clusters for article in cluster.articles]
    assert len(placed) == len(set(placed))


TEXTS = st.lists(
    st.lists(st.sampled_from([*WORDS, "Kim", "12", "U.S.", "“no”", "(sic)", "é"]), min_size=3, max_size=12).map(
        lambda words: " ".join(words).capitalize() + "."
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=5, unique=True), st.sampled_from(["lead", "lexrank", "coverage"]))
def test_an_extractive_sentence_stands_word_for_word_in_its_article(
    tmp_path: Path, texts: list[str], model: str
) -> None:
    source = tmp_path / "any.jsonl"
    source.write_text(lines([{"title": f"Report {n}", "text": text} for n, text in enumerate(texts)]), "utf-8")
    made = pipeline.digest([str(source)], replace(QUIET, model=model, min_articles=1), now=NOW)
    for story in made.stories:
        articles = {article.id: article for article in story.cluster.articles}
        for sentence in (*story.summary.short, *story.summary.long):
            assert sentence.kind == "extractive"
            (found,) = sentence.evidence
            assert sentence.text == articles[found.article].text[found.start : found.end]
        headline, (found, *_) = story.summary.headline, story.summary.headline.evidence
        assert headline.text in f"{articles[found.article].title}\n{articles[found.article].text}"


HOSTILE = [
    "<script>alert(1)</script> harbour mayor vote", "[click](javascript:alert(1)) harbour mayor", "<img src=x onerror=alert(1)> mayor",
    "# heading | pipe `code` **bold** harbour", "\x1b[31mred\x1b[0m \u202eharbour mayor vote", "{{ 7 * 7 }} {% raw %} harbour mayor",
]  # fmt: skip


@pytest.mark.parametrize("name", ["html", "markdown", "text", "rss", "eml", "json"])
def test_hostile_texts_stay_texts(name: str, tmp_path: Path) -> None:
    rows = [
        {
            "title": title,
            "text": f"{title} said the mayor of the harbour on {n}. The vote was close {title}.",
            "source": title,
            "url": "javascript:alert(1)",
        }
        for n, title in enumerate(HOSTILE)
    ]
    source = tmp_path / "hostile.jsonl"
    source.write_text(lines(rows), "utf-8")
    made = pipeline.digest([str(source)], replace(QUIET, min_articles=1), now=NOW)
    data = writers.write(made, name)
    assert data == writers.write(made, name)
    if name == "json":
        assert read(data).title == made.title
        return
    if name == "eml":
        from email import policy
        from email.parser import BytesParser

        parts = BytesParser(policy=policy.default).parsebytes(data).walk()
        text = "\n".join(str(p.get_content()) for p in parts if p.get_content_type() == "text/html")
    else:
        text = data.decode("utf-8")
    assert "\x1b" not in text
    assert "\u202e" not in text
    if name in ("html", "eml", "rss"):
        assert "<script" not in text
        assert "<img" not in text
        assert 'href="javascript:' not in text
    if name == "markdown":
        from markdown_it import MarkdownIt

        page = MarkdownIt("commonmark").render(text)
        assert "<script" not in page
        assert "<img" not in page
        assert 'href="javascript' not in page
        assert "<code>" not in page
