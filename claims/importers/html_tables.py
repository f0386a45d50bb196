"""Tables of a web page, made ready for an extractor that knows none: rows become paragraphs, layouts plain blocks."""

from typing import Any

from lxml import etree

CELL = "␉"
"""Stands for the tab between two cells until the extractor is done, which makes a blank of any white space."""

_BLOCKS = ("p", "div", "ul", "ol", "dl", "table", "section", "article", "blockquote", "pre", "h1", "h2", "h3", "h4")
_PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")
_FORMS = ("form", "input", "select", "button", "textarea")
_AROUND = {"nav", "header", "footer", "aside", "form", "menu"}


def rows_as_paragraphs(tree: Any) -> None:
    """Change the tables of this tree, the inner ones first. Those of the page's frame are left to the extractor."""
    for table in reversed(list(tree.iter("table"))):
        if not _AROUND.isdisjoint(one.tag for one in table.iterancestors()):
            continue
        rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
        if _is_layout(table, rows):
            _unwrap(table)
        elif _is_menu(table):
            table.drop_tree()
        else:
            _replace(table, rows)


def _is_layout(table: Any, rows: list[list[Any]]) -> bool:
    """Whether its cells hold parts of the page: several blocks in one, a form, or never two side by side twice."""
    if table.get("role") in {"presentation", "none"} or next(table.iter(*_FORMS), None) is not None:
        return True
    if any(_count(cell) > 1 for row in rows for cell in row):
        return True
    return sum(len(row) > 1 for row in rows) < 2


def _count(cell: Any) -> int:
    return sum(1 for _ in cell.iterdescendants(*_BLOCKS))


def _is_menu(table: Any) -> bool:
    """Whether nothing in it is words but links."""
    linked = sum(len(_words(link)) for link in table.iter("a"))
    return linked >= len(_words(table))


def _unwrap(table: Any) -> None:
    """Its cells as blocks one after the other."""
    for part in list(table.iter(*_PARTS)):
        part.tag = "div"
        for name in ("role", "width", "colspan"):
            part.attrib.pop(name, None)


def _replace(table: Any, rows: list[list[Any]]) -> None:
    block = etree.Element("div")
    caption = table.find("caption")
    said = [_words(caption)] if caption is not None else []
    said += [CELL.join(filter(None, map(_words, row))) for row in rows]
    for words in filter(None, said):
        etree.SubElement(block, "p").text = words
    block.tail = table.tail
    table.getparent().replace(table, block)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext(with_tail=False)).split())
