"""Documents made for tests: small ones of each kind, and ones made to hurt."""

import zipfile
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape

from pypdf import PdfWriter

XML = '<?xml version="1.0"?>'

PAGE = """<!DOCTYPE html><html lang="en"><head>
<title>New bridge opens to traffic – Example Daily</title>
<meta property="og:title" content="New bridge opens to traffic">
<meta property="og:site_name" content="Example Daily">
<meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-05-02T08:30:00+02:00">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>New bridge opens to traffic</h1>
<p>The bridge opened on Monday. It carries 160,000 vehicles a day, the council said in a long statement.</p>
<p>Its architect was Ann Lee, who had drawn several others in the region and won two prizes for them.</p></article>
<footer>Subscribe to our newsletter</footer></body></html>"""


class Placed(NamedTuple):
    """Words at a place of a page, counted from its lower left corner."""

    words: str
    left: int
    up: int
    size: int = 12


def placed_pdf(*pages: list[Placed]) -> bytes:
    """A PDF whose pages have these words at their places, in this order."""
    streams = [
        "\n".join(f"BT /F1 {one.size} Tf {one.left} {one.up} Td ({one.words}) Tj ET" for one in page).encode(
            "latin-1"
        )
        for page in pages
    ]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, stream in enumerate(streams):
        page = (
            f"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects += [page.encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)]
    return _assembled(objects)


def pdf(*lines: str, pages: int = 1) -> bytes:
    """A PDF whose pages each have these lines as text."""
    drawn = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T*\n" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td\n{drawn}ET".encode("latin-1")
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = f"{4 + pages} 0 R"
    page = f"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents {body} >>"
    objects += [page.encode()] * pages
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
    return bytes(out)


def locked_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("a password nobody knows", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def blank_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*paragraphs: str, title: str = "", before: str = "", inside: str = "") -> bytes:
    """A Word file; `before` stands between the XML declaration and the document, `inside` behind the paragraphs."""
    space = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    said = "".join(f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>" for words in paragraphs)
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )
    return zipped(
        {
            "word/document.xml": f"{XML}{before}<w:document {space}><w:body>{said}{inside}</w:body></w:document>",
            "docProps/core.xml": core,
        }
    )


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def feed(*items: str, before: str = "") -> bytes:
    """An RSS feed with these items, each the inside of an <item>."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'{XML}{before}<rss version="2.0"><channel><title>News</title>{inside}</channel></rss>'.encode()
