"""What a sentence may not cut from a clause; the pairs are of the kinds that readers found, and what they found right."""

from collections.abc import Sequence

import pytest

from summarizer import grammar
from summarizer.summaries.verification.licence import unlicensed
from summarizer.summaries.verification.restrictions import lost_limits
from summarizer.summaries.verification.told_otherwise import told_otherwise

pytestmark = pytest.mark.skipif(not grammar.available(), reason="the parser is not installed")


def lost(text: str, sources: Sequence[str]) -> list[str]:
    return [*lost_limits(text, sources), *told_otherwise(text, sources)]


@pytest.mark.parametrize(
    ("text", "source", "problem"),
    [
        ("Moe hoped Pell would be extradited.", "Moe hoped Pell would be extradited to Vardia.", '"to"'),
        ("Pollsters thought women would vote primarily.", "Pollsters thought women would vote primarily as women.", '"as"'),
        ("The union voted.", "The union voted against the mayor.", '"against"'),
        ("The guard organized a patrol in May.", "The guard first organized a patrol in May.", '"first"'),
        ("The budget proposes a cut.", "The budget again proposes a cut.", '"again"'),
        ("The yacht is expected to cross the line.", "The yacht is expected to cross the line on Tuesday.", '"when"'),
        ("Of 62 houses, nine are upright.", "Of 62 houses there, nine are upright.", '"there"'),
        ("Cases have risen since May.", "Cases have risen in 13 countries since May.", '"13"'),
        ("It began a national conversation.", "It began a national conversation there.", '"there"'),
        ("Moe met the man who ran the shop.", "Moe met the man who ran the shop there.", '"there"'),
        ("Moe denied that he was using a telephone.", "Moe denied that he was using a telephone on the bridge.", '"on"'),
        ("It took some on the left to see it.", "It took some on the left a while to see it.", '"while"'),
        ("Shares rose on Friday.", "Shares rose on Friday despite a slowdown.", '"despite"'),
        ("The party won the city.", "The party won the city by building homes.", '"by"'),
        ("The plane was brought down.", "The plane was accidentally brought down.", '"accidentally"'),
        ("The house will send it and members will vote on Tuesday.", "The house will send it on Monday and members will vote on Tuesday.", "day"),
        ("Moe will sign an order.", "Moe will sign two orders.", "several"),
        ("The rules were scheduled to start next week.", "The rules are scheduled to start next week.", "to come"),
        ("Moe took no public role.", "Moe took no public role on Friday.", '"when"'),
        ("The guard closed the bay until it could sail.", "The guard closed the bay so that it could sail.", "joined"),
        ("The tax may hurt farmers.", "The tax may hurt farmers in the short term.", "term"),
        ("The unit will include ten lawyers and involves all towns.", "The unit will include ten lawyers and involve all towns.", "only to be"),
        ("Moe faces allegations of force.", "Moe faces allegations of excessive force.", '"excessive"'),
        ("The council voted despite criticism.", "The council voted despite criticism from some members.", '"from"'),
        ("Infections disrupt schools.", "Infections disrupt schools in some communities.", '"some"'),
        ("There has been no change.", "There has been no change yet.", '"yet"'),
        ("Fears cut the number of stations, leading to a surge.", "Fears cut the number of stations and led to a surge.", "a result"),
        ("Senate Minority Leader Kari Moe agreed to a delay.", "Senate Majority Leader Kari Moe agreed to a delay that Senate Minority Leader Nils Holm sought.", "rank"),
        ("There is lots of at stake.", "There is lots at stake.", '"of at"'),
        ("The council chose Moe and ignored the law — to advance her.", "The council chose Moe, a win for all who worked — and ignored the law — to advance her.", "dashes"),
        ("Officials said the dam broke, officials said.", "The dam broke, officials said.", "twice"),
        ("Moe said that the attack was in Halden, said the spokesman.", "The attack was in Halden, said the spokesman.", "twice"),
    ],
)  # fmt: skip
def test_what_a_clause_needs_is_not_cut(text: str, source: str, problem: str) -> None:
    found = lost(text, [source])
    assert any(problem in one for one in found), found
    assert not lost(source, [source])


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Moe spoke on Friday.", ["Moe spoke to reporters on Friday."]),
        ("Moe voted.", ["Moe voted against the mayor.", "Moe voted on Friday."]),
        ("The boats came.", ["The boats came to Halden on Friday.", "The boats came late."]),
        ("Rain fell in May.", ["Rain fell in May, flooding 13 towns."]),
        ("Moe did not comment.", ["Moe did not comment on Friday."]),
        ("Moe left after the vote ended.", ["Moe left after the vote had ended.", "Before the vote ended Moe left."]),
        ("The unit includes ten lawyers and involves all towns.", ["The unit includes ten lawyers and involves all towns in Halden."]),
        ("Moe said that the ferry sank, said Pell.", ["Moe said that the ferry sank, said Pell, who saw it."]),
        ("The suspect said that he fired, police said.", ["The suspect said that he fired, police said."]),
        ("Moe was arrested.", ["Moe was arrested as part of an investigation into fraud."]),
        ("The bridge was closed.", ["As a result, the bridge was closed."]),
        ("The storm hit Halden.", ["The storm hit Halden, possibly killing ten people."]),
        ("Protesters marched in Halden.", ["Protesters marched in Halden shouting slogans."]),
        ("Moe left the home.", ["Moe left the long-term care home."]),
        ("The council is expected to vote.", ["The council is expected to vote on a plan that Moe presented on Friday."]),
        ("On Tuesday the council is expected to vote.", ["The council is expected to vote on Tuesday."]),
        ("Moe won the match.", ["Moe won the match in two sets."]),
        ("The house will send it and members will vote on Tuesday.", ["The house will send it and members will vote on Tuesday."]),
        ("Moe signed an order.", ["Moe signed an order, one of two orders.", "Moe signed two orders."]),
        ("The vote was held by the union.", ["The vote was held by the union in Halden."]),
        ("The rules started in May.", ["The rules started in May, and more are due next week."]),
        ("Moe lives in Halden.", ["Moe lives there in Halden."]),
        ("Officials gave no details.", ["Officials gave no details on Friday."]),
        ("Moe left although he won.", ["Moe left though he won."]),
        ("The guard closed the bay because a ship sank.", ["The guard closed the bay when a ship sank."]),
        ("The dam broke.", ["First, the dam broke."]),
        ("Moe used force.", ["Moe used force.", "Moe used excessive force."]),
        ("Prices have risen.", ["Prices have risen in the past few weeks."]),
        ("Vice President Harris Thursday signed the bill.", ["Vice President Kamala Harris signed the bill on Thursday."]),
        ("Vice President Moe met Holm.", ["Moe, the vice president, met Holm."]),
        ("Acting Mayor Moe left.", ["Acting mayor Kari Moe left."]),
        ("The dam broke, forcing thousands to flee.", ["The dam broke and forced thousands to flee."]),
        ("The bill that they spoke of in May failed.", ["The bill that they spoke of at length in May failed."]),
        ("The dam broke - the town fled.", ["The dam broke; the town fled."]),
        ("More left in May than in June.", ["More left in May than they did in June."]),
        ("Minority Leader Moe agreed.", ["Senate Minority Leader Kari Moe agreed."]),
        ("The dam broke, leading to a flood.", ["The dam broke, leading to a flood in Halden."]),
        ("The dam broke — the town fled.", ["The dam broke — the whole town fled."]),
        ("Moe came from within the council.", ["Moe came from within the city council."]),
    ],
)  # fmt: skip
def test_what_may_be_cut(text: str, sources: list[str]) -> None:
    assert not lost(text, sources)


@pytest.mark.parametrize(
    ("text", "source", "problem"),
    [
        (
            "Moe and Pell have made personal appeals to union officials.",
            "Moe and Pell have made personal appeals to union officials urging them not to leave.",
            "urging",
        ),
        ("Moe was so serious about the dam.", "Moe was so serious about the dam, he was counting votes.", "so serious"),
        (
            'Moe said it "proves that he cannot lead us through these times."',
            'Moe said it "proves that he cannot lead us through these times and unite the country."',
            "quotation ends",
        ),
        ("It was the only chance of the party.", "It was the only chance of the party next year.", "only"),
        ("Moe said Pell was appointed.", "Moe said Pell was appointed to lead the guard.", '"lead"'),
    ],
)
def test_what_readers_found_elsewhere(text: str, source: str, problem: str) -> None:
    assert any(problem in one for one in unlicensed(text, [source])), list(unlicensed(text, [source]))
