"""Word files: what a reader of the document sees, and nothing else that is in the file."""

import pytest

from claims.importers.child import extract
from tests.importers import documents


def words(text: str, about: str = "") -> str:
    return f'<w:r>{about}<w:t xml:space="preserve">{text}</w:t></w:r>'


WORD = {
    "words that were moved": (
        f"<w:p><w:moveFrom>{words('It is old.')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo>{words('It is old.')}</w:moveTo></w:p>",
        "It is old.",
    ),
    "words that were deleted and inserted": (
        f"<w:p>{words('It is ')}<w:del>"
        f"<w:r><w:delText>old</w:delText></w:r></w:del><w:ins>{words('new.')}</w:ins></w:p>",
        "It is new.",
    ),
    "a mark that was deleted": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{words('It is ')}</w:p><w:p>{words('new.')}</w:p>",
        "It is new.",
    ),
    "hidden words": (
        f"<w:p>{words('Not this.', '<w:rPr><w:vanish/></w:rPr>')}"
        f"{words('This.', '<w:rPr><w:vanish w:val="0"/></w:rPr>')}</w:p>",
        "This.",
    ),
    "a hyphen that breaks no line": (
        f"<w:p>{words('an e')}<w:r><w:noBreakHyphen/></w:r>{words('mail')}</w:p>",
        "an e-mail",
    ),
    "a sign by its number": (
        f'<w:p>{words("by ")}<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>{words(" 5")}'
        f'<w:r><w:sym w:font="Wingdings" w:char="F0B0"/></w:r><w:r><w:sym w:font="Symbol" w:char="f0b0"/></w:r>'
        f"{words('C')}</w:p>",
        "by ≥ 5°C",
    ),
    "a box for new programs and old ones": (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:p>{words('In a box.')}</w:p></mc:Choice>"
        f"<mc:Fallback><w:p>{words('In a box.')}</w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "In a box.",
    ),
    "a table": (
        f"<w:tbl><w:tr><w:tc><w:p>{words('2010')}</w:p></w:tc><w:tc><w:p>{words('48,000')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{words('2020')}</w:p></w:tc><w:tc><w:p>{words('61,500')}</w:p></w:tc></w:tr></w:tbl>",
        "2010\t48,000\n\n2020\t61,500",
    ),
    "a table that is a layout": (
        f"<w:tbl><w:tr><w:tc><w:p>{words('It is old.')}</w:p><w:p>{words('It is long.')}</w:p></w:tc>"
        f"<w:tc><w:p>{words('Home')}</w:p></w:tc></w:tr></w:tbl>",
        "It is old.\n\nIt is long.\n\nHome",
    ),
}


@pytest.mark.parametrize(("inside", "expected"), WORD.values(), ids=WORD.keys())
def test_a_word_file_gives_what_its_reader_sees(inside: str, expected: str) -> None:
    assert extract("docx", documents.docx(inside=inside))["text"] == expected
