"""Articles -> those in the wanted language, and why the others were left out."""

from collections.abc import Sequence

from summarizer.types import Article, Skipped


def of_language(articles: Sequence[Article], language: str) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    """The articles in `language` ('' = any) or of unknown language, and a `Skipped` for each other one."""
    wanted = language.strip().lower()[:2]
    if not wanted:
        return tuple(articles), ()
    kept = tuple(article for article in articles if article.language in ("", wanted))
    skipped = tuple(
        Skipped(article.url or article.title or article.id, f"its language is {article.language}, not {wanted}")
        for article in articles
        if article.language not in ("", wanted)
    )
    return kept, skipped
