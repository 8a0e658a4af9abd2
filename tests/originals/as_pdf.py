"""Cases as PDF files: what LibreOffice exports of their Word files, all with one call."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from originals.as_word import as_word
from originals.case import Case
from originals.make import OFFICE, locked, tool


def as_pdf(cases: Sequence[Case], folder: Path) -> list[bytes]:
    """The bytes of each file. They stay in `folder`, where other processes find them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / case.name.replace(".", "-") for case in cases]
    with locked(folder.parent / f"{folder.name}.lock"):
        if not all(file.with_suffix(".pdf").exists() for file in files):
            for case, file in zip(cases, files, strict=True):
                file.with_suffix(".docx").write_bytes(as_word(case))
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            call = [str(tool(OFFICE)), profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder]
            call += [file.with_suffix(".docx") for file in files]
            subprocess.run(call, check=True, capture_output=True, timeout=300)
    return [file.with_suffix(".pdf").read_bytes() for file in files]
