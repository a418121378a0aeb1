"""A written sentence ties its words as a source ties them: what reading found wrong, and what it found right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import grammar
from summarizer.summaries.verification.licence import licensed, unlicensed
from summarizer.summaries.verification.numbers import lost_bounds

pytestmark = pytest.mark.skipif(not grammar.available(), reason="the parser is not installed")

FERRY = "Prosecutors on the island of Lissa questioned the captain of the ferry Santa Brava for four hours on Tuesday."
RESCUE = "Two dozen fishing boats from Lissa took hundreds of people off the ferry."
OFFER = "The railway has offered 4% over 18 months and a rest of ten hours."
TWEET = "Marn wrote on Tuesday that she had accepted an invitation to meet Oster in private."
DISBELIEF = "On Wednesday, Lund voiced disbelief that Oster would invite Marn."
CHIEF = "The Ledger reported that Vardia policy chief Kari Moe is pushing the members to accept the cuts."
AIDE = '"The minister has always been committed to lower taxes," said Tora Vik, who runs her campaign.'
SUIT = "The lawsuit says the dam floods neighbouring valleys, undermining their efforts to enforce their laws."
GATHERED = "Protesters gathered outside the mayor's office on Monday, calling for him to resign."
CIRCLE = "Outside the courthouse, two dozen protesters gathered in a circle and sang."
VACCINE = "About 100 of the 613 Norden athletes in Selmar for the games remain unvaccinated."


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Two dozen fishing boats from Lissa questioned the captain of the ferry Santa Brava.", [FERRY, RESCUE]),
        ("Cumming left Selmar.", ["Cummings left Selmar on Friday."]),
        ("A fish discovered has feathers.", ["A fish discovered in Vardia has feathers."]),
        ("The railway has offered 4% over 18 months and 6.5% over ten hours.", [OFFER, "The union demands 6.5% more pay."]),
        ("On Wednesday, Marn wrote that she had accepted an invitation to meet Oster in private.", [TWEET, DISBELIEF]),
        ("The Ledger reported that Vardia chief Kari Moe is pushing the members to accept the cuts.", [CHIEF]),
        ("The minister has always been committed to lower taxes.", [AIDE]),
        ("The lawsuit says the dam floods neighbouring valleys, undermining its efforts to enforce its laws.", [SUIT]),
        ("Two dozen protesters gathered outside the mayor's office on Monday, calling for him to resign.", [GATHERED, CIRCLE]),
        ("About 100 of the 613 athletes in Selmar for the games remain unvaccinated.", [VACCINE]),
        ("The trial followed 8,400 children aged for 18 months.", ["The trial followed 8,400 children aged 5 to 17 months for 18 months."]),
        ("The company will buy the yard.", ["The company would buy the yard if the bank agreed."]),
        ("It was the first time a woman had won a seat there.", ["It was the first time a woman had won a seat there in 25 years."]),
        ("Farmers welcomed the dam.", ["Wealthy farmers welcomed the dam."]),
        ("The pilot was convicted in 1957.", ["The pilot was convicted of a theft committed in 1957."]),
        ("The main issue is the dam.", ["The main issue is the dam.''"]),
        ("President Pell called the vote.", ["Vice President Tora Pell called the vote."]),
        ("President Pell called the vote.", ["Then-President Tora Pell called the vote."]),
        ("President Pell called the vote.", ["President Tora Pell and Nils Pell called the vote."]),
        ("On Monday, protesters marched through Selmar.", ["Protesters marched through Selmar over Monday's shooting."]),
        ("On Friday, Pell praised the vote.", ["Pell praised Friday's vote."]),
        ("Senator Pell has only resigned.", ["Senator Pell has just resigned."]),
        ("President Pell called the vote.", ["The former President Tora Pell called the vote."]),
        ("General Holm called the vote.", ["Attorney General Tora Holm called the vote."]),
        ("Prof. Tora Pell was not part of the study.", ['"Eighteen months is short," said Prof. Tora Pell, who was not part of the study.']),
        ("Citing three officials, reported that the ferry had left.", ["On Friday Ledger News, citing three officials, reported that the ferry had left."]),
        ("The council does not comment on Friday.", ["The council did not comment on Friday."]),
        ("The display may provide a cue.", ["The display may have provided a cue."]),
        ('"Her health, after all that," said Moe.', ['"Her health, after all that, is good," said Moe.']),
        ("Teams from Ostmark are working with dogs, who landed at Tarn.", ["Teams from Ostmark, who landed at Tarn, are working with dogs."]),
        ("The number would shrink from four to three, press the price.", ["The number would shrink from four to three and press the price."]),
        ("Sawmills in the north has stopped deliveries.", ["Sawmills in the north have stopped deliveries."]),
        ("The authority stopped a purchase by Dagsvare.", ["In 2020 the authority stopped a purchase by Dagsvare."]),
        ("Moe refused to meet him.", ["Moe had previously refused to meet him."]),
        ("Moe served a life sentence.", ["Moe was serving a life sentence."]),
        ("Moe said the council spare no effort.", ["Moe said the council would spare no effort."]),
        ("The law prohibits calls.", ["The law prohibits calls from federal offices."]),
        ("The film shows a geologist.", ["The film shows a geologist who became a cook."]),
        ("About 30 women might go into the clinic.", ["About 30 women a day might go into the clinic."]),
        ("A couple in Portland saw the boat.", ["A couple in Portland, Texas, saw the boat."]),
        ("The attack took place near Cailaco.", ["The attack took place near Cailaco, according to a statement by the union."]),
        ("Norden must brace itself for a launch.", ["Norden must brace itself for a launch, the defence minister has said."]),
        ("President Kari Moe is pushing the members to accept the cuts.", [CHIEF]),
        ("Moe said that my view of the cuts has changed.", ['"My view of the cuts has changed," Moe said.']),
        ("The opinions vacate the ruling on the dam.", ["The opinion vacates the ruling on the dam."]),
        ("Two men were held in an northern town.", ["Two men were held in a northern town."]),
        ("Norden wants the rebel, Ola Pell which is seeking a state.", ["Norden wants the rebel, Ola Pell, leader of the Workers' Party, which is seeking a state."]),
        ("The feed has turned to public announcements.", ["The feed has increasingly turned to public announcements."]),
        ("By calling on Pell, Moe argued against delay.", ["By calling on Pell to reconsider, Moe argued against delay."]),
        ("The house lies so deep in the hills.", ["The house lies so deep in the hills that nobody sees it."]),
        ("It was held in Selmar, where the boat was lost.", ["It was held in Selmar and near where the boat was lost."]),
        ("The builder rejected that its work drove a whale.", ["The builder rejected that its work drove a whale onto a sandbank."]),
        ("The figure was revised 2,000 to 5,500.", ["The figure was revised down 2,000 to 5,500."]),
        ("The ban would halt two companies.", ["The ban would halt two companies from working with Pell."]),
        ("Reservoir can hold much water.", ["Reservoir 5 can hold much water."]),
        ("Many residents of Selmar are upset.", ["Many residents of Selmar are upset about the tax."]),
        ("The police failed to investigate.", ["The police failed to investigate fully."]),
        ("Moe considered the book, saying it was late.", ["Moe considered the book but decided against it, saying it was late."]),
        ("The name is to go after more than ninety.", ["The name is to go after more than ninety years."]),
        ("Moe and Pell has held talks on the dam.", ["Moe and Pell have held talks on the dam."]),
        ("Pell waved to the crowd, then a guard opened the door.", ["Pell waved to the crowd, and then a guard opened the door."]),
        ("Moe spoke as Pell left the Norden.", ["Moe spoke as Pell left Norden."]),
        ("Some of the women were former his pupils.", ["Some of the women were his former pupils."]),
        ("In a coordination move ten banks cut their rates.", ["In a coordinated move ten banks cut their rates."]),
        ("Eight are missing, three fewer than the afternoon.", ["Eight are missing, three fewer than in the afternoon."]),
        ("Pell found attending a summit because of his concerns.", ["Pell found attending a summit difficult because of his concerns."]),
        ("A leopard snatched and eaten the goat.", ["A leopard snatched and ate the goat."]),
        ("A clerk who helped removed the bodies wept.", ["A clerk who helped remove the bodies wept."]),
        ("Moe cast the incident.", ["Moe cast the incident as an accident."]),
        ("A ferry that sails, and Moe, left.", ["A ferry that sails in December, and Moe, left."]),
        ("Running the union is a tough job; somebody has to do it.", ["Running the union is a tough job, but somebody has to do it."]),
        ("Pell was representing the union.", ["Pell is representing the union."]),
        ("In May Pell had revived the plan.", ["In May Pell has revived the plan."]),
        ("The mother was a game ranger.", ["The mother is a game ranger."]),
        ("A statement was issued after the vote.", ["A statement was issued by six members after the vote."]),
        ("The find places the plan.", ["The find places the plan much further back in time."]),
        ("Pell arrived in Selmar with a mission.", ["Pell arrived in Selmar almost a year ago with a mission."]),
        ("Moe's positions have changed.", ["Moe's positions on dams have changed."]),
        ("Moe has cited the fog as the cause.", ["Moe has previously cited the fog as the cause."]),
        ('Pell asked, "Will you be known for your boats?"', ['Pell asked, "Will you be known for your boats or your dams?"']),
        ("The book told of corruption.", ["The book told of corruption by his rivals."]),
        ("There is nobody the public should be concerned.", ["There is nobody the public should be concerned about."]),
        ("Not only is it late, the boat will sail.", ["Not only is it late, the boat will also sail."]),
        ("They saw that it was not Moe.", ["They saw that it was not Moe but Pell."]),
        ("Moe used the strike.", ["Moe used the strike as an issue."]),
        ("Moe will sign the bill.", ["Moe will sign the bill on Friday."]),
        ("Members lambasted the union.", ["Members lambasted the union for the outcome."]),
        ("The agency's director, Kari Moe warned of a flood.", ["The agency's director, Kari Moe, warned of a flood."]),
        ("Brokers sold the lists to shops a union told Pell.", ["Brokers sold the lists, with names, to shops, a union told Pell."]),
        ("The ferry sank after the strike.", ["The ferry sank less than a year after the strike."]),
        ("The judge reduced his bail.", ["The judge reduced his bail to zero."]),
        ("The mayor challenged the players.", ["The mayor challenged the players to kneel."]),
        ("Moe wrote in the comments section.", ['"I was checking her out," Moe wrote in the comments section.']),
        ("The bill funds the wall, strips the taxes, raises the age.", ["The bill funds the wall, strips the taxes, and raises the age."]),
        ("Kari Moe, a former minister who has announced her run for the presidency.", ["Kari Moe, a former minister, announced her run for the presidency."]),
        ("The cut matched a poll, in which 19 economists had expected it.", ["The cut matched a poll, in which 19 of 22 economists had expected it."]),
        ("In the wake of the mayor's choice, taxes have become the main subject.", ["In the wake of the mayor's choice of Lund, taxes have become the main subject."]),
    ],
)  # fmt: skip
def test_what_reading_found_wrong_is_not_licensed(text: str, sources: list[str]) -> None:
    assert not licensed(text, sources)


@pytest.mark.parametrize(
    ("text", "source", "problem"),
    [
        ("The agency's director, Kari Moe warned of a flood.", "The agency's director, Kari Moe, warned of a flood.", "comma"),
        ("Running the union is a tough job; somebody has to do it.", "Running the union is a tough job, but somebody has to do it.", "semicolon"),
        ("Pell was representing the union.", "Pell is representing the union.", "another tense"),
        ("Moe will sign the bill.", "Moe will sign the bill on Friday.", "when"),
        ("The find places the plan.", "The find places the plan much further back in time.", "where"),
        ("A statement was issued after the vote.", "A statement was issued by six members after the vote.", "by"),
        ('Pell asked, "Will you be known for your boats?"', 'Pell asked, "Will you be known for your boats or your dams?"', "quotation ends"),
        ("The railway will stay shut for two weeks.", "The railway will stay shut for at least two weeks.", "at least two"),
        ("The railway will stay shut for two weeks.", "Two stations fell; the railway will stay shut for at least two weeks.", "at least two"),
        ("Moe gave 40 dollars.", "Moe gave more than 40 dollars.", "at least 40"),
        ("At least 40 members left.", "40 members left.", "40 in the sources"),
        ("Not only is it late, the boat will sail.", "Not only is it late, the boat will also sail.", "also"),
    ],
)  # fmt: skip
def test_what_is_lost_is_said(text: str, source: str, problem: str) -> None:
    assert any(problem in found for found in unlicensed(text, [source])), list(unlicensed(text, [source]))


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Prosecutors questioned the captain of the ferry Santa Brava for four hours.", [FERRY]),
        ("The captain of the ferry was questioned by prosecutors for four hours.", [FERRY]),
        ("The railway has offered a rest of ten hours.", [OFFER]),
        ("The council has reversed the rule, Moe says.", ["The council reversed the rule, Moe said."]),
        ('"Her health is good," said Moe.', ['"Her health is good. She sleeps," said Moe.']),
        ("Teams from Ostmark, who landed at Tarn, are working.", ["Teams from Ostmark, who landed at Tarn, are working with dogs."]),
        ("Moe called the vote a show.", ["Moe called the vote a show on Monday."]),
        ("Moe said Pell was ill.", ["Pell is ill, Moe said."]),
        ("Moe moved to dismiss the case.", ["Moe has moved to dismiss the case."]),
        ("The dam will be built on the river, Kari Moe said.", ["The dam will be built on the river, Kari Moe, the mayor, said."]),
        ("Moe set a record.", ["Moe also set a record on Friday."]),
        ('"Will nobody sail?" Moe asked.', ['Nobody asked that. "Will nobody sail?" Moe asked.']),
        ('Moe asked, "Really?!"', ['Moe asked, "Really?!"']),
        ("Moe not only won, he set a mark.", ["Moe not only won, he set a mark.", "The ferry sailed, but it sank."]),
        ("Moe signed the bill.", ["Moe signed the bill on Friday."]),
        ("Some 40 members left the council.", ["Nearly 40 members left the council."]),
        ("The talks lasted three days.", ["The talks lasted three days.", "Rain fell over three days."]),
        ("40 members left the council.", ["At least 40 members left the council.", "40 members left the council on Friday."]),
        ("Kari Moe, the director, left Selmar.", ["Kari Moe, the director, left Selmar on Monday."]),
        ("Across the aisle, Kari Moe bowed.", ["Across the aisle, Kari Moe, a clerk, bowed."]),
        ("The ferry sank a year after the strike.", ["The ferry sank a year after the strike in Selmar."]),
        ("The bill funds the wall and strips the taxes.", ["The bill funds the wall and strips the taxes, and raises the age."]),
        ("Sawmills in the north have stopped deliveries.", ["Sawmills in the north have stopped deliveries to Halden."]),
        ("In 2020 it stopped a purchase.", ["In 2020 it stopped a purchase by Dagsvare."]),
        ("The sign lets them know that the shop is shut.", ["The sign on the door lets them know that the shop is shut."]),
        ("The council has seen and heard the film.", ["The council has seen and heard the film twice."]),
        ("According to a statement the attack took place near Cailaco.", ["The attack took place near Cailaco, according to a statement."]),
        ("President Pell called nearly all votes.", ["On Monday, President Tora Pell called almost all votes."]),
        ("Senator Tora Pell called the vote.", ["Sen. Tora M. Pell called the vote."]),
        ("On Friday, the council approved the dam.", ["The council on Friday approved the dam."]),
        ("The first lady Tora Pell opened the games.", ["First lady Tora Pell opened the games."]),
        ("In a poll 19 of 22 economists had expected the cut.", ["In a poll 19 of 22 economists had expected the cut, and three none."]),
        ("Marn wrote that she had accepted an invitation to meet Oster in private.", [TWEET]),
        ("The dam floods neighbouring valleys, the lawsuit says.", [SUIT]),
        ("Protesters gathered outside the mayor's office, calling for him to resign.", [GATHERED]),
    ],
)  # fmt: skip
def test_what_reading_found_right_is_licensed(text: str, sources: list[str]) -> None:
    assert licensed(text, sources), list(unlicensed(text, sources))


SOURCES = [FERRY, RESCUE, OFFER, TWEET, DISBELIEF, CHIEF, SUIT, GATHERED, CIRCLE, VACCINE]


@given(st.sampled_from(SOURCES), st.permutations(SOURCES))
@settings(deadline=None, max_examples=30)
def test_a_source_licenses_itself_beside_any_others(source: str, others: list[str]) -> None:
    assert licensed(source, [source])
    assert licensed(source, others)


@given(st.sampled_from(SOURCES), st.sampled_from(SOURCES))
@settings(deadline=None, max_examples=30)
def test_more_sources_never_break_a_tie(text: str, other: str) -> None:
    claim = "The railway has offered a rest of ten hours."
    assert licensed(claim, [OFFER, text, other])


@pytest.mark.parametrize(
    ("text", "source", "lost"),
    [
        ("A 2019 law bars such sales.", "Such sales are barred under a 2019 law.", 0),
        ("Three days of rain killed 12 people.", "Rain over three days killed 12 people.", 0),
        ("The second week of talks ended.", "Talks went on over the second week.", 0),
        (
            "Officials moved 400 residents in two buses.",
            "Over 400 residents left while police watched over two buses.",
            1,
        ),
        ("At least 400 left.", "More than 400 left.", 0),
        ("Up to 400 left.", "Some 400 left.", 1),
    ],
)
def test_bounds_are_those_of_counts(text: str, source: str, lost: int) -> None:
    assert len(list(lost_bounds(text, [source]))) == lost
