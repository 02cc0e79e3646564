"""Opens the sample plan as DOCX with python-docx and LibreOffice. Arguments: report-measure."""
import datetime
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree

import office
import tap
from tap import same

directory = tempfile.TemporaryDirectory()
path = pathlib.Path(directory.name) / "plan.docx"
ACTIVITIES = 50
subprocess.run([sys.argv[1], path, str(ACTIVITIES), "1"], check=True, capture_output=True)
document = docx.Document(str(path))
body = document.element.body
HEADS = ["Aktivitet", "Aktivitetsmål", "Genomförande", "Tid", "Ansvar", "Samverkansparter", "Effektmål"]


def text_of(element):
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def test_every_part_is_xml_and_known():
    with zipfile.ZipFile(path) as archive:
        same(archive.testzip(), None)
        names = archive.namelist()
        same(names[0], "[Content_Types].xml")
        same({entry.date_time for entry in archive.infolist()}, {(1980, 1, 1, 0, 0, 0)})
        for name in names:
            etree.fromstring(archive.read(name))
        types = etree.fromstring(archive.read(names[0]))
    overridden = {e.get("PartName").lstrip("/") for e in types if e.tag.endswith("Override")}
    same(overridden, {n for n in names[1:] if not n.endswith(".rels")})


def test_properties():
    properties = document.core_properties
    same(properties.title, "Verksamhetsplan 2021–2023")
    same(properties.subject, "Gemensam tillsyn i Sjölän 2021–2023")
    same(properties.author, "Miljösamverkan Sjölän")
    same(properties.language, "sv-SE")
    same(properties.created, datetime.datetime(2020, 6, 9, 12, 0))


def test_language_of_the_text():
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    same(languages, {"sv-SE"})


def test_headings():
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    same(headings[:6], [("Heading 1", "Om samverkan"), ("Heading 2", "Styrning"), ("Heading 2", "Så blir planen till"),
                        ("Heading 3", "Kriterier"), ("Heading 2", "Budget"), ("Heading 1", "Aktiviteter 2021")])
    same(sum(name == "Heading 1" for name, _ in headings), 6)
    assert all(document.styles[name].paragraph_format.keep_with_next for name, _ in headings)


def test_title_page():
    texts = {p.style.name: p.text for p in document.paragraphs[:6]}
    same(texts["Title"], "Verksamhetsplan")
    same(texts["Subtitle"], "2021–2023")
    same(texts["Beslut"], "Fastställd av styrgruppen 9 juni 2020 § 14")


def test_contents_are_filled_in_and_lead_somewhere():
    bookmarks = {}
    for start in body.iter(qn("w:bookmarkStart")):
        bookmarks[start.get(qn("w:name"))] = text_of(start.getparent())
    links = [(e.get(qn("w:anchor")), text_of(e)) for e in body.iter(qn("w:hyperlink"))]
    same(len(links), 11 + 17)
    for anchor, text in links:
        same(bookmarks[anchor], text)
    codes = [e.text.strip() for e in body.iter(qn("w:instrText"))]
    assert codes[0].startswith("TOC "), codes[0]
    same(codes[1:], [f"PAGEREF {anchor} \\h" for anchor, _ in links])
    kinds = [e.get(qn("w:fldCharType")) for e in body.iter(qn("w:fldChar"))]
    same(kinds.count("begin"), kinds.count("end"))


def test_tables_have_heads_that_repeat_and_rows_that_hold_together():
    same(len(document.tables), 4)
    for table in document.tables:
        rows = table._tbl.tr_lst
        heads = [row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in rows]
        same(heads, [True] + [False] * (len(rows) - 1))
        assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
        assert properties.find(qn("w:tblDescription")).get(qn("w:val")).startswith("Kolumner: ")
        look = properties.find(qn("w:tblLook"))
        same((look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))), ("1", "1"))
        widths = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        same(sum(widths), int(properties.find(qn("w:tblW")).get(qn("w:w"))))


def test_rows_of_a_year():
    table = document.tables[1]
    same([cell.text for cell in table.rows[0].cells], HEADS)
    same(table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")), "Aktiviteter 2021")
    bands = [row.cells[0].text for row in table.rows if len(row._tr.tc_lst) == 1]
    same(bands[:3], ["Tillsynsprojekt", "Handläggarstöd", "Utbildning och workshop"])
    n_rows = sum(len(row.tc_lst) == 7 for t in document.tables[1:3] for row in t._tbl.tr_lst)
    same(n_rows, ACTIVITIES + 2)
    first = [cell.text for cell in table.rows[2].cells]
    same(first[0], "Tatuerare och piercare")
    same(first[6].split(), ["Globala", "målen", "3"])


def test_sums_and_numbers():
    table = document.tables[0]
    total = next(row for row in table.rows if row.cells[0].text == "Summa intäkter")
    same(total.cells[0].paragraphs[0].style.name, "Smal tabell, summa")
    same(str(total.cells[1].paragraphs[0].alignment), "RIGHT (2)")


def test_sections():
    orientations = [section.orientation for section in document.sections]
    upright, wide = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    same(orientations, [upright, upright, upright, wide, wide, upright])
    for section in document.sections:
        size = (round(section.page_width.mm), round(section.page_height.mm))
        same(size, (297, 210) if section.orientation == wide else (210, 297))


def test_foot():
    foot = document.sections[2].footer
    same(foot.paragraphs[0].text, "Miljösamverkan Sjölän · Verksamhetsplan 2021–2023\tsida 1 (1)")
    same(foot.paragraphs[1].text, "Fastställd av styrgruppen 9 juni 2020 § 14 · version 1")
    codes = [e.text.strip() for e in foot._element.iter(qn("w:instrText"))]
    same(codes, ["PAGE", "NUMPAGES"])


def test_picture_is_described():
    same([e.get("descr") for e in body.iter(qn("wp:docPr"))], ["Märke: två cirklar som möts"])


def test_libreoffice_lays_it_out():
    pdf = office.convert(str(path), "pdf", directory.name)
    pages = office.pages_of(pdf)
    assert 11 <= len(pages) <= 15, len(pages)
    assert "sida" not in pages[0], pages[0]
    for number, page in enumerate(pages[1:], 2):
        assert f"sida {number} ({len(pages)})" in page, page
    heads = [page for page in pages if "Samverkansparter" in page]
    assert len(heads) >= 6, len(heads)
    assert all(all(head in page for head in HEADS) for page in heads)
    info = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    assert "Verksamhetsplan 2021–2023" in info, info


tap.run(globals())
