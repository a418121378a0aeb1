"""The demo's parts without a browser: runs that are shared and stopped, stories as blocks, limits, charts."""

import math
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import pipeline
from summarizer.config import Settings
from summarizer.errors import ConstraintError, InputError
from summarizer.protocols import Progress
from summarizer.testing import article, sample_digest
from summarizer.types import Story
from tests.app.conftest import STORM
from webapp import chart, compare, correct, own, runs, show
from webapp.days import Days
from webapp.runs import Run
from webapp.site import MODELS, MOST_TEXT, SAMPLES, Site, check_addresses, check_files, offered, save_texts
from webapp.turns import Turns

OFFLINE = Settings(offline=True, cluster="all", model="coverage", min_articles=1)


def storm(folder: Path) -> list[str]:
    return save_texts(STORM, folder)


# Runs


def test_a_run_says_each_stage_and_ends_in_a_digest(tmp_path: Path) -> None:
    states = list(Run(storm(tmp_path), OFFLINE).start().follow())
    assert states[-1].digest is not None
    assert states[-1].status == "Done: 1 story."
    assert len(states[-1].stories) == 1


def test_followers_see_the_same_run_from_its_beginning(days: Days) -> None:
    first = days.run("samples", "coverage", "24h")
    assert days.run("samples", "coverage", "all") is first, "the samples have one window"
    seen: list[list[str]] = []

    def follow() -> None:
        *_, last = first.follow()
        seen.append([story.cluster.id for story in last.stories])

    threads = [threading.Thread(target=follow) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen[0]) == 15
    assert seen[0] == seen[1] == seen[2]
    assert days.run("samples", "coverage", "24h") is first
    days.forget("samples")
    anew = days.run("samples", "coverage", "24h")
    assert anew is not first
    # Seen to its end: left to itself it would go on into the next test.
    *_, last = anew.follow()
    assert last.over


@pytest.mark.parametrize(("keep", "stories"), [(False, 2), (True, 3)])
def test_a_run_that_nobody_follows_stops(monkeypatch: pytest.MonkeyPatch, keep: bool, stories: int) -> None:
    told = sample_digest()
    gate, written = threading.Event(), []

    def tell(*_: object, **__: object) -> object:
        for story in (told.stories[0], told.stories[1], told.stories[0]):
            written.append(story)
            yield story
            gate.wait(10)

    class Gathered:
        clusters = (1, 2, 3)
        skipped = ()

    monkeypatch.setattr(pipeline, "gather", lambda *_, **__: Gathered())
    monkeypatch.setattr(pipeline, "tell", tell)
    monkeypatch.setattr(pipeline, "finish", lambda g, s, *_, **__: replace(told, stories=tuple(s)))
    run = Run([], OFFLINE, keep=keep).start()
    following = run.follow()
    while not next(following).stories:
        pass
    following.close()
    gate.set()
    *_, last = run.follow()
    assert len(written) == stories
    assert last.error == ("" if keep else "Stopped.")
    assert run.usable is keep


def test_who_follows_may_leave_during_a_long_step(monkeypatch: pytest.MonkeyPatch) -> None:
    # Gradio can close a generator only while it rests: Stop must not wait for the step in hand.
    gate, begun = threading.Event(), threading.Event()

    def gather(*_: object, progress: Progress, **__: object) -> object:
        begun.set()
        gate.wait(60)
        progress.start("clusters")
        raise AssertionError("nobody wanted it any more")

    monkeypatch.setattr(pipeline, "gather", gather)
    monkeypatch.setattr(runs, "BEAT", 0.01)
    run = Run([], OFFLINE).start()
    following = run.follow()
    begun.wait()
    waiting = next(following)
    assert next(following) is waiting, "nothing new, and yet it comes back"
    following.close()
    assert not run.usable
    gate.set()
    *_, last = run.follow()
    assert last.error == "Stopped."


def test_what_is_released_goes_on_only_for_those_who_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    monkeypatch.setattr(pipeline, "gather", lambda *_, **__: gate.wait(60))
    kept, followed = (Run([], OFFLINE, keep=True).start() for _ in range(2))
    following = followed.follow()
    next(following)
    for run in (kept, followed):
        run.release()
    assert not kept.usable
    assert followed.usable
    gate.set()
    following.close()


