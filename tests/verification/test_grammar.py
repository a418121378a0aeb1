"""What the parser's checks find: another agent or patient, a lost governor, words tied that no source ties."""

import threading

import pytest

from summarizer import grammar, summaries
from summarizer.config import Settings
from summarizer.summaries.models.table import card_of
from summarizer.summaries.verification import source_sentences
from summarizer.summaries.verification.frames import frames
from summarizer.summaries.verification.verifier import RuleVerifier
from summarizer.testing import ScriptedEngine, article
from tests.verification.helpers import check, passes

VERIFIER = RuleVerifier()

pytestmark = pytest.mark.skipif(not grammar.available(), reason="the English parser is not installed")


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        ("Judge Mara Lind was fatally shot when a gunman entered her home near Tarn on Sunday.",
         ["The son of Judge Mara Lind was fatally shot when a gunman entered her home near Tarn on Sunday."]),
        ("Veltora Inc. began installing the faulty meters this spring, the firm said in a filing.",
         ["Customers of Veltora Inc. began installing the faulty meters this spring, the firm said in a filing."]),
        ("A 2 million kroner bond was a major victory as lawyers contend that the tests were flawed.",
         ["The reduction of the bond was a major victory as lawyers contend that the tests were flawed."]),
        ("Brandt's show has dropped its advertisements in the wake of the attacks on the singer.",
         ["Sponsors have dropped their advertisements from Brandt's show in the wake of the attacks on the singer."]),
        ("On Sunday, military leaders urged soldiers to identify the officers trained in Tarn to allow closer monitoring.",
         ["Protesters on Sunday urged military leaders to identify the officers trained in Tarn to allow closer monitoring.",
          "The camp holds exercises with foreign soldiers."]),
        ("A law requiring clinics to inform patients is a victory for free speech and for the clinics, the court said.",
         ["A decision overturning a law requiring clinics to inform patients is a victory for free speech and for the "
          "clinics, the court said."]),
    ],
)  # fmt: skip
def test_another_one_does_it_or_has_it_done(claim: str, sources: list[str]) -> None:
    verdict = check(claim, *sources)
    assert any("the evidence has this of" in problem for problem in verdict.problems), verdict
    assert not passes(claim, *sources)


