"""LibreOffice without a screen, with a profile of its own, for tests that open what was written."""
import pathlib
import shutil
import subprocess
import tempfile

from tap import Skip


def convert(path, to, directory):
    """The file that LibreOffice makes of `path`, e.g. to="pdf"."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Skip("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [program, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--convert-to", to,
             "--outdir", directory, path], check=True, capture_output=True, timeout=150)
    made = pathlib.Path(directory) / (pathlib.Path(path).stem + "." + to.split(":")[0])
    assert made.exists(), f"LibreOffice made no {made.name}"
    return made


def pages_of(pdf):
    """The text of each page, in the order of the content."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]
