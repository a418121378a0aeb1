"""Denials, negations, allegations and possibilities are kept in German, French, Spanish, Italian and Portuguese."""

import pytest

from summarizer.summaries.verification.hedges import hedged
from summarizer.summaries.verification.reading import read
from tests.verification.helpers import check, passes


@pytest.mark.parametrize(
    ("language", "source", "claim", "kind"),
    [
        ("de", "Der Minister trat am Montag nicht zurück.", "Der Minister trat am Montag zurück.", "negation"),
        (
            "de",
            "Hess unterschrieb das umstrittene Gesetz am Montag nicht.",
            "Hess unterschrieb das Gesetz.",
            "negation",
        ),
        ("de", "Die Polizei fand keine Waffen in Lorbach.", "Die Polizei fand Waffen in Lorbach.", "negation"),
        ("de", "Hess bestritt am Montag, Geld gestohlen zu haben.", "Hess hat am Montag Geld gestohlen.", "denial"),
        ("de", "Hess wies den Bericht über gestohlenes Geld zurück.", "Hess gab gestohlenes Geld zurück.", "denial"),
        ("de", "Hess hat angeblich Geld gestohlen.", "Hess hat Geld gestohlen.", "claim"),
        ("de", "Der mutmaßliche Täter floh nach Lorbach.", "Der Täter floh nach Lorbach.", "claim"),
        ("de", "Hess soll in Lorbach am Montag Geld gestohlen haben.", "Hess hat Geld gestohlen.", "possibility"),
        ("fr", "La ministre n’a pas fermé le pont.", "La ministre a fermé le pont.", "negation"),
        ("fr", "La ministre ne ferme plus le pont.", "La ministre ferme le pont.", "negation"),
        ("fr", "La ministre nie avoir volé les fonds.", "La ministre a volé les fonds.", "denial"),
        ("fr", "Le voleur présumé a fui à Lorville.", "Le voleur a fui à Lorville.", "claim"),
        ("fr", "La ministre aurait volé les fonds.", "La ministre a volé les fonds.", "claim"),
        ("fr", "La ministre pourrait fermer le pont.", "La ministre va fermer le pont.", "possibility"),
        ("es", "La ministra no cerró el puente.", "La ministra cerró el puente.", "negation"),
        ("es", "La ministra negó el lunes haber robado los fondos.", "La ministra ha robado los fondos.", "denial"),
        ("es", "El ministro presuntamente robó los fondos.", "El ministro robó los fondos.", "claim"),
        ("es", "El presunto ladrón huyó a Lago.", "El ladrón huyó a Lago.", "claim"),
        ("es", "La ministra podría cerrar el puente.", "La ministra va a cerrar el puente.", "possibility"),
        ("it", "La ministra non ha chiuso il ponte.", "La ministra ha chiuso il ponte.", "negation"),
        ("it", "La ministra nega di aver rubato i fondi.", "La ministra ha rubato i fondi.", "denial"),
        ("it", "Il presunto ladro è fuggito a Lorano.", "Il ladro è fuggito a Lorano.", "claim"),
        ("it", "La ministra avrebbe rubato i fondi.", "La ministra ha rubato i fondi.", "claim"),
        ("it", "La ministra potrebbe chiudere il ponte.", "La ministra vede chiudere il ponte.", "possibility"),
        ("pt", "A ministra não fechou a ponte.", "A ministra fechou a ponte.", "negation"),
        ("pt", "A ministra nega ter roubado os fundos.", "A ministra tem roubado os fundos.", "denial"),
        ("pt", "O suposto ladrão fugiu para Lagos.", "O ladrão fugiu para Lagos.", "claim"),
        ("pt", "A ministra teria roubado os fundos.", "A ministra tem roubado os fundos.", "claim"),
        ("pt", "A ministra pode fechar a ponte.", "A ministra vai fechar a ponte.", "possibility"),
    ],
)
def test_a_hedge_that_is_lost_is_found(language: str, source: str, claim: str, kind: str) -> None:
    problems = check(claim, source, language=language).problems
    assert any(problem.startswith(f"{kind} of") and problem.endswith("lost") for problem in problems), problems
    assert not passes(claim, source, language=language)


