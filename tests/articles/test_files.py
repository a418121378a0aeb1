"""JSON lines, JSON and plain text: every record is read, or named with the reason."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.articles.files import Reader, decode
from summarizer.articles.making import MOST_CHARACTERS
from summarizer.articles.sniffing import kind_of, unpacked
from summarizer.errors import InputError
from summarizer.types import Article, Skipped

NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)
CAPTURED = datetime(2025, 6, 1, 9, tzinfo=UTC)
TEXT = "The ferry to Grimsholm sails again from Monday, its owner said."


def lines(*records: object, captured: datetime | None = None) -> list[Article | Skipped]:
    data = "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records)
    return list(Reader(NOW, captured).json_lines(data.encode(), "news.jsonl"))


def only(*records: object) -> Article:
    (article,) = lines(*records)
    assert isinstance(article, Article)
    return article


def test_every_field() -> None:
    article = only({
        "title": "Ferry sails again", "text": TEXT, "source": "Grimsholm Times", "url": "https://g.example/1",
        "published": "2025-06-06T10:00:00+02:00", "authors": ["Ida Holm", "Per Lund"], "language": "en",
        "agency": "Reuters", "captured": "2025-06-07T08:00:00Z", "mood": "unknown fields are ignored",
    })  # fmt: skip
    assert (article.title, article.text, article.source) == ("Ferry sails again", TEXT, "Grimsholm Times")
    assert (article.url, article.authors) == ("https://g.example/1", ("Ida Holm", "Per Lund"))
    assert (article.agency, article.language) == ("Reuters", "en")
    assert article.published == datetime(2025, 6, 6, 8, tzinfo=UTC)
    assert article.captured == datetime(2025, 6, 7, 8, tzinfo=UTC)


def test_text_alone_is_enough() -> None:
    article = only({"text": TEXT})
    assert (article.title, article.source, article.published, article.captured) == ("", "", None, None)


def test_the_data_sets_own_name_for_the_date() -> None:
    assert only({"text": TEXT, "date": "2025-06-05"}).published == datetime(2025, 6, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"published": "3 hours ago"}, NOW - timedelta(hours=3)),
        ({"published": "3 hours ago", "captured": "2025-06-01T09:00:00Z"}, CAPTURED - timedelta(hours=3)),
        ({"published": "hace 2 horas"}, NOW - timedelta(hours=2)),
        ({"published": "tomorrow-ish"}, None),
        ({"published": "2031-01-01"}, None),
        ({"published": 12}, None),
    ],
)
def test_when_it_was_published(record: dict[str, object], expected: datetime | None) -> None:
    article = only({"text": TEXT, **record})
    assert article.published == expected
    assert bool(article.notes) == (expected is None)


def test_documents_of_a_data_set_are_articles() -> None:
    documents = [{"title": "A", "text": TEXT, "date": None}, {"text": "Another short text."}, {"text": 3}]
    first, second, third = lines({"id": "7", "documents": documents, "references": ["…"]})
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert third == Skipped("news.jsonl:1 document 3", "text and title must be strings")


def test_a_bad_line_costs_itself_alone() -> None:
    found = lines(*[{"text": f"Text number {n} stands here."} for n in range(16)], '{"text": "cut', {"text": TEXT})
    assert len(found) == 18
    assert isinstance(found[16], Skipped)
    assert found[16].item == "news.jsonl:17"
    assert "bad JSON" in found[16].reason
    assert sum(isinstance(item, Article) for item in found) == 17


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("[1, 2]", "no JSON object"),
        ("3", "no JSON object"),
        ({"file": "a.html"}, "no text"),
        ({"text": ""}, "empty"),
        ({"text": " \u200b\n"}, "empty"),
        ({"text": None}, "must be strings"),
        ({"text": TEXT, "title": 3}, "must be strings"),
    ],
)
def test_records_that_are_no_articles(record: object, reason: str) -> None:
    found = lines({"text": TEXT}, record)
    assert isinstance(found[0], Article)
    assert isinstance(found[1], Skipped)
    assert found[1].item == "news.jsonl:2"
    assert reason in found[1].reason


def test_a_headline_alone_is_an_article() -> None:
    article = only({"title": "Ferry sails again", "text": ""})
    assert (article.text, article.blurb) == ("Ferry sails again", True)


def test_line_separators_inside_a_string_end_no_line() -> None:
    assert only({"text": "One\u2028two\u0085three, the owner of the ferry said."}).text.startswith("One")


def test_half_a_surrogate_pair_does_no_harm() -> None:
    article = only(
        '{"text": "A broken \\ud83d picture sign", "title": "\\ude00 x", "url": "https://g.example/\\ud800"}'
    )
    for value in (article.text, article.title, article.url):
        value.encode("utf-8")


def test_pretty_printed_json_that_is_broken_is_one_line_of_complaint() -> None:
    text = json.dumps([{"text": TEXT}, {"text": TEXT}], indent=2).replace('"text"', "text", 1)
    (skipped,) = Reader(NOW).json_lines(text.encode(), "news.json")
    assert isinstance(skipped, Skipped)
    assert skipped.item == "news.json:3"


def test_json_with_a_list_or_under_articles() -> None:
    for value in ([{"text": TEXT}], {"articles": [{"text": TEXT}]}, {"text": TEXT}):
        (article,) = Reader(NOW).json_lines(json.dumps(value, indent=1).encode(), "n.json")
        assert isinstance(article, Article)


def test_deep_nesting_does_no_harm() -> None:
    found = lines({"text": TEXT}, "[" * 100_000)
    assert isinstance(found[1], Skipped)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(
    st.text(max_size=40).filter(lambda line: "\n" not in line),
    st.dictionaries(st.sampled_from(["text", "title", "url", "published", "authors"]),
                    st.one_of(st.text(max_size=30), st.none(), st.integers(), st.lists(st.text(max_size=5), max_size=2))),
), max_size=6))  # fmt: skip
def test_no_line_is_lost_and_nothing_raises(records: list[object]) -> None:
    whole = lines({"text": TEXT}, *records, {"text": TEXT})
    blank = sum(isinstance(record, str) and not record.strip() for record in records)
    assert len(whole) == len(records) + 2 - blank


def test_ids_do_not_depend_on_the_time_of_reading() -> None:
    data = json.dumps({"text": TEXT, "published": "3 hours ago"}).encode()
    first, second = (next(iter(Reader(now).json_lines(data, "x"))) for now in (NOW, NOW + timedelta(days=3)))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == second.id
    assert first.published != second.published


def test_plain_text_has_its_first_line_as_title() -> None:
    (article,) = Reader(NOW).plain_text(f"Ferry sails again\n\n{TEXT}\n{TEXT}".encode(), "a.txt")
    assert isinstance(article, Article)
    assert article.title == "Ferry sails again"
    assert article.text.startswith("The ferry to Grimsholm")


def test_a_text_without_end_is_cut_and_says_so() -> None:
    (article,) = Reader(NOW).plain_text(b"Title\n" + b"The ferry sails. " * 100_000, "a.txt")
    assert isinstance(article, Article)
    assert len(article.text) <= MOST_CHARACTERS
    assert article.text.endswith("The ferry sails.")
    assert any(note.startswith("only the first") for note in article.notes)
    assert not any(note.startswith("only the first") for note in only({"text": TEXT * 10}).notes)


def test_ages_in_a_saved_aggregator_page_stay_unknown() -> None:
    story = (
        "The ferry to Grimsholm sails again from Monday, its owner said, after a week of repairs to the engine. " * 4
    )
    card = "\n".join(
        ["Island News", "3 hours ago", "Island News", "Lighthouse gets a new lamp", story.replace("ferry", "lamp")]
    )
    text = f"Ferry sails again\n{story}\nRelated Articles\n{card}\n"
    saved = list(Reader(NOW).plain_text(text.encode(), "a.txt"))
    known = list(Reader(NOW, CAPTURED).plain_text(text.encode(), "a.txt"))
    assert [a.title for a in saved if isinstance(a, Article)] == ["Ferry sails again", "Lighthouse gets a new lamp"]
    assert [a.published for a in saved if isinstance(a, Article)] == [None, None]
    assert [a.published for a in known if isinstance(a, Article)][1] == CAPTURED - timedelta(hours=3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Die Fähre nach Grimsholm fährt ab Montag wieder, sagte der Eigentümer. Größere Schäden gab es nicht. " * 3
    assert decode(unpacked(text.encode(encoding))) == text


def test_binaries_are_refused() -> None:
    with pytest.raises(InputError, match="binary"):
        decode(b"\xff\x00\x12" * 50)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b'{"text": "x"}', "anything", "json"), (b'[{"text": "x"}]', "x", "json"), (b"[Update] The ferry", "a.txt", "text"),
        (b"<!DOCTYPE html><p>x", "x", "page"), (b"<p>Part of a page</p>", "x", "page"), (b"<p>x", "a.html", "page"),
        (b"<rss><channel>", "a.txt", "feed"), (b"<html><body><pre>&lt;<rss ></pre>", "x", "page"),
        (b"<atom:feed xmlns:atom='x'>", "x", "feed"), (b'{"items": [{"content_text": "x"}]}', "x", "feed"),
        (b'{"items": [{"text": "x"}]}', "x", "json"), (b"Plain words", "story", "text"), (b"<3 this ferry", "a.txt", "text"),
    ],
)  # fmt: skip
def test_the_content_says_what_it_is(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name"), [(b"%PDF-1.7", "a.txt"), (b"words", "notes.md"), (b"words", "LICENSE"), (b" \n", "a.txt"),
                       (b"<?xml version='1.0'?><sitemap/>", "map.xml"), (b"PK\x03\x04", "a.docx")],
)  # fmt: skip
def test_what_is_no_news(data: bytes, name: str) -> None:
    with pytest.raises(InputError):
        kind_of(data, name)


def test_gzip_bombs_and_damaged_archives() -> None:
    import gzip

    with pytest.raises(InputError, match="unpacks to more"):
        unpacked(gzip.compress(bytes(3_000_000)), most=1_000_000)
    for data in (b"\x1f\x8bnonsense", gzip.compress(b"words " * 999)[:-9]):
        with pytest.raises(InputError, match="damaged"):
            unpacked(data)
