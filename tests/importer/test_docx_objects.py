"""Files of other programs inside a Word document: saved as what they are, beside the plan."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import wordfile as w
from hypothesis import given
from hypothesis import strategies as st
from olefile import compound, wrapped

from generator.importer.original import Original
from generator.importer.word.docx import read
from generator.importer.word.ole import content, streams
from generator.importer.word.unpack import unpacked

XLSX = w.zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>" * 2000})
OLD = compound({"Workbook": b"rows" * 2000, "\x05SummaryInformation": b"by hand"})
PDF = b"%PDF-1.4\n" + b"%%EOF"


def holding(*objects: bytes) -> Original:
    """A Word document that these objects are embedded in, each shown twice, as read."""
    body = w.p("正文") + "".join(
        f'<w:p><w:r><w:object><o:OLEObject r:id="o{n}"/></w:object></w:r></w:p>' * 2 for n in range(len(objects))
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject"
    relations = "".join(
        f'<Relationship Id="o{n}" Type="{kind}" Target="embeddings/oleObject{n}.bin"/>' for n in range(len(objects))
    )
    with zipfile.ZipFile(io.BytesIO(w.document(body))) as package:
        files = {name: package.read(name) for name in package.namelist()}
    rels = "word/_rels/document.xml.rels"
    files[rels] = files[rels].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    return read(w.zipped(files | {f"word/embeddings/oleObject{n}.bin": o for n, o in enumerate(objects)}), "a.docx")


@pytest.mark.parametrize(
    ("held", "ending", "file"),
    [
        (OLD, ".xls", OLD),
        (compound({"WordDocument": b"\xec\xa5" + bytes(8000)}), ".doc", None),
        (compound({"\x01Ole10Native": wrapped("安排表.xlsx", XLSX)}), ".xlsx", XLSX),
        (compound({"\x01Ole10Native": wrapped("旧表.xls", OLD)}), ".xls", OLD),
        (
            compound({"\x01Ole10Native": wrapped("说明.txt", "请按时报送。".encode("gb18030"))}),
            ".txt",
            "请按时报送。".encode("gb18030"),
        ),
        (compound({"Package": XLSX, "\x01CompObj": b"x"}), ".xlsx", XLSX),
        (compound({"CONTENTS": PDF}), ".pdf", PDF),
        (compound({"\x01Ole10Native": wrapped("安装.exe", b"MZ\x90")}), ".bin", None),
        (compound({"Unheard of": b"x"}), ".bin", None),
        (b"no such file", ".bin", None),
    ],
)
def test_an_object_is_saved_as_the_file_that_it_is(held: bytes, ending: str, file: bytes | None) -> None:
    original = holding(held)
    assert [(f.name, f.data) for f in original.files] == [(f"embedded1{ending}", file or held)]
    assert [p.code for p in original.problems] == ["docx-embedded"]
    assert f"embedded1{ending}" in original.problems[0].message


def test_a_formula_is_told_and_not_saved() -> None:
    original = holding(compound({"Equation Native": b"x" * 90}), OLD)
    assert [f.name for f in original.files] == ["embedded1.xls"]
    assert [p.code for p in original.problems] == ["docx-object", "docx-embedded"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_file_of_a_real_program_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("三月读书", "utf-8")
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "doc", "a.txt"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=90)
    data = (tmp_path / "a.doc").read_bytes()
    assert unpacked(data, 1 << 20) == (".doc", data)
    assert "三月读书".encode("utf-16-le") in content(data, "worddocument", 1 << 20)
    assert len(content(data, "worddocument", 1 << 20)) == streams(data)["worddocument"].length
    assert b"Word" in content(data, "\x01compobj", 4096)  # one of the small ones


@given(st.binary(max_size=200), st.integers(0, 6000), st.integers(0, 3))
def test_a_damaged_object_ends_in_a_file_or_nothing(noise: bytes, at: int, cut: int) -> None:
    whole = compound({"\x01Ole10Native": wrapped("a.txt", b"text" * 400), "Package": b"x" * 5000})
    data = whole[: at or None] if cut == 0 else whole[:at] + noise + whole[at + len(noise) :]
    found = unpacked(data, 10_000)
    assert found is None or len(found[1]) <= max(len(data), 10_000)
