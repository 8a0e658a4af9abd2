"""`verify`: a tree is what was built, wherever it was moved to, or it is said what was done to it."""

import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import sites
from click.testing import CliRunner
from conftest import served

import generator
from generator import seal
from generator.cli import cli
from generator.verify import verify


def said(folder: Path, *args: str) -> tuple[int, str]:
    """Exit status and words of `verify`."""
    result = CliRunner().invoke(cli, ["verify", str(folder / "public"), *args])
    return result.exit_code, result.output


def judged(folder: Path, *args: str) -> dict[str, Any]:
    """The verdict as JSON."""
    found: dict[str, Any] = json.loads(said(folder, "--format", "json", *args)[1])
    return found


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="this system has no sha256sum")
def test_what_was_built_is_sound_and_sha256sum_says_so_too(built: Path) -> None:
    status, words = said(built)
    assert status == 0
    assert "和生成时完全一样" in words
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=built / "public", check=True)
    listed = seal.parse_sums((built / "public" / "SHA256SUMS").read_bytes())
    assert listed.keys() == sites.tree(built / "public").keys() | {"build-manifest.json"}


def test_a_copy_that_was_uploaded_and_fetched_again_is_sound(
    built: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import urllib.request

    back = tmp_path_factory.mktemp("back")
    with served(built / "public") as address:
        for url in [*sites.tree(built / "public"), "SHA256SUMS", "build-manifest.json"]:
            (back / url).parent.mkdir(parents=True, exist_ok=True)
            (back / url).write_bytes(urllib.request.urlopen(address + url).read())
    assert verify(back).sound
    assert verify(back).sums == verify(built / "public").sums


def test_each_kind_of_change_is_told_apart(built: Path) -> None:
    site = built / "public"
    (site / "index.html").write_bytes((site / "index.html").read_bytes().replace(b"<h1", b"<h2", 1))  # as long
    (site / "robots.txt").write_bytes((site / "robots.txt").read_bytes().replace(b"\n", b"\r\n"))
    (site / "feed.xml").unlink()
    (site / "plans" / "own.html").write_text("自己的")
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text("")
    verdict = judged(built)
    assert verdict["altered"] == ["index.html", "robots.txt"]
    assert verdict["line_ends"] == ["robots.txt"]
    assert verdict["missing"] == ["feed.xml"]
    assert verdict["added"] == [".git/config", "plans/own.html"]
    status, words = said(built)
    assert status == 1
    for told in ("index.html", "robots.txt（只是换行）", "feed.xml", "plans/own.html", "二进制方式"):
        assert told in words
    assert judged(built, "--allow", ".git", "--allow", "plans/own.html")["added"] == []
    (site / "index.html").unlink()
    (site / "robots.txt").unlink()
    sites.build_here(built, built / "public")  # what the words advise
    assert said(built, "--allow", ".git/", "--allow", "plans/own.html")[0] == 0


@pytest.mark.parametrize("name", ["SHA256SUMS", "build-manifest.json"])
@pytest.mark.parametrize("how", ["lost", "garbled", "a line less", "another digest"])
def test_the_lists_are_held_against_each_other(built: Path, name: str, how: str) -> None:
    path = built / "public" / name
    lines = path.read_bytes().splitlines(keepends=True)
    if how == "lost":
        path.unlink()
    elif how == "garbled":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif how == "a line less":
        path.write_bytes(b"".join(lines[:3] + lines[4:]))
    else:
        digit = next(c for c in lines[4].decode() if c in "0123456789abcdef")
        path.write_bytes(
            b"".join([*lines[:4], lines[4].replace(digit.encode(), b"1" if digit != "1" else b"2", 1), *lines[5:]])
        )
    verdict = judged(built)
    assert verdict["missing" if how == "lost" else "altered"].count(name) == 1
    assert said(built)[0] == 1
    path.unlink(missing_ok=True)
    if name == "SHA256SUMS":
        sites.build_here(built, built / "public")
        assert said(built)[0] == 0


def test_a_build_that_died_is_told_from_an_alteration(built: Path) -> None:
    site = built / "public"
    manifest = seal.read_manifest(site)
    (site / "build-manifest.json").write_bytes(
        seal.Manifest(versions=manifest.versions, files={**manifest.files, "index.html": ""}).encoded()
    )
    assert "上一次生成没有做完" in said(built)[1]
    sites.build_here(built, built / "public")
    assert said(built)[0] == 0


def test_what_no_build_wrote_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    status, words = said(tmp_path)
    assert status == 1
    assert "没有 SHA256SUMS" in words
    assert sites.run(tmp_path, "verify", "nowhere").returncode == 2


def test_the_input_is_told_by_a_digest_that_every_change_moves(built: Path) -> None:
    def told() -> tuple[str, dict[str, str]]:
        sites.build_here(built, built / "public")
        manifest = seal.read_manifest(built / "public")
        return manifest.input, manifest.versions

    first, versions = told()
    assert told() == (first, versions)
    assert versions["yaodian"] == generator.__version__
    assert versions["jinja2"][0].isdigit()
    assert all(versions.values())
    seen = {first}
    (built / "site.yaml").write_text("title: 文库\n", "utf-8")
    seen.add(told()[0])
    sites.edit(built)
    seen.add(told()[0])
    shutil.copytree(sites.PROJECT / "assets", built / "assets")
    (built / "assets" / "own.css").write_text("p {}", "utf-8")
    seen.add(told()[0])
    sites.build(built, "--quiet", "--no-search")
    seen.add(seal.read_manifest(built / "public").input)
    assert len(seen) == 5


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((sites.PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == generator.__version__


def test_names_with_line_breaks_and_backslashes_are_listed_as_sha256sum_does() -> None:
    files = {"a\\b.txt": "0" * 64, "c\nd\\n.txt": "1" * 64, "plain.txt": "2" * 64}
    found = seal.parse_sums(seal.sums(files, b"{}"))
    assert {url: found[url] for url in files} == files
    assert b"\\" + b"0" * 64 + b"  a\\\\b.txt\n" in seal.sums(files, b"{}")
