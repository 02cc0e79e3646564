"""Opens the sample table as XLSX with openpyxl and LibreOffice. Arguments: table-measure."""
import csv
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

import openpyxl

import office
import tap
from tap import same

directory = tempfile.TemporaryDirectory()
folder = pathlib.Path(directory.name)
ROWS = 63
for ending in ("xlsx", "json"):
    subprocess.run([sys.argv[1], folder / f"table.{ending}", str(ROWS)], check=True, capture_output=True)
rows = json.loads((folder / "table.json").read_text())["rows"]
book = openpyxl.load_workbook(folder / "table.xlsx")
sheet = book.active


def excel_text(text):
    """XML knows no carriage return of its own."""
    return text.replace("\r", "\n")


def test_properties_and_sheet():
    same(book.properties.title, "Åtgärder [prov]: a/b")
    same(book.properties.creator, "Miljösamverkan Sjölän & Co")
    same(book.properties.created, datetime.datetime(2020, 6, 9, 12, 0))
    same(book.sheetnames, ["Åtgärder  prov   a b"])


def test_head_is_frozen_and_filtered():
    same([cell.value for cell in sheet[1]], ["Namn på åtgärden", "=Text", "Summa", "Sista dag"])
    same(sheet.freeze_panes, "A2")
    same(sheet.auto_filter.ref, f"A1:D{ROWS + 1}")
    assert all(cell.font.bold for cell in sheet[1])
    same(sheet.print_title_rows.replace("$", ""), "1:1")


def test_every_cell_has_its_type_and_value():
    same(sheet.max_row, ROWS + 1)
    for row, wanted in zip(sheet.iter_rows(min_row=2), rows):
        name, text, total, day = row
        same((name.data_type, name.value), ("s", wanted["name"]))
        if wanted["text"]:
            same(text.data_type, "s", wanted["text"])
            same(text.value.replace("_x000D_", "\n").replace("\r", "\n"), excel_text(wanted["text"]))
            same(text.number_format, "@")
        else:
            same(text.value, None)
        same(total.value, wanted["sum"])
        assert wanted["sum"] is None or total.data_type == "n"
        same(day.value and day.value.date().isoformat(), wanted["day"])
        assert wanted["day"] is None or day.number_format == "yyyy-mm-dd"


def test_nothing_is_a_formula():
    same([cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"], [])


def test_columns_are_as_wide_as_what_they_hold():
    widths = [sheet.column_dimensions[letter].width for letter in "ABCD"]
    assert widths[0] >= len("Namn på åtgärden"), widths
    assert 20 <= widths[1] <= 60, widths
    assert 10 <= widths[3] <= 20, widths


def test_libreoffice_says_the_same():
    made = office.convert(str(folder / "table.xlsx"), "csv:Text - txt - csv (StarCalc):59,34,76,1", directory.name)
    with open(made, encoding="utf-8", newline="") as file:
        found = list(csv.reader(file, delimiter=";"))
    same(found[0], ["Namn på åtgärden", "=Text", "Summa", "Sista dag"])
    same(len(found), ROWS + 1)
    for cells, wanted in zip(found[1:], rows):
        same(cells[0], wanted["name"])
        same(cells[1].replace("\r\n", "\n").replace("\r", "\n"), excel_text(wanted["text"]))
        same(cells[2], "" if wanted["sum"] is None else str(wanted["sum"]))
        same(cells[3], wanted["day"] or "")


def test_a_hundred_thousand_rows():
    subprocess.run([sys.argv[1], folder / "large.xlsx", "100000"], check=True, capture_output=True)
    large = openpyxl.load_workbook(folder / "large.xlsx", read_only=True).active
    count = 0
    for row in large.iter_rows(min_row=2, max_col=1, values_only=True):
        count += 1
        same(row[0], f"Åtgärd {count}")
    same(count, 100000)


tap.run(globals())
