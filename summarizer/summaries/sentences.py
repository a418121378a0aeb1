"""Articles -> their titles and sentences, with exact offsets; orders to a model, page furniture and fragments left out."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer import sentence_ends
from summarizer.protocols import SourceSentence
from summarizer.summaries.opinion import is_opinion
from summarizer.summaries.orders import orders
from summarizer.text import plain_words, quotation_open, sentences, stem, stop_words, word_count
from summarizer.types import Article, Cluster

log = logging.getLogger(__name__)

_FURNITURE = re.compile(
    r"(?:click here|sign up|subscribe|newsletter|follow (?:us|@)|all rights reserved|copyright|cookie|read more|"
    r"(?:contributed to this report|contributed reporting)|this (?:story|article) (?:has been|was) (?:updated|first|originally)|"
    r"http[s]?://|www\.|\bphoto(?:graph)? by\b|getty images|watch the video|listen to|scroll down|advertisement|"
    r"\b(?:is|are) (?:seen|pictured|shown) (?!as\b)(?:here|in|at|on|during|before|after)\b|\bfile (?:picture|image)\b|"
    r"non-?commercial use only|\breprints?:|\bcrawl data\b|\bfix all broken links\b|"
    r"\b(?:stands?|sits?|poses?) for (?:a|an|his|her|their) (?:\w+ )?(?:portrait|photo|picture|photograph)\b|"
    r"\bin (?:this|an undated|a file) (?:[a-z]+\.? \d{1,2}, \d{4},? |[a-z]+,? \d{4},? |undated |recent )?(?:file |handout |still )?"
    r"(?:photo|image|picture|frame grab)\b|"
    r"(?<=[a-z.,] )(?:mon|tues|wednes|thurs|fri|satur|sun)day, [a-z]+\.? \d{1,2}, (?:19|20)\d\d\.?$|"
    r"^(?:updated?|trailer|watch|correction|clarification|(?:editor['’]?s['’]? )?note)\s?[:—–]|"
    r"\(\d(?:st|nd|rd|th) (?:L|R|left|right)\)|\b(?:speaks|gestures|listens|arrives|looks on) (?:to reporters|at (?:a|an|the)|during|as) .{0,60}"
    r"(?:news conference|rally|ceremony|briefing|east room)\b|\bsplash news\b|"
    r"\btoggle caption\b|^please (?:check|enter|enable|try again|log in|sign in|turn on|note that)\b|\benlarge this image\b|\bmedia caption\b|\bimage copyright\b|(?-i:\bJUST WATCHED\b)|^story highlights\b|"
    r"^(?-i:(?:[A-Z][\w.'’-]+ ){2,3}/ [A-Z])(?![^.]{0,40} [–—-])|^add .{1,40} as an interest\b|outsider-uploaded|"
    r"^(?:these crawls|the wayback machine)\b|\b(?:added|donat\w+) .{0,60}(?:wayback machine|internet archive)\b|an effort to archive pages|"
    r"^(?:\.\.\.|…)|^(?-i:[A-Z]{4,} [A-Z]{4,}: (?:[A-Z]\S* ){4})|\bembed more news\b|\bembed x share\b|^#\w+ .{0,200}#\w|"
    r"(?:#[a-z]\w[^#]*){2}#[a-z]|\bhide caption\b|^(?:photos?|video|images?|caption):|(?-i:^Caption (?=[A-Z]))|^fig(?:ure|\.)? ?\d|"
    r"\bpic\.twitter\b|\bimage \d+ of \d+\b|"
    r"^view images?\b|artist['’]s (?:depiction|rendering|impression)|^anyone with information|\b\d{3}-\d{3}-\d{4}\b|"
    r" / via \S+\.\w+|\bscreen ?grab|(?-i:\bFILE) ?[–—-] |^copies (?:will be|are) available|\bsupplementary (?:figs?|notes?|tables?)\b|"
    r"e-?mail (?:us|the author)|follow him|follow her|\bvia AP\b|/AFP\b|AP photo|file photo)",
    re.IGNORECASE,
)
MOST_PARAGRAPH = 1200
"""Characters."""
_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells its readers: its title (empty where that speaks to a model) and its sentences; `orders`
    counts what spoke to a model and was left out."""

    title: str
    sentences: tuple[SourceSentence, ...]
    orders: int


def sentences_of(article: Article) -> tuple[SourceSentence, ...]:
    """All sentences of an article, in order, with their offsets into its text; without orders to a model."""
    return told_by(article).sentences


