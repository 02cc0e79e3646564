"""Checks a PDF against PDF/UA-1 (ISO 14289-1) as far as a program can: by its structure tree, with pikepdf. Arguments:
report-measure."""
import pathlib
import re
import subprocess
import sys
import tempfile

import pikepdf
from lxml import etree

import tap
from tap import same

directory = tempfile.TemporaryDirectory()
path = pathlib.Path(directory.name) / "plan.pdf"
subprocess.run([sys.argv[1], path, "50", "1"], check=True, capture_output=True)
pdf = pikepdf.open(path)
root = pdf.Root
STANDARD = {"/Document", "/Sect", "/P", "/H1", "/H2", "/H3", "/TOC", "/TOCI", "/Reference", "/Link", "/Span", "/L", "/LI",
            "/Lbl", "/LBody", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Figure"}


def kids(node):
    found = node.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_element(kid):
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def elements(node):
    for kid in kids(node):
        if is_element(kid):
            yield kid
            yield from elements(kid)


def attribute(node, owner, name):
    found = node.get("/A")
    for attributes in [] if found is None else found if isinstance(found, pikepdf.Array) else [found]:
        if attributes.O == owner and name in attributes:
            return attributes[name]
    return None


def role(node):
    return str(node.S)


tree = list(elements(root.StructTreeRoot))


def of_role(*roles):
    return [node for node in tree if role(node) in roles]


def test_says_that_it_is_pdf_ua():
    metadata = etree.fromstring(bytes(root.Metadata.read_bytes()))
    found = {e.tag: e for e in metadata.iter() if isinstance(e.tag, str)}
    same(found["{http://www.aiim.org/pdfua/ns/id/}part"].text, "1")
    title = found["{http://purl.org/dc/elements/1.1/}title"]
    same("".join(title.itertext()), "Verksamhetsplan 2021–2023")
    assert root.Metadata.get("/Filter") is None, "metadata is compressed"


def test_catalog():
    same(str(root.Lang), "sv-SE")
    same(bool(root.MarkInfo.Marked), True)
    assert not root.MarkInfo.get("/Suspects", False)
    same(bool(root.ViewerPreferences.DisplayDocTitle), True)
    same(str(pdf.docinfo.Title), "Verksamhetsplan 2021–2023")
    assert not pdf.is_encrypted


def test_only_standard_roles_under_one_document():
    same({role(node) for node in tree} - STANDARD, set())
    same([role(node) for node in kids(root.StructTreeRoot)], ["/Document"])


def test_every_element_knows_its_parent():
    def walk(parent):
        for kid in kids(parent):
            if is_element(kid):
                same(kid.P.objgen, parent.objgen, role(kid))
                walk(kid)
    walk(root.StructTreeRoot)


def test_headings_leave_no_level_out():
    level = 0
    for node in of_role("/H1", "/H2", "/H3"):
        found = int(role(node)[2:])
        assert found <= level + 1, f"H{found} after H{level}"
        level = found
    assert len(of_role("/H1")) >= 6


def test_heads_of_tables_have_a_scope():
    heads = of_role("/TH")
    assert len(heads) > 50
    for node in heads:
        assert attribute(node, "/Table", "/Scope") in ("/Column", "/Row", "/Both"), node


def test_tables_are_regular():
    tables = of_role("/Table")
    same(len(tables), 4)
    for table in tables:
        rows = [row for part in kids(table) for row in kids(part)]
        assert all(role(row) == "/TR" for row in rows)
        widths = {sum(int(attribute(cell, "/Table", "/ColSpan") or 1) for cell in kids(row)) for row in rows}
        same(len(widths), 1, "columns")
        same([role(part) for part in kids(table)][:2], ["/THead", "/TBody"])


def test_lists_say_what_their_labels_are():
    lists = of_role("/L")
    assert len(lists) >= 6
    for node in lists:
        assert attribute(node, "/List", "/ListNumbering") in ("/Disc", "/Decimal"), node
        for item in kids(node):
            same(role(item), "/LI")
            same([role(part) for part in kids(item)], ["/Lbl", "/LBody"])


def test_figures_are_described():
    for node in of_role("/Figure"):
        assert str(node.get("/Alt", "")).strip()
        same(len(attribute(node, "/Layout", "/BBox")), 4)


def test_numbers_of_goals_are_said_in_words():
    said = [str(node.Alt) for node in of_role("/Span") if "/Alt" in node]
    assert len(said) > 20
    assert all(re.fullmatch(r"\d+ \w.*", text) for text in said), said[:5]


def test_links_are_described_and_in_the_structure():
    linked = {kid.Obj.objgen for node in of_role("/Link") for kid in kids(node)
              if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"}
    n = 0
    for page in pdf.pages:
        same(str(page.Tabs), "/S", "order of tabs")
        for annotation in page.get("/Annots", []):
            assert str(annotation.Contents).strip()
            assert annotation.objgen in linked
            assert "/StructParent" in annotation
            n += 1
    same(n, 28)


def test_all_content_is_marked_and_found_by_the_parent_tree():
    numbers = list(root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2]))
    for page in pdf.pages:
        nodes = parents[int(page.StructParents)]
        depth, seen = 0, set()
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
                if name == "BDC" and "/MCID" in operands[1]:
                    seen.add(int(operands[1]["/MCID"]))
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "'", '"', "f", "f*", "S", "B", "Do", "sh"):
                assert depth > 0, f"{name} outside marked content"
        same(depth, 0)
        for mcid in seen:
            assert nodes[mcid] is not None and "/S" in nodes[mcid], mcid


def test_fonts_are_embedded_and_can_be_read_back():
    fonts = {font.objgen: font for page in pdf.pages for _, font in page.Resources.get("/Font", {}).items()}
    assert len(fonts) >= 4
    for font in fonts.values():
        assert "/ToUnicode" in font, font.BaseFont
        bare = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        assert any(f"/FontFile{n}" in bare.FontDescriptor for n in ("", "2", "3")), font.BaseFont


def test_outline_leads_to_every_heading():
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert "Aktiviteter 2021" in titles, titles


tap.run(globals())
