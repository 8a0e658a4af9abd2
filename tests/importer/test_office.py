"""Old Word files through LibreOffice: what they say survives, and what can't be converted is told."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
import wordfile as w

from generator.importer.word import office
from generator.importer.word.ole import MAGIC, kind_of
from generator.problem import Problem

needs_office = pytest.mark.skipif(office.find() is None, reason="LibreOffice 没有安装")
TEXTS = ["一、巡护山林", "（一）备足物资", "（二）分片包干", "二、补植苗木", "云溪县林业局"]


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One document in the old formats, as LibreOffice writes them."""
    folder = tmp_path_factory.mktemp("old")
    levels = w.level(0, "chineseCounting", "%1、") + w.level(1, "chineseCounting", "（%2）")
    words = [text.partition("、")[2] or text.partition("）")[2] for text in TEXTS[:4]]
    body = "".join(w.numbered(word, n) for word, n in zip(words, (0, 1, 1, 0), strict=True))
    (folder / "a.docx").write_bytes(
        w.document(body + w.p(TEXTS[4], '<w:jc w:val="right"/>'), numbering=w.lists(levels))
    )
    made = {}
    for ending in ("doc", "odt"):
        command = [str(office.find()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", ending, "--outdir", str(folder), str(folder / "a.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        made[f"要点.{ending}"] = (folder / f"a.{ending}").read_bytes()
    rich = "\\par ".join("".join(f"\\u{ord(c)}?" for c in text) for text in TEXTS[:4])
    last = "".join(f"\\u{ord(c)}?" for c in TEXTS[4])
    made["要点.rtf"] = rf"{{\rtf1\ansi {rich}\par \qr {last}\par}}".encode()
    return made | {"要点.wps": made["要点.doc"]}


@needs_office
def test_old_formats_say_what_they_said(old_files: dict[str, bytes]) -> None:
    converted = office.convert(old_files | {"坏.doc": b"not a document"})
    assert list(converted) == [*old_files, "坏.doc"]
    for name in old_files:
        original = office.as_original(converted[name], name)
        assert [q.text for q in original.paragraphs] == TEXTS, name
        assert w.difference(original) == {}
        assert original.paragraphs[-1].align == "right"
    bad = converted["坏.doc"]
    assert isinstance(bad, Problem)
    assert bad.code == "original-unknown"


@needs_office
def test_a_file_cut_short_stops_nobody(old_files: dict[str, bytes]) -> None:
    whole = old_files["要点.doc"]
    converted = office.convert({"断.doc": whole[: len(whole) - 4096], "好.doc": whole})
    assert [q.text for q in office.as_original(converted["好.doc"], "好.doc").paragraphs] == TEXTS
    cut = office.as_original(converted["断.doc"], "断.doc")
    assert cut.paragraphs or cut.problems


@needs_office
def test_what_an_old_file_is_and_whether_it_is_locked(old_files: dict[str, bytes]) -> None:
    data = old_files["要点.doc"]
    assert kind_of(data) == "doc"
    locked = bytearray(data)
    locked[locked.index(b"\xec\xa5") + 11] |= 0x01
    assert kind_of(bytes(locked)) == "encrypted"
    assert [problem.code for problem in office.read(bytes(locked), "锁.doc").problems] == ["original-locked"]


def package(*streams: str) -> bytes:
    """An OLE file whose directory has these names."""
    entries = b""
    for name in streams:
        entry = bytearray(128)
        encoded = (name + "\0").encode("utf-16-le")
        entry[: len(encoded)] = encoded
        entry[64:66] = len(encoded).to_bytes(2, "little")
        entries += bytes(entry)
    head = bytearray(512)
    head[:8] = MAGIC
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = (0).to_bytes(4, "little")
    head[76:80] = (0xFFFFFFFF).to_bytes(4, "little")
    return bytes(head) + entries.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "original-empty"),
        (b"plain text", "original-unknown"),
        (package("Root Entry", "Workbook"), "original-unknown"),
        (package("Root Entry", "PowerPoint Document"), "original-unknown"),
        (package("Root Entry", "EncryptedPackage"), "original-locked"),
        (MAGIC, "original-unknown"),
        (MAGIC + bytes(4000), "original-unknown"),
        (w.zipped({"content.xml": b"", "META-INF/manifest.xml": b"<m:encryption-data/>"}), "original-locked"),
        (w.zipped({"a": b""}), "original-unknown"),
        (b"PK\x03\x04", "original-unknown"),
    ],
)
def test_what_is_no_old_word_file_never_reaches_libreoffice(data: bytes, code: str) -> None:
    original = office.read(data, "要点.doc")
    assert (original.paragraphs, [problem.code for problem in original.problems]) == ((), [code])


def test_without_libreoffice_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", ())
    (problem,) = office.read(package("Root Entry", "WordDocument"), "要点.doc").problems
    assert problem.code == "office-missing"
    assert "另存为 .docx" in problem.hint


@needs_office
def test_a_program_that_was_killed_does_not_lock_the_next_start(
    monkeypatch: pytest.MonkeyPatch, old_files: dict[str, bytes]
) -> None:
    monkeypatch.setattr(office, "_SECONDS", 0.2)
    monkeypatch.setattr(office, "_SECONDS_A_FILE", 0)
    killed = office.convert({"要点.doc": old_files["要点.doc"]})["要点.doc"]
    assert isinstance(killed, Problem)
    monkeypatch.undo()
    assert isinstance(office.convert({"要点.doc": old_files["要点.doc"]})["要点.doc"], bytes)


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the program")
def test_a_file_at_which_the_program_stops_is_told_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The program here is a script: it converts until it meets the word HANG, then waits for ever with a child."""
    script = tmp_path / "soffice"
    script.write_text(
        '#!/bin/sh\nout=\'\'\nfor a in "$@"; do case "$previous" in --outdir) out=$a;; esac; previous=$a\n'
        'case "$a" in *.rtf) if grep -q HANG "$a"; then sleep 600 & wait; fi\n'
        'mkdir -p "$out"; cp "$a" "$out/$(basename "$a" .rtf).docx";; esac; done\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(office, "_SECONDS", 1)
    monkeypatch.setattr(office, "_SECONDS_A_FILE", 0)
    before = time.perf_counter()
    files = {"1.rtf": rb"{\rtf1 a}", "2.rtf": rb"{\rtf1 HANG}", "3.rtf": rb"{\rtf1 b}"}
    converted = office.convert(files)
    assert time.perf_counter() - before < 20
    assert [converted["1.rtf"], converted["3.rtf"]] == [files["1.rtf"], files["3.rtf"]]
    stopped = converted["2.rtf"]
    assert isinstance(stopped, Problem)
    assert stopped.code == "office-failed"