@pytest.mark.parametrize(
    ("claim", "source", "problem"),
    [
        ("A huge crowd will send 800 troops to the border ahead of the march.",
         "The ministry will send 800 troops to the border ahead of the march. A huge crowd walked north.", "ministry"),
        ("The old bridge was not closed on Monday after the heavy rain of last week.",
         "The old bridge was closed on Monday after the heavy rain of last week.", "is not denied"),
        ("The council approved the harbour plan of the ferry firm on Monday.",
         "The council has not approved the harbour plan of the ferry firm on Monday.", "denied in the evidence"),
        ("The harbour police violated the rights of the sailors in the port of Tarn.",
         "A judge found that the harbour police violated the rights of the sailors in the port of Tarn.", 'hangs on "find"'),
        ("The council sent mosquitoes nets to the villages on the Marn.",
         "The council sent mosquito nets to the villages on the Marn.", '"mosquitoes nets" is "mosquito nets"'),
        ("Ana Brenn, who led the trial, warned that mosquitoes nets must not be given up.",
         "Ana Brenn, who led the trial, warned that mosquito nets must not be given up.",
         '"mosquitoes nets" is "mosquito nets"'),
        ("The office forecasted heavy rain on the coast for Monday.",
         "The office forecast heavy rain on the coast for Monday.", '"forecasted"'),
        ("Lund teached the sailors of Tarn to swim in the Marn.", "Lund taught the sailors of Tarn to swim in the Marn.", '"teached"'),
    ],
)  # fmt: skip
def test_another_subject_a_turned_verb_a_lost_judge_and_wrong_forms(claim: str, source: str, problem: str) -> None:
    verdict = check(claim, source)
    assert any(problem in found for found in verdict.problems), verdict
    assert not passes(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The police violated the rights of the sailors, a judge said.", "A judge said the police violated the rights of the sailors."),
        ("A judge ruled on Monday that the ban on boats was unlawful.", "A judge ruled that the ban on boats was unlawful."),
        ("Protesters marched to the harbour of Tarn on Monday.", "Demonstrators marched to the harbour of Tarn on Monday."),
        ("The police arrested two sailors in the port.", "A spokesman said the police arrested two sailors in the port."),
        ("The council did not approve the harbour plan.", "The council refused to approve the harbour plan."),
        ("The council sent mosquito nets to the villages.", "The council sent a mosquito net to each of the villages."),
        ("The council has a jobs plan.", "The council has a job plan. Critics of the jobs proposal left."),
        ("The firm cited sailors in a broadcast.", "The firm cited sailors in a broadcast."),
        ("The ministry will send 800 troops to the border.", "The ministry, led by the crowd of old men, will send 800 troops to the border."),
    ],
)  # fmt: skip
def test_what_only_looks_turned_or_lost(claim: str, source: str) -> None:
    words = ("denied in the evidence", "hangs on", "in the sources", "known word", "has this of", "say this of")
    assert not any(word in problem for word in words for problem in check(claim, source).problems)


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        ("The bank offered to buy the harbour for 40 million kroner on Tuesday.",
         ["Officials of the bank offered to buy the harbour for 40 million kroner on Tuesday."]),
        ("Twelve sailors were pulled from the sea by a fishing boat off Tarn.",
         ["A number of sailors, twelve in all, were pulled from the sea by a fishing boat off Tarn."]),
        ("A fishing boat off Tarn pulled twelve sailors from the sea.",
         ["Twelve sailors were pulled from the sea by a fishing boat off Tarn."]),
        ("Adela Brandt, the mayor, opened the new bridge on Monday.",
         ["The mayor opened the new bridge on Monday.", "The mayor is Adela Brandt."]),
        ("She opened the new bridge over the Marn on Monday.", ["Mayor Brandt opened the new bridge over the Marn on Monday."]),
    ],
)  # fmt: skip
def test_the_same_one_in_another_way(claim: str, sources: list[str]) -> None:
    assert not any("the evidence has this of" in problem for problem in check(claim, *sources).problems)


@pytest.mark.parametrize(
    ("claim", "source", "word"),
    [
        ("A lack of coordination between police and firefighters prevented swift treatment of the wounded.",
         "What is known raises the possibility that a lack of coordination between police and firefighters prevented "
         "swift treatment of the wounded.", "possibility"),
        ("The council could not muster the nine votes needed to remove the mayor.",
         "Her friends argue that the council could not muster the nine votes needed to remove the mayor.", "argue"),
        ("The firm fired a driver for refusing to install a tracking app.",
         "A woman claims that the firm fired a driver for refusing to install a tracking app.", "claim"),
    ],
)  # fmt: skip
def test_what_is_only_claimed_is_not_told_as_a_fact(claim: str, source: str, word: str) -> None:
    verdict = check(claim, source)
    assert any(word in problem for problem in verdict.problems), verdict
    assert not passes(claim, source)


def test_a_claim_that_stays_one_passes() -> None:
    source = "Friends of the mayor argue that the council could not muster the nine votes needed to remove her."
    assert passes("Friends of the mayor argue that the council could not muster nine votes to remove her.", source)
    outright = "The council could not muster the nine votes needed to remove the mayor."
    assert not passes(outright, source)
    assert passes(
        outright, source, "The council could not muster the nine votes needed to remove the mayor, a count showed."
    )