@pytest.mark.parametrize(
    ("language", "source", "claim"),
    [
        ("de", "Die Stadt Lorbach schloss die Brücke.", "Die Stadt Lorbach schloss die Brücke nicht."),
        ("fr", "La ministre a fermé le pont.", "La ministre n'a pas fermé le pont."),
        ("es", "La ministra cerró el puente.", "La ministra no cerró el puente."),
        ("it", "La ministra ha chiuso il ponte.", "La ministra non ha chiuso il ponte."),
        ("pt", "A ministra fechou a ponte.", "A ministra não fechou a ponte."),
    ],
)
def test_a_negation_that_is_added_is_found(language: str, source: str, claim: str) -> None:
    assert any(problem.startswith("negation of") for problem in check(claim, source, language=language).problems)
    assert not passes(claim, source, language=language)


@pytest.mark.parametrize(
    ("language", "source", "claim"),
    [
        ("de", "Am Montag trat der Minister in Lorbach nicht zurück.", "Der Minister trat am Montag nicht zurück."),
        ("de", "Hess trat nicht am Montag zurück, sondern am Freitag.", "Hess trat am Freitag zurück."),
        ("de", "Hess bestritt am Montag, Geld gestohlen zu haben.", "Hess bestritt, Geld gestohlen zu haben."),
        ("de", "Hess hat angeblich Geld gestohlen.", "Hess soll Geld gestohlen haben."),
        ("de", "Die Stadt schließt nicht nur die Brücke, sondern auch das Bad.", "Die Stadt schließt die Brücke."),
        ("fr", "La ministre n'a pas fermé le pont lundi à Lorville.", "La ministre n'a pas fermé le pont."),
        ("fr", "La ministre nie avoir volé les fonds lundi.", "La ministre nie avoir volé les fonds."),
        ("fr", "La ministre ferme non seulement le pont, mais aussi le port.", "La ministre ferme le pont."),
        ("es", "La ministra no cerró el puente el lunes en Lago.", "La ministra no cerró el puente."),
        ("es", "El ministro presuntamente robó los fondos.", "El ministro supuestamente robó los fondos."),
        ("es", "La ministra, por supuesto, cerró el puente.", "La ministra cerró el puente."),
        ("it", "La ministra non ha chiuso il ponte lunedì a Lorano.", "La ministra non ha chiuso il ponte."),
        ("it", "La ministra nega di aver rubato i fondi.", "La ministra avrebbe rubato i fondi, ma nega."),
        ("pt", "A ministra não fechou a ponte na segunda em Lagos.", "A ministra não fechou a ponte."),
        ("pt", "A ponte fica no porto de Lagos.", "A ponte fica no porto."),
    ],
)
def test_a_hedge_that_is_kept_is_no_problem(language: str, source: str, claim: str) -> None:
    problems = check(claim, source, language=language).problems
    assert not any(problem.split(" of ")[0] in ("negation", "denial", "claim", "possibility") for problem in problems)


def test_words_of_one_language_are_no_hedges_of_another() -> None:
    assert not hedged(read("A ponte fica no porto de Lagos.", "pt"))
    assert not hedged(read("Die Not der Stadt wächst.", "de"))
    assert not hedged(read("No porto chegam navios.", "pt"))
    assert hedged(read("No llegan barcos al puerto.", "es"))


@pytest.mark.parametrize(
    ("language", "source", "claim"),
    [
        ("fr", "L’incendie de l'usine d’Orville a duré deux heures.", "Un incendie a duré deux heures à Orville."),
        ("it", "L’incendio dell'azienda d’Orano è durato due ore.", "Un incendio in azienda è durato due ore."),
    ],
)
def test_a_word_is_known_without_its_elided_article(language: str, source: str, claim: str) -> None:
    assert read(claim, language).stems <= read(source, language).stems
    assert passes(claim, source, language=language)


