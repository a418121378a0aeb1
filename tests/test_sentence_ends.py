"""Sentences of five languages: cut where they end, and at no abbreviation, initial or ordinal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.sentence_ends import LANGUAGES, whole
from summarizer.text import sentences
from tests.spans import check_spans


def cut(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "whole"),
    [
        ("de", "Am 3. Juni kamen in Lorbach zwölf Menschen ums Leben."),
        ("de", "Das Fest (24. Mai) fiel am 25. und 26. Mai aus."),
        ("de", "Der 1. FC Lorbach verlor das 3. Spiel der 2. Bundesliga."),
        ("de", "Bürgermeister Dr. Hess und Dipl.-Ing. Maria K. Rauh nannten u. a. Lärm und z. B. Busse."),
        ("de", "Nach Art. 5 Abs. 2 zahlt die Stadt ca. 1,4 Mio. Euro, d. h. Mag. Huber zahlt nichts."),
        ("de", "Die Firma Rauh & Co. KG in St. Orlen baut seit dem 16. Jahrhundert bzw. 1599."),
        ("fr", "M. Dupré, Mme Olin et le Dr. Vasse ont cité l'art. 5."),
        ("fr", "M. Le Guen a vu S. Roche vers 300 av. J.-C. près de Lorville."),
        ("fr", "« Où est le pont ? » demande Jeanne Olin."),
        ("es", "El Sr. Lago y la Dra. Peña citaron el art. 5 y EE. UU. rechazó el plan."),
        ("es", "La Sra. Ríos vio las pirámides del siglo II a. C. Antiguas en EE.UU. Unidos ayer, p. ej. Giza."),
        ("it", "Il sig. Orsi, il dott. Bassi e l'on. Verdi hanno citato l'art. 5 e la pag. 12."),
        ("it", "L'avv. G. Bassi e l'ing. Neri guidano la Orsi S.p.A. Trasporti di Lorano."),
        ("pt", "O Sr. Sousa, a Dra. Costa e o Prof. Lemos citaram o art. 5 e a pág. 12."),
        ("pt", "O Gen. Prado visitou a Av. Central com o Eng. J. P. Ramos."),
    ],
)
def test_one_sentence(language: str, whole: str) -> None:
    assert cut(whole, language) == [whole]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("de", ["Von 75 Kindern blieben 12.", "Die Schule schloss.", "„Alles war ruhig.“", "Dann kam der Regen an."]),
        ("de", ["Er rief an.", "Sie war da.", "Das Team spielt in Gruppe C.", "Diese Gruppe ist stark."]),
        (
            "de",
            ["Das kostet 5 Mio.", "Die Stadt zahlt.", "Das gilt seit 2019.", "Hess mag das so.", "12 Busse fehlen."],
        ),
        ("de", ["Auch die Bank ING.", "Doch sie schwieg.", "Was nun?", "Niemand weiß es!", "Es ist spät."]),
        ("fr", ["Il y en a.", "Le pont a fermé à 18 h.", "« On est prêt. »", "Elle est partie."]),
        ("fr", ["La ville de Lorville l'a dit en mai.", "Cela a duré un an.", "Olin vit au Cap.", "La suite demain."]),
        ("es", ["Dijo que no.", "La reunión fue a las 5 p. m.", "Según Lago, terminó.", "¿Qué pasó?", "¡Nada!"]),
        ("es", ["Viven en EE. UU.", "La policía los busca.", "«Estoy bien».", "Eran 12.", "Nadie más llegó."]),
        ("it", ["Ecco com'è.", "Il ponte è chiuso dal 2019.", "«Non so.»", "Bassi tace.", "Erano 12.", "Tutti salvi."]),
        ("pt", ["É como é.", "O ponte fechou às 18 h.", "“Não sei.”", "Ele saiu.", "Eram 12.", "Ninguém voltou..."]),
        ("pt", ["A empresa é a Lemos Ltda.", "O dono saiu.", "Foi em 2019.", "A Costa ficou."]),
    ],
)
def test_several_sentences(language: str, parts: list[str]) -> None:
    assert cut(" ".join(parts), language) == parts


def test_the_language_decides() -> None:
    text = "Am 3. Juni schloss der 1. FC."
    assert cut(text, "de") == [text]
    assert cut(text, "en") != [text]
    assert cut("Nobody knows! They left.", "") == cut("Nobody knows! They left.", "en")


def test_a_line_break_ends_a_sentence() -> None:
    assert cut("Am 3.\nJuni kam.", "de") == ["Am 3.", "Juni kam."]


@given(st.sampled_from(sorted(LANGUAGES)), st.text(alphabet=st.sampled_from('aB .!?…"\n”»«(–7'), max_size=60))
def test_spans_are_ordered_trimmed_and_cover_all_but_white_space(language: str, text: str) -> None:
    check_spans(text, sentences(text, language))


@pytest.mark.parametrize("run", [".", "”", " ", "« ", ". ", "( . "])
def test_long_runs_of_marks_are_no_trouble(run: str) -> None:
    line = run * 20_000
    assert "".join(cut(f"{line}Ende.", "de")).replace(" ", "").endswith("Ende.")


@pytest.mark.parametrize(
    "text",
    [
        "Hess sagte: „Das Bad bleibt zu.“",
        "„Das Bad bleibt zu“, sagte Hess.",
        "« Le port reste ouvert. »",
        "»Ja.«",
        "“Sim.”",
    ],
)
def test_a_sentence_is_whole_with_the_marks_of_its_language(text: str) -> None:
    assert whole(text)


@pytest.mark.parametrize("text", ["Hess sagte: „Das Bad bleibt zu.", "Das Bad bleibt zu.“", "Das Bad bleibt", "« Oui."])
def test_a_sentence_with_an_open_quotation_is_not(text: str) -> None:
    assert not whole(text)
