"""sources -> articles: read, clean, find copies, group by origin. Knows nothing of stories."""

from summarizer.articles.copies import NearCopies, drop_exact, near_copies
from summarizer.articles.languages import of_language
from summarizer.articles.origins import origin_groups
from summarizer.articles.reading import Reading, read
from summarizer.articles.windows import parse_window

__all__ = ["NearCopies", "Reading", "drop_exact", "near_copies", "of_language", "origin_groups", "parse_window", "read"]
