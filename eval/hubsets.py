"""Public news sets, from the hub or a local copy -> items to summarize. Their known defects are handled, and said.

`NAME[:SPLIT]` is read from the hub through the package `datasets`, as a stream, so that a limit reads no more than it
needs; `NAME[:SPLIT]@PATH` is a local copy in the set's own format: JSON lines (also .gz), parquet, a folder of either, a folder
that `datasets` saved, or Multi-News' pair of .src and .tgt files.
"""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval.data import DataFile, Item, collect, read_stories, rows
from summarizer.errors import ConfigError, InputError, UnknownNameError
from summarizer.types import content_id

Record = dict[str, Any]
"""A row in our own form: id, documents, references, reference_titles and `problems` that were met."""

SEPARATOR = "|||||"
"""Between Multi-News' documents; the older copies write it out in words."""
_SEPARATORS = re.compile(r"\|{5}|story_separator_special_tag")
_PLACEHOLDER = re.compile(
    r"^\s*(?:Starting in 1996, Alexa Internet has been donating|These crawls are part of an effort to archive|"
    r"Tweet with a location|Please enable cookies|JavaScript (?:is|must be)|Enable JavaScript|Page not found|404\b)",
    re.IGNORECASE,
)
"""How pages begin that were saved in place of an article."""
_SHARE = re.compile(
    r"^Share this with(?:\s+(?:Email|Facebook|Messenger|Twitter|Pinterest|WhatsApp|LinkedIn|Copy this link))+\s*"
)


def multi_news(row: Mapping[str, Any]) -> Record:
    """`document`: texts with separators, the last often empty; `summary` opens with a dash."""
    problems = []
    documents = []
    for number, part in enumerate(_SEPARATORS.split(str(row.get("document") or "")), start=1):
        text = part.replace("NEWLINE_CHAR", "\n").strip()
        if not text:
            problems.append(f"part {number} between separators is empty")
        elif _PLACEHOLDER.match(text):
            problems.append(f"part {number} is a placeholder of the archive, no article")
        else:
            documents.append({"text": text})
    summary = str(row.get("summary") or "").replace("NEWLINE_CHAR", "\n").strip().lstrip("–- ").strip()
    return {"documents": documents, "references": [summary], "problems": problems}


def wcep(row: Mapping[str, Any]) -> Record:
    """The original (`articles` with title and text) or the hub's (`document`: a list, or texts joined by </s>)."""
    if isinstance(row.get("articles"), list):
        documents = [
            {"title": a.get("title"), "text": a.get("text"), "date": a.get("time") or a.get("date")}
            for a in row["articles"]
            if isinstance(a, dict)
        ]
    else:
        whole = row.get("document")
        parts = whole if isinstance(whole, list) else str(whole or "").split("</s>")
        documents = [{"text": str(part)} for part in parts]
    return {"id": row.get("id"), "documents": documents, "references": [row.get("summary")]}


def cnn_dailymail(row: Mapping[str, Any]) -> Record:
    """`article`; `highlights`, one a line, without full stops in some copies, and marked NEW: where they were updated."""
    lines = (re.sub(r"^NEW:\s*", "", line.strip()) for line in str(row.get("highlights") or "").split("\n"))
    ended = [line if re.search(r"[.!?][\"”']?$", line) else f"{line}." for line in lines if line]
    return {"id": row.get("id"), "documents": [{"text": row.get("article")}], "references": ["\n".join(ended)]}


def xsum(row: Mapping[str, Any]) -> Record:
    """`document` without its first sentence, which is the `summary`; some open with a row of buttons."""
    text = str(row.get("document") or "")
    plain = _SHARE.sub("", text)
    problems = ["a row of share buttons was cut off"] if plain != text else []
    return {
        "id": row.get("id"),
        "documents": [{"text": plain}],
        "references": [row.get("summary")],
        "problems": problems,
    }