def test_words_given_to_another_speaker() -> None:
    source = 'Lund says: "Haug admitted that workers would be watched while off duty and boasted that he knew where they were."'
    claim = "Lund says that workers would be watched while off duty and boasted that he knew where they were."
    assert any("is not from" in problem for problem in check(claim, source).problems)
    assert not passes(claim, source)
    police = "Authorities say the van left the road and hit a tree near Tarn on Friday."
    assert passes("Police say the van left the road and hit a tree near Tarn on Friday.", police)


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        ("A task force will investigate the killing of the clinic in Tarn and report in May.",
         ["A task force will investigate the killing of Doctor Haug and report in May.", "The clinic in Tarn is closed."]),
        ("The men were abducted on 3 October by unidentified gunmen in Grodek, New Albera.",
         ["The men, two from Norvia and one from New Albera, were abducted on 3 October by unidentified gunmen in Grodek."]),
        (
            "Children all over the islands will have a big decision to make on the eve of the feast.",
            [
                "Children all over the country will have a big decision to make on the eve of the feast.",
                "Boats carry post around the islands.",
            ],
        ),
        ("A diagnosis of cancer, due to its innate difficulty, has become even more threatening.",
         ["A disastrous diagnosis, due to its innate difficulty, has become even more threatening."]),
    ],
)  # fmt: skip
def test_words_that_no_source_ties(claim: str, sources: list[str]) -> None:
    assert any("is not tied so" in problem for problem in check(claim, *sources).problems)
    assert not passes(claim, *sources)


def test_a_time_stays_with_its_verb() -> None:
    source = "The cabinet suspended on Friday the accord that it signed with the islands last month in Tarn."
    assert any(
        "is not when" in p
        for p in check("The cabinet suspended the accord with the islands last month.", source).problems
    )
    good = check("On Friday the cabinet suspended the accord that it signed with the islands last month.", source)
    assert not any("is not when" in problem for problem in good.problems)


def test_a_sentence_in_other_words_is_not_refused_for_its_ties() -> None:
    sources = (
        "Patients wait too long for a bed, the review says.",
        "The region has four hospitals and a shortage of nurses.",
    )
    told = [article(text) for text in sources]
    aligned = VERIFIER.align("The shortage of beds keeps patients waiting.", source_sentences(told), told)
    findings = VERIFIER.findings(aligned, told)
    assert not any("is not tied so" in problem for finding in findings for problem in finding.fatal)
    assert any("is not tied so" in problem for finding in findings for problem in finding.minor)


def test_frames_undo_passive_relative_and_coordination() -> None:
    found = {
        f.predicate: f for f in frames("The mayor, who signed the bill, was praised by Ann Lee and left the hall.")
    }
    assert found["prais"].agent is not None
    assert found["prais"].agent.heads == {"ann", "lee"}
    assert found["prais"].patient is not None
    assert found["prais"].patient.heads == {"mayor"}
    assert found["left" if "left" in found else "leav"].agent is not None


def test_without_the_parser_the_rules_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = "Judge Mara Lind was fatally shot when a gunman entered her home near Tarn on Sunday."
    source = "The son of Judge Mara Lind was fatally shot when a gunman entered her home near Tarn on Sunday."
    before = RuleVerifier().signature
    monkeypatch.setattr(grammar, "available", lambda: False)
    assert not any("the evidence has this of" in problem for problem in check(claim, source).problems)
    assert RuleVerifier().signature != before


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The storm killed 12 people in Tarn.", "The storm injured 12 people and killed 5 in Tarn."),
        ("Rask, the mayor, met the sailors in Tarn.", "Lund, the mayor, met the sailors in Tarn. Rask stayed away."),
    ],
)
def test_counts_and_titles_stay_with_their_own(claim: str, source: str) -> None:
    assert not passes(claim, source)


