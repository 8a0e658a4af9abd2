"""The originals as files: written by python-docx, printed by Chromium, converted by LibreOffice, or broken by hand.

`build` makes what the machine has the tools for; `lacking` names the tool that a case wants and the machine lacks.
LibreOffice is started once for .doc and once for .pdf, Chromium once for all pages.
"""

import functools
import io
import os
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from originals.as_html import as_html, as_mht
from originals.as_text import as_text
from originals.as_word import as_word, png
from originals.case import CASES, Case

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
OFFICE = ("soffice", "libreoffice")
DONE = "done"


def tool(names: Iterable[str]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def wants(case: Case) -> str:
    """office, chromium, or empty for what Python alone can make."""
    if "by" in case.how:
        return str(case.how["by"])
    return {"doc": "office", "wps": "office", "pdf": "chromium"}.get(case.format, "")


@functools.cache
def lacking(need: str) -> str:
    """Why a case with this need can't be made here; empty where it can. Environment variables turn that into errors."""
    names, switch = {
        "office": (OFFICE, "YAODIAN_REQUIRE_OFFICE"),
        "chromium": (CHROMIUM, "YAODIAN_REQUIRE_BROWSER"),
        "": ((), ""),
    }[need]
    if not names or tool(names):
        return ""
    if os.environ.get(switch) == "1":
        raise RuntimeError(f"{switch}=1, but there is no {names[0]}")
    return f"there is no {names[0]} on this machine"


def build(folder: Path) -> None:
    """Write every original that can be made here into `folder`, once: a second call finds them there.

    Safe with several processes: the first one builds, the others wait for it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder.parent / f"{folder.name}.lock"):
        if (folder.parent / f"{folder.name}.{DONE}").exists():
            return
        cases = [case for case in CASES.values() if not lacking(wants(case))]
        office = [case for case in cases if wants(case) == "office"]
        chromium = [case for case in cases if wants(case) == "chromium"]
        for case in cases:
            if not wants(case):
                (folder / case.name).write_bytes(_bytes(case))
        if office:
            _convert(folder, office)
        if chromium:
            _print(folder, chromium)
        (folder.parent / f"{folder.name}.{DONE}").touch()


class locked:  # noqa: N801 -- used as a function
    """Holds a file locked; whoever comes second waits."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("w")

    def __enter__(self) -> None:
        if os.name == "posix":
            import fcntl

            fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self.file.close()


def _bytes(case: Case) -> bytes:
    if "special" in case.how:
        return SPECIALS[str(case.how["special"])](case)
    makers: dict[str, Callable[[Case], bytes]] = {
        "txt": as_text,
        "docx": as_word,
        "html": as_html,
        "htm": as_html,
        "mht": as_mht,
    }
    return makers[case.format](case)


# LibreOffice


def _convert(folder: Path, cases: list[Case]) -> None:
    work = folder.parent / f"{folder.name}-office"
    for target in ("doc", "pdf"):
        chosen = [case for case in cases if (case.format == "pdf") == (target == "pdf") and "password" not in case.how]
        _soffice(work / target, target, chosen, folder)
    for case in (case for case in cases if "password" in case.how):
        options = (
            f'pdf:writer_pdf_Export:{{"EncryptFile":{{"type":"boolean","value":"true"}},'
            f'"DocumentOpenPassword":{{"type":"string","value":"{case.how["password"]}"}}}}'
        )
        _soffice(work / "password", options, [case], folder)


def _soffice(work: Path, target: str, cases: list[Case], folder: Path) -> None:
    if not cases:
        return
    (work / "in").mkdir(parents=True, exist_ok=True)
    files = []
    for case in cases:
        file = work / "in" / (case.name.replace(".", "-") + ".docx")
        file.write_bytes(as_word(case))
        files.append(file)
    program = tool(OFFICE) or ""
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    call = [
        program,
        profile,
        "--headless",
        "--norestore",
        "--convert-to",
        target,
        "--outdir",
        str(work / "out"),
        *map(str, files),
    ]
    subprocess.run(call, check=True, capture_output=True, timeout=300)
    for case, file in zip(cases, files, strict=True):
        made = work / "out" / f"{file.stem}.{target.partition(':')[0]}"
        shutil.copyfile(made, folder / case.name)


# Chromium


def _print(folder: Path, cases: list[Case]) -> None:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=tool(CHROMIUM), args=flags)
        page = browser.new_page()
        for case in cases:
            page.set_content(_sheet(case))
            heads = case.how.get("heads")
            page.pdf(
                path=folder / case.name,
                format="A4",
                margin={"top": "30mm", "bottom": "28mm", "left": "28mm", "right": "26mm"},
                display_header_footer=bool(heads),
                header_template=_running(str(heads or "")),
                footer_template=_running("— <span class=pageNumber></span> —"),
            )
        browser.close()


def _running(text: str) -> str:
    return f"<div style=\"font: 10pt 'Noto Serif CJK SC'; width: 100%; text-align: center\">{text}</div>"


def _sheet(case: Case) -> str:
    if case.how.get("special") == "scan":
        import base64

        picture = base64.b64encode(png(400, 560)).decode()
        return f'<img src="data:image/png;base64,{picture}" style="width:100%">'
    if case.how.get("special") == "long":
        pages = "".join(
            f'<p style="break-after:page">第{n}页的内容：这里是一本汇编中的一段文字，共五百页。</p>'
            for n in range(1, 501)
        )
        return f"<html lang=zh-CN><body>{pages}</body></html>"
    return as_html(case).decode()


# Broken by hand


def _empty(_: Case) -> bytes:
    return b""


def _cut_zip(case: Case) -> bytes:
    whole = as_word(case)
    return whole[: len(whole) * 2 // 3]


def _bomb(case: Case) -> bytes:
    """A Word file whose main part unpacks to 600 MB; `lie` understates that in the directory of the zip."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_word(case))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name != "word/document.xml":
                target.writestr(name, source.read(name))
        with target.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(b"\0" * 1_000_000)
    data = out.getvalue()
    if not case.how.get("lie"):
        return data
    true, false = struct.pack("<I", 600_000_000), struct.pack("<I", 60_000)
    assert true in data
    return data.replace(true, false)


def _locked_word(_: Case) -> bytes:
    """What Word writes with a password: a compound file that holds EncryptionInfo and EncryptedPackage."""
    sector = 512
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    noise = bytes((n * 167 + 13) % 256 for n in range(8 * sector))
    streams = (("EncryptionInfo", noise), ("EncryptedPackage", noise[::-1]))
    fat, entries, data, at = [fat_mark, end], [_entry("Root Entry", 5, end, 0, child=1)], b"", 2
    for number, (name, content) in enumerate(streams, 1):
        count = len(content) // sector
        fat += [*range(at + 1, at + count), end]
        entries.append(_entry(name, 2, at, len(content), right=2 if number == 1 else free))
        data += content
        at += count
    fat += [free] * (sector // 4 - len(fat))
    entries += [b"\0" * 68 + b"\xff" * 12 + b"\0" * 48]
    header = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
    header += b"\xff" * (sector - len(header))
    return header + struct.pack(f"<{len(fat)}I", *fat) + b"".join(entries) + data


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, right, child) + b"\0" * 36 + struct.pack("<IQ", start, size)


def _page(case: Case) -> bytes:
    """A page that is no document, written out in the case."""
    return str(case.how["page"]).encode()


SPECIALS: dict[str, Callable[[Case], bytes]] = {
    "empty": _empty,
    "cut": _cut_zip,
    "bomb": _bomb,
    "locked": _locked_word,
    "page": _page,
}
