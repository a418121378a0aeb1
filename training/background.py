"""JSON lines of `{"documents": [{"title", "text"}]}` -> the clusterer's table of how common each stem is.

A statistic, no text: stems that stand in five documents or more, with their counts. It is made from sets for
summarization, not from those that clustering is measured on; articles that stand in both are left out with `--without`.

    python -m training.background FILE… --without FILE… --output summarizer/clusters/background.gz
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from summarizer.clusters.tokens import stems_of
from summarizer.count_table import packed

LEAST = 5
SAME = 80


def count(files: Sequence[Path], without: Sequence[Path] = ()) -> tuple[int, Counter[str]]:
    """How many documents there are, and in how many each stem stands; those that `without` holds do not count.

    `without` are clustering sets: JSON lines of `{"text"}`. Two texts are one when their first 80 characters are.
    """
    documents, frequency = 0, Counter[str]()
    known = {json.loads(line)["text"][:SAME] for file in without for line in file.read_text("utf-8").splitlines()}
    for file in files:
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                for document in json.loads(line)["documents"]:
                    if document["text"] and document["text"][:SAME] not in known:
                        documents += 1
                        text = f"{document.get('title') or ''}\n{document['text']}"
                        frequency.update({stem for stem in stems_of(text, "en") if stem})
    return documents, frequency


def main() -> None:
    """Write the table; the same files give the same bytes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--without", nargs="*", type=Path, default=[])
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    documents, frequency = count(options.files, options.without)
    kept = dict(sorted((s, n) for s, n in frequency.items() if n >= LEAST and s.isascii() and " " not in s))
    options.output.write_bytes(packed(documents, kept))
    print(f"{documents} documents, {len(kept)} stems")


if __name__ == "__main__":
    main()
