"""What a claim leaves open is flagged wherever it stands, and read as the one thing the article has for it."""

import pytest

from claims.splitting import DraftClaim, split

READ = (
    ("Harlow is a town and port. The town was founded in 1786.", "Harlow was founded in 1786"),
    (
        "Sorenia dismissed Interior Minister Ilka Dragomir. Her decision to close eleven schools angered parents.",
        "Ilka Dragomir's decision to close eleven schools angered parents",
    ),
    ('"I followed the law," Ilka Dragomir said.', "Ilka Dragomir followed the law"),
    ('"I am proud of it," Ilka Dragomir said.', "Ilka Dragomir is proud of it"),
    ("The ferry had 150 people on board when it was struck by a storm.", "The ferry was struck by a storm"),
    ("Marlow Rovers lost 3-2. It was Rovers' first defeat. They remain second.", "Marlow Rovers remain second"),
    ("Ruth Holm resigned in May. A fire broke out in June. Snow fell. She sold the firm.", "Ruth Holm sold the firm"),
)
UNREAD = (
    ("A fire destroyed the town in 1904. It was rebuilt in 1906.", "The fire was rebuilt in 1906"),
    ("Itote was a leader of the Mau Mau rebellion. He was captured in May.", "Mau Mau was captured in May"),
    ("The court heard that the pair had visited the hall. They were caught.", "The court were caught"),
    ("The result was printed in the journal Acta Lumina. She won a medal.", "Acta Lumina won a medal"),
    ("The drought lasted a year. It is a myth that owls are wise.", "The drought is a myth"),
    ("Tests show that it leaks.", "Tests leaks"),
    (
        'The figures rose. The leader accused the government of hiding them. "They closed 14 wards," she said.',
        "The figures closed 14 wards",
    ),
    (
        "Ferry strike strands thousands as minister urges talks\n\nThousands of passengers were stranded in the port"
        " on Friday after crews walked out over pay, the harbor authority said.\n\nIf the talks fail, crews will"
        " strike again.",
        "If the as minister urges talks fail, crews will strike again",
    ),
)
OPEN = (
    ("Two men broke in. The hoard was valued at 4 million euros.", "The hoard was valued at 4 million euros"),
    ("Ida Holm spoke. She said the closures had saved 4 million.", "The closures had saved 4 million"),
    ('"Nobody expected anything from us," Ida Holm said.', "Nobody expected anything from us"),
    ("The newlyweds met in Oslo.", "The newlyweds met in Oslo"),
)


def claims_of(text: str) -> dict[str, DraftClaim]:
    return {claim.text: claim for claim in split(text).claims}


@pytest.mark.parametrize(("text", "reading"), READ)
def test_the_one_candidate_is_offered_or_put_in(text: str, reading: str) -> None:
    claims = claims_of(text)
    assert reading in claims or any(reading in claim.readings for claim in claims.values()), claims


@pytest.mark.parametrize(("text", "reading"), UNREAD)
def test_no_reading_is_absurd(text: str, reading: str) -> None:
    claims = claims_of(text)
    assert reading not in claims
    assert not any(reading in claim.readings for claim in claims.values())


@pytest.mark.parametrize(("text", "told"), OPEN)
def test_what_is_open_is_flagged_wherever_it_stands(text: str, told: str) -> None:
    assert claims_of(text)[told].needs_context


def test_nothing_is_put_in_between_quotation_marks_that_stay() -> None:
    text = 'Tom Hale resigned. "He has lost control of his party," Ada Brook said.'
    assert not any('"' in claim.text and "Hale has lost" in claim.text for claim in split(text).claims)