@pytest.mark.parametrize(
    ("claim", "sources", "problem"),
    [
        ("The builder rejected suggestions that its pile driving driven a whale onto a sandbank on Monday.",
         ["The builder rejected suggestions that its pile driving drove a whale onto a sandbank on Monday."], "should"),
        ("The fatal crash involving a car did took place while the driver looked away from the road.",
         ["The fatal crash involving a car did take place while the driver looked away from the road."], "before"),
        ("In the hall women of the parish handed out soup and socks, while helpers are handing out blankets and socks.",
         ["In the hall women of the parish handed out soup and socks.", "Helpers are handing out blankets and socks."], "same"),
        ("Union leader Kari Holt said nine hours between two shifts were not enough to keep the passengers safe.",
         ["Union leader Kari Holt said nine hours between two shifts were not enough."], "in no source"),
        ("Project manager Thea Grann said the facts do not support the accusation that the rescue was a success.",
         ['"The facts do not support the accusation," said project manager Thea Grann after a day at sea.'], "in no source"),
        ("Farmers warned that the number of buyers would shrink from four to three and pressed the price of milk.",
         ["Farmers warned that the number of buyers would shrink from four to three and press the price of milk."], "would"),
        ("Nordbane has offered 4% over 18 months and 6.5% more pay.",
         ["The union demands 6.5% more pay; Nordbane has offered 4% over 18 months."], "not tied so"),
        ("The split vote shows how close the board is to the end of its cuts, Marte Lien, an economist at Fjord Bank.",
         ["The split vote shows how close the board is to the end of its cuts, said Marte Lien, an economist at Fjord Bank."],
         "without"),
    ],
)  # fmt: skip
def test_slips_of_fusion(claim: str, sources: list[str], problem: str) -> None:
    verdict = check(claim, *sources)
    assert any(problem in found for found in verdict.problems), verdict
    assert not passes(claim, *sources)


def test_lists_keep_their_members_in_any_order() -> None:
    source = "The shop sells bread, milk, fresh fish and old books in the village of Tarn."
    assert not any(
        "tied" in p for p in check("The shop sells bread and old books in the village of Tarn.", source).problems
    )
    assert passes("The shop in the village of Tarn sells bread, fish and old books.", source)


@pytest.mark.parametrize(
    ("claim", "source", "problem"),
    [
        ("A tug from Albera is expected to be in the evening.", "A tug from Albera is expected in the evening.", "not said"),
        ("On the first day of a strike that has stopped half of all trains, drivers have been abandoning careers.",
         "Long queues formed on the first day of a strike by drivers that has stopped half of all trains.", "not in the evidence"),
        ("Kolo will pay 61 kroner a share and 28% more than yesterday's price.",
         "Kolo will pay 61 kroner a share, 28% more than yesterday's price.", "in the evidence"),
        ("The harbour pilots, including Lund, will meet on 3 May to vote for a new leader.",
         "The harbour pilots will meet on 3 May to vote for a new leader. Lund leads them.", "no source includes"),
        ("Brandt and Haug were seen at the harbour before the storm.",
         "Brandt was seen at the harbour before the storm. Nobody had thought of asking where the others were that night. "
         "Haug was away.", "not named together"),
    ],
)  # fmt: skip
def test_what_a_word_too_many_makes_wrong(claim: str, source: str, problem: str) -> None:
    assert any(problem in found for found in check(claim, source).problems)
    assert not passes(claim, source)


def test_a_sentence_that_leads_the_parser_astray_proves_nothing() -> None:
    assert passes("A gunman fled.", "A gunman dressed as a courier fled.")
    assert frames("A gunman dressed as a courier fled.") == ()


def test_the_parser_is_loaded_ahead_once_and_a_failure_is_told_to_who_parses(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def fails() -> None:
        calls.append(threading.current_thread().name)
        raise OSError("torn weights")

    monkeypatch.setattr(grammar, "_loaded", fails)
    grammar.load_ahead()
    for thread in threading.enumerate():
        if thread.name == "grammar":
            thread.join()
    assert calls == ["grammar"]
    with pytest.raises(OSError, match="torn"):
        grammar.parse("The ferry, which nobody had read of before, sank off Vellin.")
    monkeypatch.setattr(grammar, "available", lambda: False)
    grammar.load_ahead()
    assert len(calls) == 2


@pytest.mark.parametrize(("model", "times"), [("coverage", 0), ("default", 1)])
def test_only_who_writes_loads_the_parser_ahead(monkeypatch: pytest.MonkeyPatch, model: str, times: int) -> None:
    began: list[str] = []
    engine = ScriptedEngine(lambda _: [])
    monkeypatch.setattr("summarizer.summaries.models.load.load_engine", lambda _, name: (engine, card_of(name)))
    monkeypatch.setattr(grammar, "load_ahead", lambda: began.append(model))
    summaries.load(Settings(model=model))
    assert len(began) == times