def test_work_beside_beats_until_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "BEAT", 0.01)
    gate = threading.Event()

    def work() -> int:
        gate.wait(60)
        return 7

    working = runs.beside(work)
    assert next(working) is None
    assert next(working) is None
    gate.set()
    assert [found for found in working if found is not None] == [7]
    with pytest.raises(ZeroDivisionError):
        list(runs.beside(lambda: 1 // 0))


def test_who_waits_for_the_model_is_told_so(tmp_path: Path) -> None:
    with runs.one_at_a_time():
        following = Run(storm(tmp_path), OFFLINE).start().follow()
        assert any("busy with others" in state.status for state in following)
    *_, last = following
    assert last.digest is not None


def test_one_model_writes_for_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    busy, most = [0], [0]
    real: Any = pipeline.tell

    def tell(*arguments: object, **more: object) -> object:
        for story in real(*arguments, **more):
            busy[0] += 1
            most[0] = max(most[0], busy[0])
            busy[0] -= 1
            assert runs.one_at_a_time().locked()
            yield story

    monkeypatch.setattr(pipeline, "tell", tell)
    sources = storm(tmp_path)
    begun = [Run(sources, OFFLINE).start() for _ in range(4)]
    for run in begun:
        *_, last = run.follow()
        assert last.digest is not None
    assert most[0] == 1


def test_turns_go_in_the_order_of_asking() -> None:
    turns, order = Turns(), []

    def work(name: str, times: int) -> None:
        for _ in range(times):
            with turns:
                order.append(name)
                while len(order) == 1 and turns.waiting < 2:
                    pass  # the other one is in line before this turn ends

    greedy = threading.Thread(target=work, args=("greedy", 5))
    greedy.start()
    while not order:
        pass
    other = threading.Thread(target=work, args=("other", 1))
    other.start()
    greedy.join()
    other.join()
    assert order[:2] == ["greedy", "other"], "who waits comes before who has just had a turn"
    assert not turns.locked()


def test_a_failing_run_says_what_and_not_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> object:
        raise RuntimeError("secret path /x/y")

    monkeypatch.setattr(pipeline, "gather", fail)
    *_, last = Run(storm(tmp_path), OFFLINE).start().follow()
    assert last.error.startswith("Something went wrong")
    assert "secret" not in last.error


def test_nothing_to_summarize_names_what_was_skipped(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", "utf-8")
    *_, last = Run([str(tmp_path / "empty.txt")], OFFLINE).start().follow()
    assert "empty.txt" in last.error


def test_progress_is_said_seldom_enough_to_be_read() -> None:
    said: list[str] = []
    progress: Progress = runs.Spoken(said.append)
    progress.start("reading", 1000)
    for _ in range(1000):
        progress.advance("reading")
    progress.finish("reading")
    assert len(said) == 22
    assert said[-2:] == ["Reading: 1000 of 1000 …", "Reading: done."]


def test_who_asks_for_two_stories_is_not_told_of_fifteen(days: Days) -> None:
    import gradio as gr

    from webapp.stories import StoryList

    with gr.Blocks():
        page = StoryList("x")
    said = [change[page.status] for change, _ in page.stream(days.run("samples", "coverage", "24h"), 2)]
    said = [text for text in said if isinstance(text, str)]
    assert "Done: 2 stories." in said[-1]
    assert not any("of 15" in text for text in said)


# Stories as blocks


def test_a_story_shows_support_kind_outlet_time_link_conflicts_and_changes() -> None:
    digest = sample_digest()
    html = show.story_html(digest.stories[0], digest, "x")
    for part in (
        "3 articles, 3 outlets, 2 independent origins",
        "Quoted word for word · support 0.90 of 1",
        "Written from the sources · support 0.88 of 1",
        "Marn Herald (Nordwire)",
        "7 Jun 2025, 10:00",
        'href="https://herald.example/bridge"',
        "people hurt: sources disagree",
        "What changed",
        "There was too little text for a long summary.",
    ):
        assert part in html
    assert "There was" not in show.story_html(digest.stories[1], digest, "x")


HOSTILE = '</div><script>alert(1)</script><img src=x onerror="alert(2)">${alert(3)}{{7*7}}\u202e'


def hostile() -> tuple[Story, str]:
    digest = sample_digest()
    old = digest.stories[0]
    bad = article(f"{STORM} {HOSTILE}", HOSTILE, source=HOSTILE, url='javascript:alert(4)//"><script>')
    cluster = replace(old.cluster, articles=(bad, *old.cluster.articles[1:]), id=HOSTILE)
    headline = replace(old.summary.headline, text=HOSTILE)
    story = replace(old, cluster=cluster, summary=replace(old.summary, headline=headline))
    html = show.story_html(story, digest, "x")
    html += show.toc_html((story,), digest, "x") + show.status_html(HOSTILE)
    return story, html


def test_hostile_titles_and_texts_show_as_text() -> None:
    story, html = hostile()
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html
    assert "\u202e" not in html
    figure = chart.figure([story], sample_digest(), "time", "x").to_json()
    assert "<script" not in figure
    assert "<img" not in figure


@given(
    st.text(min_size=1, max_size=200),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200), st.sampled_from("abc")), max_size=6),
)
def test_pieces_are_the_text_and_mark_all_evidence(text: str, spans: list[tuple[int, int, str]]) -> None:
    spans = [(min(a, b, len(text)), min(max(a, b), len(text)), key) for a, b, key in spans]
    found = list(show.pieces(article(text), spans))
    assert len("".join(words for words, _ in found)) == len(text)
    place = 0
    for words, keys in found:
        expected = {key for a, b, key in spans if a <= place and place + len(words) <= b and a < b}
        assert set(keys.split()) == expected
        place += len(words)


