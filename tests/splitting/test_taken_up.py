"""What an article takes up again is read as what it told before: one thing, the few that fit, or nothing."""

import pytest

from claims.splitting import split

READ = (
    (
        "Kelp will shut nine shops in June. The closures will cost 120 jobs.",
        "The closures of nine shops will cost 120 jobs",
    ),
    ("The town sold the mill to Norda. The sale was rushed.", "The sale of the mill was rushed"),
    ("The port offered 4 percent. The offer was rejected.", "The offer of 4 percent was rejected"),
    (
        "Witnesses heard an explosion at dawn. The explosion is being investigated.",
        "The explosion at dawn is being investigated",
    ),
    (
        "A farmer found a bear that had fallen into a well. Rain fell. The bear was unhurt.",
        "The bear that had fallen into a well was unhurt",
    ),
    (
        '"We were told by email," said Ruth Holm, head of the Norda Staff Union.',
        "The Norda Staff Union was told by email",
    ),
    (
        '"Our members are angry," said Ruth Holm, head of the Norda Staff Union.',
        "The Norda Staff Union's members are angry",
    ),
    ("The patients were split into groups. Half received the pill.", "Half of the patients received the pill"),
    (
        "Police arrested a man of 34 and a woman of 29. The couple live in Leeds.",
        "The man of 34 and the woman of 29 live in Leeds",
    ),
    (
        "Norda fell by a tenth on Monday. Analysts were not surprised. The company has 40 shops.",
        "Norda has 40 shops",
    ),
    ("A spokesman for the regulator said it was reviewing the figures.", "The regulator was reviewing the figures"),
    (
        "The hoard was buried in a box. Experts lifted it in April.",
        "Experts lifted the hoard in April",
    ),
    (
        "Ida Holm wrote to the environment secretary, Tom Leask.",
        "Ida Holm wrote to Tom Leask",
    ),
    (
        "Ida Holm took a loan in 2019. The loan was worth 9,000 euros.",
        "The loan that Ida Holm took in 2019 was worth 9,000 euros",
    ),
    ("Eight whales were washed up on a beach in Orkney last May.", "The beach was in Orkney"),
)
KIND_OF = (
    (
        "The memo said the chain's delay had cost it 2 million pounds.",
        "The chain's delay had cost the chain 2 million pounds",
    ),
    ("Volunteers saved a young orca. The animal was weak.", "The young orca was weak"),
    (
        "The Dockers' Federation met in May. Snow fell. The federation refused a deal.",
        "The Dockers' Federation refused a deal",
    ),
    ("Fans say the owner lied. The owner, Vic Stamos, is ill.", "The owner lied"),
    ('Petra Kos belongs to the Green Alliance. "We oppose cuts," Kos said.', "The Green Alliance opposes cuts"),
    (
        "Bell & Rowe, an engineering firm, was hired. The firm found cracks.",
        "Bell & Rowe found cracks",
    ),
    (
        "Nordwind cut 14 of its flights. Fog came in. The airline was fined.",
        "Nordwind was fined",
    ),
    (
        '"We have told the police," said Nordwind\'s chief executive, Erik Solberg.',
        "Nordwind has told the police",
    ),
    (
        "Rebels seized a copper mine on Sunday. Talks were held. The rebels were armed.",
        "The rebels that seized a copper mine were armed",
    ),
)
UNREAD = (
    (
        "The town's decision to quit was a shock. A judge will decide if it counts. The decision is due in May.",
        "The town's decision to quit is due in May",
    ),
    (
        "The memo said the chain's delay had cost it 2 million pounds.",
        "The chain's delay had cost the memo 2 million pounds",
    ),
    ('"We met them," said his aide, Lou Tran. Hal Greer was away. His aide, Lou Tran, left.', "Hal Greer met them"),
    ("The song was a success. Rebeldes is its band.", "Rebeldes is the success's band"),
    ("Ada Brook made an album. The genre is known for its echoes.", "The genre is known for the album's echoes"),
    ("Volunteers saved an orca, a seal, a dog and a bear. The animal was weak.", "The bear was weak"),
    ("The owner, Vic Stamos, is ill. The engine stopped.", "Vic Stamos stopped"),
    ("Ida Holm cut her hair. Fog came in. The airline was fined.", "Ida Holm was fined"),
    ('"We met on Monday," said Vos\'s lawyer, Hanna Brill.', "Vos met on Monday"),
    ("Kelp did not shut its shops. The closures would cost jobs.", "The closures of the shops would cost jobs"),
    (
        "The study found that pills help. The find was a surprise.",
        "The find of the study was a surprise",
    ),
    ("Mayor Nadia Price spoke. The price was an insult.", "Nadia Price was an insult"),
    ("Norda fell. Sales at Kelp rose. Its director, Joan Pell, resigned.", "Joan Pell is sales's director"),
    ("The club appointed Marta Solis. The club's chairman praised her.", "Solis's chairman praised her"),
    ("A mother and her son wept. Hanna Brill spoke.", "Hanna Brill's son wept"),
)


def wordings(text: str) -> set[str]:
    return {one for claim in split(text).claims for one in (claim.text, *claim.readings)}


@pytest.mark.parametrize(("text", "reading"), READ + KIND_OF)
def test_what_is_taken_up_is_read_as_it_was_told(text: str, reading: str) -> None:
    assert reading in wordings(text), wordings(text)


@pytest.mark.parametrize(("text", "reading"), UNREAD)
def test_nothing_is_read_as_what_it_cannot_be(text: str, reading: str) -> None:
    assert reading not in wordings(text)


def test_two_that_fit_are_two_readings() -> None:
    text = "Police stopped a red van in Leeds and a white van in York. The van was stolen."
    claim = next(one for one in split(text).claims if one.text == "The van was stolen")
    assert claim.readings == ("The red van in Leeds was stolen", "The white van in York was stolen")


def test_a_reading_changes_nothing_between_quotation_marks() -> None:
    text = 'Kelp\'s founder, Jim Orlo, said "we are devastated" on Monday.'
    assert not any('"Kelp' in one for one in wordings(text))


def test_a_noun_that_only_marks_stand_before_breaks_nothing() -> None:
    lines = "tenants\nConfidence in the mayor has collapsed\n! The rise was islands\n=islands\n===\nThe =="
    text = (
        "islands\n===\nThe rise in rents angered tenants. Confidence in the mayor has collapsed.\n---\n"
        "The r'ise in rents angered \n\n\n" + lines + "\nThe rise in rents"
    )
    assert split(text).notes == ()
