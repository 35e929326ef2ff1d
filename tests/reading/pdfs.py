"""PDFs made for the tests: by fpdf2, and one by hand in Chinese, whose type no machine need have."""

from fpdf import FPDF

BODY = 11


def pdf(draw, **options):
    """The bytes of a PDF on whose first page ``draw`` has drawn."""
    page = FPDF(**options)
    page.set_margin(25)
    page.add_page()
    page.set_font("Helvetica", "", BODY)
    draw(page)
    return bytes(page.output())


def paragraph(page, text, size=BODY, style="", **options):
    page.set_font("Helvetica", style, size)
    page.multi_cell(0, size * 0.5, text, **options)
    page.ln(size * 0.3)


def table(page, rows, **options):
    page.set_font("Helvetica", "", 10)
    with page.table(**options) as made:
        for row in rows:
            cells = made.row()
            for cell in row:
                cells.cell(cell)


def chinese(lines):
    """A page of lines in a typeface that is not in the file, as many Chinese filings have them."""
    shown = "\n".join(
        f"1 0 0 1 72 {760 - 20 * i} Tm <{line.encode('utf-16-be').hex()}> Tj" for i, line in enumerate(lines)
    )
    content = f"BT /F1 12 Tf\n{shown}\nET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 [500] 13 26 500]"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
            b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 90 >>"
        ),
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out + head + entries + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )
