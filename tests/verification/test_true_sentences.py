"""True sentences told in other words than their sources: what a check once refused without reason, and must not.

Each stands beside a wrong sentence of nearly the same words, which the same check must still refuse.
"""

import pytest

from summarizer import grammar
from tests.verification.helpers import check, passes

pytestmark = pytest.mark.skipif(not grammar.available(), reason="the English parser is not installed")
ORDER = "The clinics welcomed an order by Mr. Rask that lifted the ban on night flights. Rask spoke to Governor Berg."
PLAN = (
    "The harbour firm has offered to help the council of Tarn with its ferry plans by lending boats, according to a letter "
    "sent to Mayor Lund on Monday."
)
FEATHERS = "Scientists said the plumage kept the bird warm. The plumage could have attracted mates in spring."
APP = "Brandt objected to the monitoring of her telephone. Brandt asked if the firm would be tracking her telephone."


@pytest.mark.parametrize(
    ("true", "wrong", "sources"),
    [
        # A title is no name, and "at" where one went to.
        ("The clinics welcomed an order by President Rask that lifted the ban on night flights.",
         "The clinics welcomed an order that lifted the ban on night flights to Rask.", [ORDER, "President Rask won."]),
        ("Mara Lind lay at the Sunset Chapel on Friday.", "Mara Lind lay on Friday against the Sunset Chapel.",
         ["A woman walked to the Sunset Chapel, where Mara Lind lay on Friday."]),
        # What comes from a letter need not be "according to" it; joined verbs share their "may"; a gerund tells nothing.
        ("The harbour firm has offered to help the council of Tarn with its ferry plans in a letter sent to Mayor Lund.",
         "A letter sent to Mayor Lund offered to help the council of Tarn with its ferry plans by lending boats.", [PLAN]),
        ("The plumage may have kept the bird warm, as well as attracted mates.",
         "The plumage kept the bird warm and attracted mates.", [FEATHERS]),
        ("Brandt objected to her telephone being tracked.", "The firm tracked her telephone, Brandt objected.", [APP]),
        # One thing told twice where the evidence tells it twice.
        ("Divers halted the search for the day after bringing four more boys out, bringing the number of boys to eight.",
         "Divers halted the search for the day, while helpers halted the search.",
         ["Divers halted the search for the day after bringing four more boys out on Monday, bringing the number of boys to "
          "eight.", "Helpers halted."]),
        # A comma between a role and its names.
        ("The book of Berg is dedicated to her daughters Amber, Dru and Tate.", "The news agency Lund said Berg has a book.",
         ["The book of Berg is dedicated to her daughters, Amber, Dru and Tate.", "Berg has a book, according to the news agency, Lund said."]),
        # The day in a name.
        ("Rask signed the order on Sunday on the anniversary of Bloody Sunday.", "Rask signed the order on Sunday on Sunday.",
         ["Rask on Sunday signed the order.", "Rask spoke on the anniversary of Bloody Sunday."]),
        # With what one is provided.
        ("The council of Tarn provided boats on Monday.", "The boats provided the council of Tarn with a ferry on Monday.",
         ["The council of Tarn provided the ferry with boats on Monday."]),
        # A noun has no subject, and the same words stand as subject and verb elsewhere.
        ("The council voted 12 to 3 on Monday to close the harbour.", "The ferry closed in a vote of 12 to 3 on Monday.",
         ["The council on Monday closed the harbour. The harbour closed in a vote of 12 to 3 on Monday.", "The ferry left."]),
    ],
)  # fmt: skip
def test_a_true_sentence_passes_and_a_wrong_one_beside_it_does_not(true: str, wrong: str, sources: list[str]) -> None:
    assert passes(true, *sources), check(true, *sources)
    assert not passes(wrong, *sources), check(wrong, *sources)
