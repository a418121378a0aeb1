"""Where an article's text begins and ends on its page: headline, standfirst, teasers, second articles, script-built pages."""

import json
from datetime import UTC, datetime

import pytest

from summarizer.articles.pages import extract
from summarizer.errors import InputError

NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)
TITLE = "Council of Harbourtown votes to rebuild the old bridge"
BODY = [
    f"The council voted on Monday to rebuild part {n} of the old bridge, which engineers had closed after years of "
    f"dispute about its piers, its price and the ferry that crosses the river in its place since winter {n}."
    for n in range(1, 7)
]
LEDE = "Nine to four in favour: after eleven years the town gets its crossing back, and a bill for it."


def page(body: str, head: str = "") -> str:
    return f"<html lang='en'><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def article(inside: str = "", after: str = "") -> str:
    return f"<article><h1>{TITLE}</h1>{inside}{paragraphs(BODY)}{after}</article>"


def text_of(html: str) -> str:
    (found,) = extract(html, url="https://herald.test/bridge", now=NOW)
    assert found.title == TITLE
    return found.text


def test_the_headline_and_the_breadcrumbs_above_it_are_no_text() -> None:
    crumbs = "<ul><li>News</li><li>Harbourtown</li></ul>"
    html = page(f"<main>{crumbs}<div><p>{TITLE}</p><p>17:41 JST, June 5, 2025</p>{paragraphs(BODY)}</div></main>")
    assert text_of(html).startswith("The council voted on Monday to rebuild part 1")


def test_a_kicker_that_is_run_into_the_headline_leaves_with_it() -> None:
    html = page(f"<main><h1>{TITLE}</h1><div><p>Transport{TITLE}</p>{paragraphs(BODY)}</div></main>")
    assert text_of(html).startswith("The council voted on Monday to rebuild part 1")


@pytest.mark.parametrize("rest", [", the mayor said on Monday.", ", and nobody in the hall was surprised. " + BODY[0]])
def test_a_paragraph_that_repeats_the_headline_in_a_sentence_stays(rest: str) -> None:
    told = TITLE + rest
    assert told in text_of(page(f"<main><h1>{TITLE}</h1><div>{paragraphs([told, *BODY])}</div></main>"))


def test_a_standfirst_that_the_page_declares_and_shows_comes_first() -> None:
    head = f'<meta property="og:description" content="{LEDE}">'
    html = page(f"<header><div class='x'><span>{LEDE}</span></div></header>{article()}", head)
    assert text_of(html).split("\n")[0] == LEDE


def test_a_description_that_the_page_does_not_show_is_not_added() -> None:
    assert LEDE not in text_of(page(article(), f'<meta property="og:description" content="{LEDE}">'))


def test_a_standfirst_that_was_found_already_is_not_told_twice() -> None:
    html = page(article(f"<p>{LEDE}</p>"), f'<meta name="description" content="{LEDE}">')
    assert text_of(html).count(LEDE) == 1


OTHER = [
    f"A quite different match was lost in minute {n} when the keeper slipped and the crowd fell silent."
    for n in range(9)
]


def test_a_second_article_below_the_first_is_left_out() -> None:
    second = f"<div><article><h1>Keeper slips and the cup is gone</h1>{paragraphs(OTHER)}</article></div>"
    text = text_of(page(f"<main>{article()}{second}</main>"))
    assert BODY[-1] in text
    assert "keeper slipped" not in text


def test_the_entries_of_a_live_blog_stay_together() -> None:
    head = f'<script type="application/ld+json">{json.dumps({"@type": "LiveBlogPosting", "headline": TITLE})}</script>'
    entries = "".join(f"<article><h2>Update {n}</h2><p>{text}</p></article>" for n, text in enumerate(OTHER))
    text = text_of(page(f"<main>{article()}{entries}</main>", head))
    assert "keeper slipped" in text


def test_teasers_inside_links_are_left_out_and_links_in_sentences_stay() -> None:
    linked = f"{BODY[0]} <a href='/x'>A report on all of this was published by the harbour office in the spring.</a>"
    teaser = f"<ul><li><a href='/y'><div><p>{OTHER[0]} {OTHER[1]}</p></div></a></li></ul>"
    text = text_of(page(f"<main><h1>{TITLE}</h1><div>{paragraphs([linked, *BODY])}{teaser}</div></main>"))
    assert "published by the harbour office" in text
    assert "keeper slipped" not in text


def test_a_pictures_caption_is_no_text() -> None:
    figure = "<figure><img src='a.jpg'><figcaption><p>The mayor on the quay on the day of the vote, in rain.</p></figcaption></figure>"
    text = text_of(page(article(inside=f"<p>{LEDE}</p>{figure}")))
    assert text.split("\n")[:2] == [LEDE, BODY[0]]


def test_the_text_ends_where_the_declared_body_ends() -> None:
    declared = {"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(BODY)}
    appeal = "<p>Independent reporting costs money, and the readers of this paper keep it alive with what they can spare.</p>"
    head = f'<script type="application/ld+json">{json.dumps(declared)}</script>'
    assert "keep it alive" in text_of(page(article(after=appeal)))
    assert text_of(page(article(after=appeal), head)).endswith(BODY[-1])


def test_a_declared_body_that_is_only_the_beginning_ends_nothing() -> None:
    declared = {"@type": "NewsArticle", "headline": TITLE, "articleBody": BODY[0]}
    head = f'<script type="application/ld+json">{json.dumps(declared)}</script>'
    assert text_of(page(article(), head)).endswith(BODY[-1])


@pytest.mark.parametrize("heading", ["More from the Herald", "Ähnliche Artikel", "Related stories:", "関連記事"])
def test_the_list_of_other_things_to_read_is_cut(heading: str) -> None:
    rest = f"<h3>{heading}</h3><p>Keeper slips and the cup is gone</p><p>Ferry fares rise again</p>"
    assert text_of(page(article(after=rest))).endswith(BODY[-1])


def test_a_box_of_related_stories_in_the_middle_cuts_nothing() -> None:
    box = "<p>Related stories</p><p>Ferry fares rise again</p>"
    assert text_of(page(article(inside=f"{paragraphs(BODY[:2])}{box}"))).endswith(BODY[-1])


def test_a_page_that_is_built_by_its_script_is_read_from_its_data() -> None:
    chunk = f'2a:T1f3,<div><p class="x">{"</p><p>".join(BODY)}</p></div>'
    script = f"<script>self.__next_f.push([1,{json.dumps(chunk).replace('<', chr(92) + 'u003c')}])</script>"
    text = text_of(page(f"<h1>{TITLE}</h1><div id='root'></div>{script}"))
    assert text.split("\n") == BODY


@pytest.mark.parametrize("script", ['"' * 300_000, '"\\' * 200_000, '\\"' * 200_000, "'" + '"a' * 200_000])
def test_hostile_scripts_are_no_article_and_take_no_time(script: str) -> None:
    # Work that grows with the square of these would never end.
    with pytest.raises(InputError):
        extract(page(f"<script>{script}</script>"), now=NOW)


def test_thousands_of_repeated_lines_are_read() -> None:
    declared = {"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(BODY) * 9, "description": LEDE}
    head = f'<script type="application/ld+json">{json.dumps(declared)}</script>'
    many = paragraphs([LEDE] * 5_000) + paragraphs(["Popular"] * 5_000) + paragraphs(BODY[:1])
    assert BODY[0] in text_of(page(article(after=many), head))
