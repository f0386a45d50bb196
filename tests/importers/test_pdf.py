"""PDF: whole words, whole sentences, paragraphs that are the writer's; nothing of what stands around the text."""

import pytest

from claims.importers import pdf
from claims.importers.pdf_words import Hyphens
from tests.importers import documents

BODY = "It was opened on Monday by the mayor and by"
Placed = documents.Placed


def text_of(*pages: list[Placed]) -> list[str]:
    return pdf.read(documents.placed_pdf(*pages))["text"].split("\n\n")


def test_headings_bylines_and_table_rows_are_paragraphs_of_their_own() -> None:
    page = [
        Placed("The bridge is open", 72, 720, size=24),
        Placed("By Maria Kowalska", 72, 690),
        Placed(BODY, 72, 660),
        Placed("many people of the town, who had waited", 72, 646),
        Placed("for years.", 72, 632),
        Placed("2010 48,000", 72, 618),
        Placed("2020 61,500", 72, 604),
        Placed("The municipality denied that its figures, or", 72, 576),
        Placed("any others, had been wrong.", 72, 562),
    ]
    assert text_of(page) == [
        "The bridge is open",
        "By Maria Kowalska",
        f"{BODY} many people of the town, who had waited for years.",
        "2010 48,000",
        "2020 61,500",
        "The municipality denied that its figures, or any others, had been wrong.",
    ]


def test_a_sentence_runs_on_over_columns_and_pages() -> None:
    first = [
        Placed(BODY, 72, 720),
        Placed("many people of the town. The trains, which", 72, 706),
        Placed("had not run for a year, were full, and the", 320, 720),
        Placed("owner of the ferry, who had earned well by", 320, 706),
    ]
    second = [Placed("the repairs, told us that he was not sorry.", 72, 720)]
    assert text_of(first, second) == [
        f"{BODY} many people of the town. The trains, which had not run for a year, were full, and the owner of "
        "the ferry, who had earned well by the repairs, told us that he was not sorry."
    ]


def test_running_heads_and_page_numbers_are_left_out_wherever_they_were_written() -> None:
    said = ["It was opened on Monday by", "the mayor, who said that he", "would like to drive over it."]
    pages = [
        [
            Placed(line, 72, 700),
            Placed("Eastport Gazette, 3 June 2024", 72, 800),
            Placed(f"Page {number} of 3", 280, 30),
        ]
        for number, line in enumerate(said, 1)
    ]
    assert text_of(*pages) == [" ".join(said)]


def test_pages_that_say_the_same_lose_nothing() -> None:
    page = [Placed("The bridge opened.", 72, 700), Placed("It is long.", 72, 640)]
    assert text_of(page, page) == ["The bridge opened. It is long."] * 2


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    page = [
        Placed("6/3/24, 10:12 AM", 72, 800),
        Placed("The bridge opened on Monday.", 72, 700),
        Placed("https://news.example.org/bridge 1/1", 72, 30),
    ]
    assert text_of(page) == ["The bridge opened on Monday."]


def test_a_line_that_every_page_has_in_its_midst_stays() -> None:
    def page(number: str) -> list[Placed]:
        around = [("A {} beginning.", 720), ("A {} thing.", 700), ("A {} matter.", 100), ("A {} end.", 80)]
        said = [Placed(words.format(number), 72, up) for words, up in around]
        return [*said[:2], Placed("Figures are in euros.", 72, 500), *said[2:]]

    assert text_of(page("first"), page("second")) == [
        "A first beginning. A first thing.",
        "Figures are in euros.",
        "A first matter. A first end.",
        "A second beginning. A second thing.",
        "Figures are in euros.",
        "A second matter. A second end.",
    ]


def test_ligatures_are_letters() -> None:
    line = pdf.pdf_lines.lines(FakePage("Oﬃcials ﬁled ﬂat ﬁgures"))[0]
    assert line.words == "Officials filed flat figures"


class FakePage:
    """A page that says one text, as pypdf would."""

    def __init__(self, words: str) -> None:
        self.words = words

    def extract_text(self, visitor_text: object) -> None:
        upright = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        visitor_text(self.words, upright, upright, None, 12.0)  # type: ignore[operator]


def test_the_name_of_a_file_is_no_title() -> None:
    assert pdf._FILE_NAME.fullmatch("Microsoft Word - draft 3 final")
    assert pdf._FILE_NAME.fullmatch("bridge-final.docx")
    assert not pdf._FILE_NAME.fullmatch("The bridge of Eastport")


PLAIN = ["This is a line without a hyphen."] * 60
BROKEN = [*PLAIN, *["a line that ends in a syl-"] * 10]

JOINED = {
    "a number before a word": ("the second-", "largest bridge", "the second-largest bridge"),
    "a fraction": ("about one-", "third of it", "about one-third of it"),
    "an end that is never a syllable": ("the state-", "owned railway", "the state-owned railway"),
    "one letter": ("an e-", "mail address", "an e-mail address"),
    "a name": ("the Franco-", "German border", "the Franco-German border"),
    "years": ("in 2019-", "2022 it", "in 2019-2022 it"),
    "two beginnings with one end": ("pre-", "and postwar", "pre- and postwar"),
    "a syllable": ("the munici-", "pality said", "the municipality said"),
    "a number that is a syllable": ("in secon-", "dary schools", "in secondary schools"),
    "seventeen": ("it was seven-", "teen years", "it was seventeen years"),
    "the hyphen that hyphenation draws": ("the munici‐", "pality said", "the municipality said"),
    "a soft hyphen": ("the munici\xad", "pality said", "the municipality said"),
    "a dash": ("the bridge –", "closed since", "the bridge – closed since"),
}


@pytest.mark.parametrize(("held", "line", "expected"), JOINED.values(), ids=JOINED.keys())
def test_a_word_broken_at_the_end_of_a_line_is_whole_again(held: str, line: str, expected: str) -> None:
    assert Hyphens(BROKEN).joined(held, line) == expected


def test_a_hyphen_that_the_document_has_elsewhere_is_kept_and_a_whole_word_is_made_whole() -> None:
    said = Hyphens([*BROKEN, "Its well-to-do owners and the water-tight hulls", "of the watershed."])
    assert said.joined("the well-to-", "do people") == "the well-to-do people"
    assert said.joined("the water-", "tight hull") == "the water-tight hull"
    assert said.joined("the water-", "shed of") == "the watershed of"


def test_where_lines_hardly_ever_end_in_a_hyphen_they_are_the_words_own() -> None:
    assert Hyphens([*PLAIN, "the noise-"]).joined("the noise-", "canceling wall") == "the noise-canceling wall"
    assert Hyphens(BROKEN).joined("the consid-", "ered view") == "the considered view"