def newsroom(row: Mapping[str, Any]) -> Record:
    """`text`, `title`, `date` (YYYYMMDDhhmmss), `url`; `summary` is a page's description, with markup in some."""
    summary = " ".join(re.sub(r"<[^<>]{1,200}>", " ", html.unescape(str(row.get("summary") or ""))).split())
    title = html.unescape(str(row.get("title") or ""))
    problems = ["the reference only repeats the title"] if summary and summary == title.strip() else []
    date = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", str(row.get("date") or ""))
    document = {
        "title": title,
        "text": html.unescape(str(row.get("text") or "")),
        "date": "{}-{}-{}T{}:{}:{}".format(*date.groups()) if date else None,
    }
    return {"id": row.get("url"), "documents": [document], "references": [summary], "problems": problems}


@dataclass(frozen=True, slots=True)
class HubSet:
    """Where a set lies, how its rows are read, and what is wrong with it."""

    repository: str
    read: Callable[[Mapping[str, Any]], Record]
    many: bool
    """Whether its items are stories of several documents."""
    defects: str
    config: str | None = None
    revision: str | None = None
    """The hub's own parquet copy, for sets that came with a script, which `datasets` no longer runs."""


SETS = {
    "multi-news": HubSet(
        "alexfabbri/multi_news", multi_news, True,
        "empty parts, one-document stories, saved placeholder pages and repeated articles",
        revision="refs/convert/parquet",
    ),
    "wcep": HubSet(
        "ccdv/WCEP-10", wcep, True, "many repeated and some empty articles; articles found by machine may be off the event",
        config="list", revision="refs/convert/parquet",
    ),
    "cnn-dailymail": HubSet(
        "abisee/cnn_dailymail", cnn_dailymail, False, "empty articles; highlights that rest on pictures", config="3.0.0"
    ),
    "xsum": HubSet(
        "EdinburghNLP/xsum", xsum, False, "references say what the document, cut of its first sentence, does not",
        revision="refs/convert/parquet",
    ),
    "newsroom": HubSet(
        "lil-lab/newsroom", newsroom, False,
        "references are pages' descriptions: markup, repeated titles; only by request, so give a local copy: newsroom@PATH",
    ),
}  # fmt: skip


def read_data(name: str, limit: int = 0) -> DataFile:
    """The first `limit` items (0: all) of a file in our own form, or of a set: `NAME[:SPLIT]` or `NAME[:SPLIT]@PATH`.

    Raises UnknownNameError, ConfigError when `datasets` is needed and not installed, or InputError.
    """
    if Path(name).is_file():
        return read_stories(Path(name), limit)
    match = re.fullmatch(r"([\w-]+)(?::([\w.\[\]%]+))?(?:@(.+))?", name)
    if match is None or (match[1] not in SETS and not match[3] and "." in name):
        raise InputError(f"There is no file {name}.", f"Sets by name: {', '.join(sorted(SETS))}.")
    if match[1] not in SETS:
        raise UnknownNameError("data set or file", match[1], SETS)
    made = SETS[match[1]]
    problems: list[str] = []
    place = Path(match[3]) if match[3] else None
    split = match[2] or "test"
    given = _local(place, split, problems) if place else ((f"{name}:{n}", row) for n, row in _hub(made, split))
    return _made(match[1], made, given, problems, limit, place or Path(f"{match[1]}:{split}"))


def _made(
    name: str,
    made: HubSet,
    given: Iterator[tuple[str, Mapping[str, Any]]],
    problems: list[str],
    limit: int,
    path: Path,
) -> DataFile:
    digest = sha256()
    seen: dict[str, str] = {}
    repeats: list[str] = []

    def records() -> Iterator[tuple[str, Record]]:
        for number, (place, row) in enumerate(given):
            record = made.read(row)
            record["id"] = str(record.get("id") or f"{name}-{number}")
            key = content_id(json.dumps([record["documents"], record["references"]], ensure_ascii=False, default=str))
            if key in seen:
                repeats.append(f"{record['id']} repeats {seen[key]}")
                continue
            seen[key] = record["id"]
            digest.update(key.encode())
            if made.many and len(record["documents"]) == 1:
                record["problems"] = [*record.get("problems", ()), "a story of one document"]
            yield place, record

    items = collect(records(), problems, limit)
    if not items:
        raise InputError(f"{path} holds no item of {name}.", problems[0] if problems else "")
    return DataFile(path, digest.hexdigest(), items, tuple(problems), _notes(name, made, items, repeats))


