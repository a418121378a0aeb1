"""What is kept of an article's terms is counted anew where the sentences of its language end elsewhere."""

from collections.abc import Mapping, Sequence

import pytest

from summarizer import sentence_ends
from summarizer.clusters import tokens
from summarizer.testing import article


class Kept:
    """A cache in memory that tells which keys it was given."""

    def __init__(self) -> None:
        self.rows: dict[str, bytes] = {}

    def cached(self, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
        return {key: self.rows[key] for key in keys if key in self.rows}

    def cache(self, kind: str, values: Mapping[str, bytes]) -> None:
        self.rows.update(values)


@pytest.mark.parametrize(("language", "times"), [("de", 2), ("pt", 2), ("en", 1), ("nl", 1), ("", 1)])
def test_new_rules_make_kept_terms_of_their_languages_stale(
    language: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, told = Kept(), [article("Am 3. Juni schloss Lorbach die Brücke. Hess schwieg.", "", language=language)]
    tokens.counted(told, kept)
    tokens.forget()
    monkeypatch.setattr(sentence_ends, "VERSION", "next")
    tokens.counted(told, kept)
    tokens.forget()
    assert len(kept.rows) == times


def test_the_first_sentence_that_stands_for_a_title_is_a_whole_one() -> None:
    german = article("Am 3. Juni schloss Lorbach die Brücke. Hess schwieg.", "", language="de")
    assert "bruck" in tokens.names_of(german).values()
    [(keys, times)] = tokens.counted([german])
    bridge = tokens.key_of(tokens.stems_of("Brücke", "de")[0])
    tokens.forget()
    assert dict(zip(keys.tolist(), times.tolist(), strict=True))[bridge] == tokens.TITLE_TIMES + 1
