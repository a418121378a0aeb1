"""`summarize sources` and `summarize config`."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.running import FAST, Command

OPML = """<opml version="2.0"><body><outline text="News">
<outline type="rss" text="A" xmlUrl="https://a.example/feed"/><outline type="rss" text="B" xmlUrl="https://b.example/feed"/>
</outline></body></opml>"""


def test_sources_are_added_once_listed_and_removed(command: Command) -> None:
    assert "added: https://a.example/feed" in command("sources", "add", "https://a.example/feed").out
    assert "known already" in command("sources", "add", "https://a.example/feed").out
    command("sources", "add", "https://b.example/feed")
    assert command("sources").out.split() == ["https://a.example/feed", "https://b.example/feed"]
    assert command("sources", "remove", "https://a.example/feed").code == 0
    assert json.loads(command("sources", "list", "--json").out) == ["https://b.example/feed"]


def test_removing_an_unknown_source_removes_nothing(command: Command) -> None:
    command("sources", "add", "a.jsonl")
    done = command("sources", "remove", "a.jsonl", "b.jsonl")
    assert (done.code, done.out) == (1, "")
    assert "b.jsonl is not among the sources" in done.err
    assert command("sources", "list").out.split() == ["a.jsonl"]


def test_an_opml_file_is_imported_once(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(OPML, encoding="utf-8")
    assert "2 added, 0 known" in command("sources", "import", str(path)).out
    assert "0 added, 2 known" in command("sources", "import", str(path)).out
    assert command("sources", "list").out.split() == ["https://a.example/feed", "https://b.example/feed"]
    path.write_text("no outline", encoding="utf-8")
    assert command("sources", "import", str(path)).code == 1
    assert command("sources", "import", "missing.opml").code == 2


def test_check_and_digest_read_the_configured_sources(command: Command, file: str) -> None:
    command("sources", "add", file)
    assert "3 articles, 3 dated" in command("sources", "check").out
    done = command(*(option for option in FAST if option != "--offline"), "--json")
    assert done.code == 0
    assert len(json.loads(done.out)["stories"]) == 1
    command("sources", "add", "missing.jsonl")
    failed = command("sources", "check")
    assert failed.code == 1
    assert "failed  missing.jsonl" in failed.out


def test_config_is_written_once_and_is_valid_when_uncommented(command: Command, tmp_path: Path) -> None:
    written = Path(command("config", "init", "--here").out.strip())
    assert written.resolve() == (tmp_path / "summarize.toml").resolve()
    assert command("config", "path").out.strip() == str(written)
    assert command("config", "init", "--here").code == 2
    settings = "\n".join(line.removeprefix("# ") for line in written.read_text("utf-8").splitlines()[1:])
    assert tomllib.loads(settings)["words_short"] == 60
    written.write_text(settings, encoding="utf-8")
    assert "*" not in [line[:1] for line in command("config", "show").out.splitlines()]


def test_config_shows_what_is_in_force_but_no_secret(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "summarize.toml").write_text("words_short = 40\nseed = 3\n", encoding="utf-8")
    monkeypatch.setenv("SUMMARIZE_SEED", "9")
    monkeypatch.setenv("SUMMARIZE_API_KEY", "hush")
    shown = command("config").out
    assert "* words_short = 40" in shown
    assert "* seed = 9" in shown
    assert "hush" not in shown
    assert json.loads(command("config", "show", "--json").out)["api_key"] == "(set)"


@pytest.mark.parametrize(
    ("line", "said"), [("wrods_short = 4", "words_short"), ('seed = "x"', "seed"), ("a = [", "TOML")]
)
def test_a_wrong_settings_file_is_refused_by_name(command: Command, tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "summarize.toml").write_text(line, encoding="utf-8")
    done = command("config", "show")
    assert done.code == 2
    assert said in done.err
    assert "summarize.toml" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_the_command(command: Command, shell: str) -> None:
    assert "_SUMMARIZE_COMPLETE" in command("config", "completion", shell).out