def test_a_long_article_is_cut_and_says_so() -> None:
    *_, (words, _) = show.pieces(article("x" * 30_000), [])
    assert words == " … (10,000 more characters are not shown)"
    *_, (words, keys) = show.pieces(article("x" * 30_000), [(29_000, 30_000, "a")])
    assert (len(words), keys) == (1000, "a")


def test_what_was_left_out_is_listed() -> None:
    html = show.left_out_html(sample_digest())
    assert "the answer is no feed" in html
    assert "1 duplicates" in html
    assert "7 items read" in html


# What is taken from strangers


@pytest.mark.parametrize("name", ["a.exe", "a.zip", "a", "a.html.exe", "a.py"])
def test_strange_files_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="not read"):
        check_files([name])


def test_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="21 files"):
        check_files(["a.txt"] * 21)
    with pytest.raises(InputError, match="11 addresses"):
        check_addresses("https://example.org\n" * 11, public=False)
    with pytest.raises(InputError, match="too much"):
        save_texts("x" * (MOST_TEXT + 1), tmp_path)
    big = tmp_path / "big.txt"
    big.write_bytes(b"x" * (5 * 2**20 + 1))
    with pytest.raises(InputError, match="too big"):
        check_files([str(big)])


@pytest.mark.parametrize("address", ["ftp://example.org", "/etc/passwd", "file:///etc/passwd", "gopher://x", "-"])
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="no web address"):
        check_addresses(address, public=False)


def test_texts_are_parted_by_lines(tmp_path: Path) -> None:
    names = save_texts("One.\n---\nTwo.\n-----\n\nThree.", tmp_path)
    assert [Path(name).read_text("utf-8") for name in names] == ["One.", "Two.", "Three."]
    assert save_texts('{"text": "x"}', tmp_path)[0].endswith(".jsonl")


def test_the_configured_model_is_offered_on_ones_own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert offered(public=False) == MODELS
    monkeypatch.setenv("SUMMARIZE_MODEL", "http://127.0.0.1:9/v1#writer")
    monkeypatch.setenv("SUMMARIZE_API_KEY", "secret")
    assert offered(public=True) == MODELS
    site = Site(models=offered(public=False))
    assert site.models[-1] == "http://127.0.0.1:9/v1#writer"
    assert site.settings(site.models[-1], 3).api_key == "secret"
    assert site.settings("default", 3).api_key == ""
    with pytest.raises(InputError, match="no model"):
        Site(public=True).settings(site.models[-1], 3)


def test_a_public_page_offers_the_samples_alone() -> None:
    assert [name for _, name in Site(public=True).sources] == ["samples"]
    with pytest.raises(InputError, match="no source"):
        Days(Site(public=True)).run("store", "coverage", "all")