def _notes(name: str, made: HubSet, items: tuple[Item, ...], repeats: list[str]) -> tuple[str, ...]:
    notes = [f"{name}: known defects: {made.defects}."]
    single = sum(len(item.articles) == 1 for item in items) if made.many else 0
    if single:
        notes.append(f"{name}: {single} of {len(items)} stories have one document only; they are kept.")
    if repeats:
        notes.append(f"{name}: {len(repeats)} repeated items were left out, first: {repeats[0]}.")
    return tuple(notes)


def _hub(made: HubSet, split: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    datasets = _package()
    try:
        found = datasets.load_dataset(made.repository, made.config, split=split, revision=made.revision, streaming=True)
        yield from enumerate(found, start=1)
    except Exception as error:  # the hub's client raises errors of many packages
        raise InputError(
            f"The set {made.repository} cannot be read from the hub: {_first_line(error)}.",
            "A local copy can be given: NAME@PATH.",
        ) from error


def _local(path: Path, split: str, problems: list[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(where, row) of a local copy; bad lines of JSON files are added to `problems`."""
    if not path.exists():
        raise InputError(f"There is no file {path}.")
    files = _files(path, split)
    if not files:
        yield from ((f"{path.name}:{n}", row) for n, row in enumerate(_saved(path, split), start=1))
    for file in files:
        if ".src" in file.suffixes:
            yield from _pair(file)
        elif file.suffix == ".parquet":
            yield from ((f"{file.name}:{n}", row) for n, row in enumerate(_parquet(file), start=1))
        else:
            yield from ((f"{file.name}:{n}", row) for n, row in rows(file, problems))


def _files(path: Path, split: str) -> list[Path]:
    """The file itself; of a folder, its files of the split (all, where none is named so); none when `datasets` saved it."""
    if path.is_file():
        return [path]
    if (path / "dataset_dict.json").is_file() or (path / "dataset_info.json").is_file():
        return []
    kinds = ("*.jsonl", "*.jsonl.gz", "*.json", "*.parquet", "*.src*")
    found = sorted({file for kind in kinds for file in path.rglob(kind)})
    if not found:
        raise InputError(f"The folder {path} holds no JSON lines, parquet or .src files.")
    return [file for file in found if file.name.startswith(split)] or found


def _parquet(file: Path) -> Iterator[Mapping[str, Any]]:
    datasets = _package()
    try:
        yield from datasets.load_dataset("parquet", data_files=str(file), split="train", streaming=True)
    except Exception as error:  # of pyarrow, or of datasets about it
        raise InputError(f"{file} cannot be read: {_first_line(error)}.") from error


def _saved(path: Path, split: str) -> Iterator[Mapping[str, Any]]:
    datasets = _package()
    try:
        found = datasets.load_from_disk(str(path))
    except Exception as error:  # of pyarrow, or of datasets about it
        raise InputError(f"{path} cannot be read: {_first_line(error)}.") from error
    if not (path / "dataset_dict.json").is_file():
        yield from found
    elif split in found:
        yield from found[split]
    else:
        raise InputError(f"{path} has no split {split!r}.", f"It has {', '.join(found)}: NAME:SPLIT@PATH.")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def _pair(source: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Multi-News as it was first published: a story a line in .src, its summary on the same line of .tgt."""
    target = source.with_name(source.name.replace(".src", ".tgt").removesuffix(".cleaned"))
    if not target.is_file():
        target = source.with_name(source.name.replace(".src", ".tgt"))
    if not target.is_file():
        raise InputError(f"{source} lacks its partner {target.name}.")
    try:
        stories, summaries = (file.read_text("utf-8").rstrip("\n").split("\n") for file in (source, target))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{source} or {target.name} cannot be read: {error}.") from error
    if len(stories) != len(summaries):
        raise InputError(f"{source} has {len(stories)} lines, {target.name} {len(summaries)}.")
    for number, (story, summary) in enumerate(zip(stories, summaries, strict=True), start=1):
        yield f"{source.name}:{number}", {"document": story, "summary": summary}


def _package() -> Any:
    try:
        import datasets
    except ImportError as error:
        raise ConfigError("The package datasets is not installed.", "pip install datasets") from error
    return datasets
