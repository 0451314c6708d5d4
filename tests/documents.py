"""Small files of office programs, made by hand: what their text is, a test can read here."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)  # fmt: skip


def archive(**members: str) -> bytes:
    """A ZIP of texts; two underscores in a name are a slash, one a dot."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in members.items():
            zipped.writestr(name.replace("__", "/").replace("_", "."), text)
    return held.getvalue()


def word(*paragraphs: str, heading: str = "") -> bytes:
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    begins = f"<w:p>{style}<w:r><w:t>{heading}</w:t></w:r></w:p>" if heading else ""
    # A word in two runs, as spelling checkers leave it.
    body = "".join(
        f"<w:p><w:r><w:t>{text[:3]}</w:t></w:r><w:r><w:t>{text[3:]}</w:t></w:r></w:p>"
        for text in paragraphs
    )
    return archive(word__document_xml=f"<w:document {W}>{begins}{body}</w:document>")


def slides(*texts: str) -> bytes:
    members = {
        f"ppt__slides__slide{number}_xml": f"<sld {A}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></sld>"
        for number, text in enumerate(texts, 1)
    }
    return archive(ppt__presentation_xml="<presentation/>", **members)


def sheet(name: str, *cells: str) -> bytes:
    rows = "".join(
        f'<row><c t="s"><v>{at}</v></c><c><v>{at * 10}</v></c></row>' for at in range(len(cells))
    )
    strings = "".join(f"<si><t>{text}</t></si>" for text in cells)
    return archive(
        xl__workbook_xml=f'<workbook {S}><sheets><sheet name="{name}"/></sheets></workbook>',
        xl__sharedStrings_xml=f"<sst {S}>{strings}</sst>",
        xl__worksheets__sheet1_xml=f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>",
    )


def open_text(*paragraphs: str) -> bytes:
    body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    return archive(content_xml=f"<office:document-content {ODF}>{body}</office:document-content>")


def pdf(*pages: str) -> bytes:
    """A PDF of plain letters, a line on each page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    held = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(held))
        held += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return held + f"{end}startxref\n{len(held)}\n%%EOF\n".encode()