@pytest.mark.parametrize(
    ("language", "source", "claim", "problem"),
    [
        ("de", "Lorbach schloss die Brücke im Juni.", "Lorbach schloss die Brücke im März.", "date März"),
        ("de", "Lorbach schloss die Brücke am 3. März.", "Lorbach schloss die Brücke am 5. März.", "date März 5"),
        ("de", "Lorbach schloss sie am Freitagabend.", "Lorbach schloss sie am Montagabend.", "weekday Montagabend"),
        ("fr", "Le pont a fermé en mai.", "Le pont a fermé en août.", "date août"),
        ("fr", "Le pont a fermé le 1er mai.", "Le pont a fermé le 2 mai.", "date mai 2"),
        ("fr", "Le pont a fermé lundi.", "Le pont a fermé hier.", '"hier"'),
        ("es", "El puente cerró el viernes.", "El puente cerró el sábado.", "weekday sábado"),
        ("es", "El puente cerró el 3 de junio.", "El puente cerró el 3 de mayo.", "date mayo 3"),
        ("it", "Il ponte ha chiuso lunedì.", "Il ponte ha chiuso venerdì.", "weekday venerdì"),
        ("pt", "O fogo durou até quarta-feira.", "O fogo durou até terça-feira.", "weekday terça"),
        ("pt", "A ponte fechou em junho.", "A ponte fechou em março.", "date março"),
        ("de", "Das Bad kostet 1,4 Mio. Euro.", "Das Bad kostet 1,2 Mio. Euro.", "number 1,2 Mio. Euro"),
        ("fr", "Le port coûte 12 500 euros.", "Le port coûte 12 600 euros.", "number 12 600 euros"),
        (
            "es",
            "El plan cuesta 2 millones de euros.",
            "El plan cuesta 2 millones de dólares.",
            "number 2 millones de dólares",
        ),
    ],
)
def test_another_day_or_number_is_found(language: str, source: str, claim: str, problem: str) -> None:
    problems = check(claim, source, language=language, published=None).problems
    assert any(found.startswith(problem) for found in problems), problems


@pytest.mark.parametrize(
    ("language", "source", "claim"),
    [
        ("de", "Das Bad kostet 1,4 Mio. Euro.", "Das Bad kostet 1.400.000 Euro."),
        ("de", "Lorbach schloss die Brücke am Montag, 3. März.", "Lorbach schloss die Brücke am 3. März."),
        ("de", "Lorbach schloss die Brücke gestern.", "Lorbach schloss die Brücke am Dienstag."),
        ("fr", "Le port coûte 12 500 euros.", "Le port coûte 12.500 euros."),
        ("fr", "Le pont a fermé hier à Lorville.", "Le pont a fermé mardi à Lorville."),
        ("es", "El plan cuesta 2.000 millones de euros.", "El plan cuesta dos mil millones de euros."),
        ("es", "El puente cerró el sábado por la mañana.", "El puente cerró el sábado."),
        ("it", "Il porto costa 1.250,50 euro.", "Il porto costa 1250,50 euro."),
        ("it", "Il ponte ha chiuso ieri a Lorano.", "Il ponte ha chiuso martedì a Lorano."),
        ("pt", "A ponte fechou ontem em Lagos.", "A ponte fechou na terça-feira em Lagos."),
        ("pt", "O plano custa 2 mil milhões de euros.", "O plano custa 2.000 milhões de euros."),
    ],
)
def test_the_same_day_or_number_is_no_problem(language: str, source: str, claim: str) -> None:
    problems = check(claim, source, language=language).problems
    assert not any(found.startswith(("weekday", "date", "number", '"')) for found in problems), problems