def title_told(article: Article) -> str:
    """An article's title; empty where it gives orders to a model, or is what an order in the text wants written."""
    return told_by(article).title


@lru_cache(maxsize=4096)
def told_by(article: Article) -> Told:
    """Title and sentences of an article, without orders to a model; what is left out is logged."""
    spans = sentences(article.text, article.language)
    found = [SourceSentence(article.id, n, start, end, article.text[start:end]) for n, (start, end) in enumerate(spans)]
    *given, titled = orders([*(sentence.text for sentence in found), " ".join(article.title.split())])
    if left_out := titled + sum(given):
        log.warning("%s: %d sentences speak to a model and are left out", article.url or article.id, left_out)
    kept = tuple(sentence for sentence, order in zip(found, given, strict=True) if not order)
    return Told("" if titled else article.title, kept, left_out)


def without_orders(cluster: Cluster) -> Cluster:
    """The same cluster for reading figures from: an article with orders to a model holds only what it tells its readers,
    so that offsets into its text no longer fit."""

    def plain(article: Article) -> Article:
        told = told_by(article)
        if not told.orders:
            return article
        return replace(article, title=told.title, text=" ".join(sentence.text for sentence in told.sentences))

    return replace(cluster, articles=tuple(plain(article) for article in cluster.articles))


@lru_cache(maxsize=200_000)
def content_stems(text: str, language: str = "en") -> tuple[str, ...]:
    """The stems of the words that are no stop words, in order."""
    stops = stop_words(language or "en")
    return tuple(stem(word, language or "en") for word in plain_words(text) if word not in stops and word)


def usable(sentence: SourceSentence, language: str, least: int = 8, most: int = 50) -> bool:
    """Whether a sentence can stand in a summary: whole, of a fair length, with content, no furniture."""
    text = sentence.text
    return (
        least <= word_count(text) <= most
        and is_closed(text, language)
        and not _FURNITURE.search(text)
        and len(content_stems(text, language)) >= 3
    )


def is_closed(text: str, language: str, end: re.Pattern[str] = _END) -> bool:
    """Whether a text ends as a sentence does and closes its quotation marks; `end` says how, but in languages with
    rules of their own."""
    if language in sentence_ends.LANGUAGES:
        return sentence_ends.whole(text)
    return bool(end.search(text)) and not quotation_open(text)


def old_quotation_open(text: str) -> bool:
    """The same of the marks that old agencies wrote; two apostrophes alone may be anything."""
    return text.count("``") > text.count("''")


@lru_cache(maxsize=4096)
def unmarked_quotations(article: Article) -> frozenset[int]:
    """The indexes of sentences in the middle of a quotation of several: without marks, they are somebody's words all the same."""
    found = set()
    for sentence in sentences_of(article):
        begin = article.text.rfind("\n", 0, sentence.start) + 1
        end = article.text.find("\n", sentence.end)
        before, line = article.text[begin : sentence.start], article.text[begin : end if end >= 0 else None]
        if any(mark in sentence.text for mark in ('"', "“", "”", "``", "''")):
            continue
        # Straight marks tell no beginning from an end: one that is missing would turn round all that follow.
        straight = len(line) < MOST_PARAGRAPH and line.count('"') % 2 == 0 and before.count('"') % 2 == 1
        if straight or before.rfind("“") > max(map(before.rfind, '”"')) or before.rfind("``") > before.rfind("''"):
            found.add(sentence.index)
    return frozenset(found)


@lru_cache(maxsize=4096)
def _usable(article: Article) -> tuple[SourceSentence, ...]:
    inner = unmarked_quotations(article)
    return tuple(s for s in sentences_of(article) if s.index not in inner and usable(s, article.language))


def reporting(articles: Sequence[Article]) -> Sequence[Article]:
    """The articles without opinion pieces, while another has a sentence that can stand: what a columnist thinks is not what happened."""
    found = [article for article in articles if not is_opinion(article)]
    return found if len(found) == len(articles) or any(map(_usable, found)) else articles


def usable_sentences(articles: Sequence[Article]) -> list[SourceSentence]:
    """The usable sentences of all articles that report; looser where hardly any would be left (headlines, blurbs, captions)."""
    found = [s for a in reporting(articles) for s in _usable(a)]
    if found:
        return found
    found = [s for a in articles for s in sentences_of(a) if usable(s, a.language, least=4, most=90)]
    return found or [s for a in articles for s in sentences_of(a)]