def test_downloads_hold_the_digest(tmp_path: Path) -> None:
    made = own.downloads(sample_digest(), "both", tmp_path)
    assert [Path(name).suffix for name in made] == [".md", ".html", ".json", ".rss"]
    assert all("Cracks close the Marn bridge" in Path(name).read_text("utf-8") for name in made)


def test_the_folder_of_a_run_is_deleted(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gradio as gr

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with gr.Blocks():
        tab = own.OwnTab(site)
    running = tab.tell(STORM, "", None, "all", 5, "both", "coverage")
    given = [change[tab.files_out] for change in running if tab.files_out in change]
    assert [Path(name).name for name in given[-1]] == list(own.FORMATS)
    assert not any(Path(name).exists() for name in given[-1])
    assert not list(tmp_path.glob("tmp*"))


# Corrections


def test_corrections_need_a_story_and_a_private_page(site: Site, days: Days) -> None:
    *_, last = days.run("samples", "coverage", "24h").follow()
    one, two = (story.cluster for story in last.stories[:2])
    with pytest.raises(InputError, match="turned off"):
        correct.apply(replace(site, public=True), "samples", "pin", one.id)
    made = correct.apply(site, "samples", "split", one.id, articles=[one.articles[0].id])
    with pytest.raises(ConstraintError, match="contradicts decision"):
        correct.apply(site, "samples", "pin", one.id)
    assert correct.said("split", made).startswith("Kept as decision 1: split.")
    assert correct.apply(site, "samples", "undo").number == made.number
    correct.apply(site, "samples", "pin", two.id)
    assert correct.pinned(site.store_of("samples")) == {two.id}
    with pytest.raises(InputError, match="no correction"):
        correct.apply(site, "samples", "erase", one.id)


def test_samples_never_enter_the_users_store(site: Site) -> None:
    assert site.store_of("samples") != site.store_of("store")
    assert Site().store_of("samples").endswith("demo.db")


# Charts and comparison


def test_size_tells_articles_and_the_shape_tells_conflicts() -> None:
    digest = sample_digest()
    marks = chart.figure(digest.stories, digest, "time", "today").data[-1]
    assert marks.marker.size[0] > marks.marker.size[1]
    assert list(marks.marker.symbol) == ["square", "circle"]
    assert list(marks.text) == ["1", "2"]
    assert list(marks.customdata) == ["today-story-1", "today-story-2"]


def test_like_stories_stand_near_and_none_hides_another(days: Days) -> None:
    *_, last = days.run("samples", "coverage", "24h").follow()
    places = chart.positions(last.stories)
    assert places == chart.positions(last.stories)
    near = {story.summary.headline.text: place for story, place in zip(last.stories, places, strict=True)}
    names = [next(p for text, p in near.items() if word in text) for word in ("Varnia", "Sarat", "hummus")]

    def apart(a: tuple[float, float], b: tuple[float, float]) -> float:
        return math.dist(a, b)

    assert apart(names[0], names[1]) < apart(names[0], names[2]), "two quakes are nearer than a quake and hummus"
    assert min(apart(a, b) for i, a in enumerate(places) for b in places[:i]) > 0.05


def test_a_comparison_is_scored_and_tabled(site: Site) -> None:
    told = [compare.tell(site, place, model) for model in ("coverage", "lead") for place in (0, 1)]
    rows = compare.means(told)
    assert [row["stories"] for row in rows] == [2, 2]
    assert rows[0]["rouge2"] > rows[1]["rouge2"]
    table = compare.table_html(rows)
    assert f"{100 * rows[0]['rouge2']:.1f}" in table
    plot = compare.figure(rows)
    assert list(plot.data[0].text) == ["coverage", "lead"]
    assert compare.table_html([{**rows[0], **dict.fromkeys(compare.METRICS)}]).count("no reference") == 3


def test_samples_are_where_the_page_looks_for_them() -> None:
    assert len(compare.items()) == 15
    assert (SAMPLES / "articles").is_dir()


def test_opening_and_comparing_load_no_model_and_nothing_slow() -> None:
    # On a busy machine these take a minute and more to import, and a reader would wait for it.
    slow = ("torch", "openvino_genai", "transformers", "scipy", "sklearn", "nltk")
    code = (
        "import sys, app; from webapp import compare, page; compare.tell(app.Site(), 0, 'lead');"
        f"print([name for name in {slow} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
