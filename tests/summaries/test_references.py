"""A sentence that hangs on one before it does not stand alone."""

import pytest

from summarizer.summaries.known_before import known_before
from summarizer.summaries.references import hangs, leans


@pytest.mark.parametrize(
    "sentence",
    [
        "She walked the streets at night.",
        "For twelve years she walked the streets at night.",
        "The bank is ready, he said.",
        '"We have come a long way, and we can wait," she told a news conference.',
        "However, the ferry sailed.",
        "Soon, about 175 people were inside.",
        "Now farmers want more.",
        "Finally, the ferry sailed.",
        '"We do not know whether protection lasts."',
        "The agency put the toll at 19 at the same hour.",
        "About 11 million payments were rejected by then.",
        "The tug has left Albera and should be here around nine.",
        'The union called the figure "plucked from the air".',
        "Brava Lines denied the allegations.",
        "But we were sure of it.",
        "The farmers lost our trust.",
        "You need a permit to sail.",
        "One would require the ferry to carry more boats.",
        "Why did the ferry sail?",
        "Given these traits, the fossil is new.",
        "Lund told reporters later the port was closed.",
        "Although the two were forced to reduce sail, the record is near.",
        "Police said the pair had fled by boat.",
    ],
)
def test_who_is_meant_is_not_said(sentence: str) -> None:
    assert hangs(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "After the vote, Mayor Lund said he would go.",
        "In her second debate with Lund, she showed flashes.",
        '"A tired driver is a danger," union leader Kari Moe said.',
        "It is not clear who opened the gate.",
        "Two ferries sailed at the same hour as the tug.",
        "Now 67, Lund leads the council.",
        "Now the leader of the council, Lund wants a dam.",
        "Now retired, Lund sails.",
        "NOW president Ada Lund praised the dam.",
        "Soon after 7 a.m. the ferry hit a reef.",
        "Now in its third year, the strike goes on.",
        "People here in Albera wait for the tug.",
        'The railway counted 310,000 commuters, and the union called the figure "plucked from the air".',
        "Brava Lines denied the allegations of the harbour master.",
        'Lund said: "We were here at that time."',
        "Astronomers found a ninth planet of our solar system.",
        "The U.S. closed its embassy in Selmar.",
        "Sen. Ada Lund (I-Vt.) closed the port after World War I.",
        "The port was opened by then-President Lund.",
        "Lund was arrested on Monday and charged on the same day.",
        "Police said later on Monday that the port was closed.",
        "At least 18 people were killed, and the number is still climbing.",
        "‘We will not give up,’ Prime Minister Lund told reporters.",
        "The Me Too movement came to Selmar.",
        "Lund and Moe met at noon before the two agreed on a dam.",
        "Police freed the two men on Monday.",
    ],
)
def test_what_stands_alone(sentence: str) -> None:
    assert not hangs(sentence)


def test_the_decision_is_a_poor_beginning() -> None:
    assert leans("The decision divides the town.")
    assert leans("The 25-year-old rebel fighter had disappeared.")
    assert not leans("The 25-year-old rebel fighter Nils Moe had disappeared.")
    assert not hangs("The decision divides the town.")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Er sagte, die Brücke sei zu."),
        ("de", "Sie gewann das Rennen in Lorbach."),
        ("de", "Allerdings schloss die Stadt das Bad."),
        ("de", "Das teilte die Polizei von Lorbach mit."),
        ("de", "„Seine Pläne sind gut“, lobte der Rat."),
        ("de", "Die Brücke bleibe zu, sagte er."),
        ("de", "Nach der Sitzung trat er zurück."),
        ("fr", "Il a annoncé sa démission."),
        ("fr", "Elle a dit non."),
        ("fr", "Cependant, la ville a fermé."),
        ("fr", "C’est la troisième fois que le pont ferme."),
        ("fr", "« Le pont reste fermé », a-t-elle dit."),
        ("fr", "Après le vote, elle a quitté la salle."),
        ("es", "Ella dijo que no."),
        ("es", "Sin embargo, la ciudad cerró."),
        ("es", "Dijo que la ciudad cerraría el puente."),
        ("es", "«El puente sigue cerrado», añadió."),
        ("es", "«El puente sigue cerrado», dijo, en alusión a las obras."),
        ("es", "«El puente sigue cerrado»."),
        ("es", "Su padre dirigía el banco."),
        ("es", "Tras la votación, ella dejó la sala."),
        ("it", "Egli ha detto di no."),
        ("it", "Inoltre la città ha chiuso il ponte."),
        ("it", "Il suo avvocato tace da ieri."),
        ("it", "Ha aggiunto che il ponte resta chiuso."),
        ("it", "«Il ponte resta chiuso», ha spiegato."),
        ("pt", "Ele disse que não."),
        ("pt", "No entanto, a cidade fechou a ponte."),
        ("pt", "A sua advogada calou-se ontem."),
        ("pt", "Afirmou que a ponte fica fechada."),
        ("pt", "“A ponte fica fechada”, acrescentou."),
    ],
)
def test_it_hangs_in_other_languages(language: str, sentence: str) -> None:
    assert hangs(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Diese Woche schließt die Brücke in Lorbach."),
        ("de", "Das Rathaus von Lorbach bleibt zu."),
        ("de", "Die Brücke sei zu, sagte Bürgermeisterin Hess."),
        ("de", "Erika Hess gewann das Rennen."),
        ("fr", "Il y a douze blessés à Lorville."),
        ("fr", "Cette semaine, le pont de Lorville ferme."),
        ("fr", "« Le pont reste fermé », a dit la maire Jeanne Olin."),
        ("fr", "Alors que la ville dort, le pont ferme."),
        ("es", "El puente de Lago cerró."),
        ("es", "Esta semana cierra el puente de Lago."),
        ("es", "«El puente sigue cerrado», añadió la alcaldesa Ríos."),
        ("es", "«El puente sigue cerrado», dijo, en Lago, la alcaldesa Ríos."),
        ("sv", "I Lorbach samlades tusentals på torget."),
        ("es", "«El puente sigue cerrado», dijo, la alcaldesa Ríos en persona."),
        ("es", "Otras 12 personas resultaron heridas en Lago."),
        ("es", "Y. Ríos dirige el banco de Lago."),
        ("it", "Il ponte di Lorano resta chiuso."),
        ("it", "Questa settimana chiude il ponte di Lorano."),
        ("it", "«Il ponte resta chiuso», ha spiegato la sindaca Bassi."),
        ("pt", "O ponte de Lagos fechou."),
        ("pt", "Esta semana fecha a ponte de Lagos."),
        ("pt", "Depois de um ano, a ponte de Lagos abriu."),
    ],
)
def test_it_stands_alone_in_other_languages(language: str, sentence: str) -> None:
    assert not hangs(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die Entscheidung spaltet den Ort."),
        ("fr", "La décision divise la ville."),
        ("es", "La decisión divide la ciudad."),
        ("it", "La decisione divide la città."),
        ("pt", "A decisão divide a cidade."),
    ],
)
def test_it_is_a_poor_beginning_in_other_languages(language: str, sentence: str) -> None:
    assert leans(sentence, language)
    assert not hangs(sentence, language)


def test_pronouns_of_one_language_are_words_of_another() -> None:
    assert hangs("Il sindaco resta.", "fr")
    assert not hangs("Il sindaco di Lorano resta.", "it")
    assert not hangs("Y Farms opened a shop.")


def test_marks_without_end_are_read_in_time() -> None:
    for mark in ("„", "`", "‘", "“", '"'):
        assert not known_before(f"Three people {mark * 60_000} were hurt.")
