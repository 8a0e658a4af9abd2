"""The same input gives the same bytes: after any history of edits, at any number of processes, on any machine."""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sites
from edits import Desk

from generator import workers

STEPS = 20  # edits of each of the histories
PLANS = 24


def layout_edit(folder: Path, step: int) -> str:
    """Another word in a layout that stands alone, or that others extend or import."""
    name = ("base.html", "macros.html", "plan.html", "list.html")[step % 4]
    path = folder / "layouts" / name
    text = path.read_text("utf-8")
    end = next(end for end in ("{% endmacro %}", "{% endblock %}") if end in text)
    path.write_text(text.replace(end, f"<!-- {step} -->{end}"), "utf-8")
    return f"layouts/{name}"


def settings_edit(folder: Path, step: int) -> str:
    """Another setting."""
    lines = [f"title: 文库{step}", f"base_url: https://example.org/{step}/", f"feed_size: {step}", "organizer: 读书会"]
    (folder / "site.yaml").write_text("\n".join(lines[: step % 5]), "utf-8")
    return "site.yaml"


def asset_edit(folder: Path, step: int) -> str:
    """Another style, at another address."""
    path = random.Random(step).choice(sorted((folder / "assets").glob("*.css")))
    path.write_text(path.read_text("utf-8") + f"\n/* {step} */\n", "utf-8")
    return f"assets/{path.name}"


def attachment_edit(folder: Path, step: int) -> str:
    """Another file beside a plan."""
    place = folder / "content" / "with-files"
    place.mkdir(exist_ok=True)
    plan = "---\ntitle: 带附件的2020年工作要点\nissuer: 读书会\nregion: 贵州\n---\n\n一、读书\n"
    (place / "index.md").write_text(plan, "utf-8")
    (place / f"表{step % 3}.csv").write_text(f"{step}", "utf-8")
    return place.name


def lexicon_edit(folder: Path, step: int) -> str:
    """A lexicon of the site's own, with which every plan is read again."""
    (folder / "site.yaml").write_text("lexicon: words.yaml\n", "utf-8")
    (folder / "words.yaml").write_text(f"读书{step}: 看书\n", "utf-8")
    return "words.yaml"


def ledger_edit(folder: Path, step: int) -> str:
    """A former address more, written into the ledger by hand: another site's, that of a list, or of a plan to come."""
    path = folder / "content" / "permalinks.csv"
    plan = random.Random(step).choice(sorted((folder / "pool").rglob("*.md")))
    address = (f"old/{step}.html", "index.html", f"plans/{plan.stem}.html")[step % 3]
    row = f"{address},plans/{plan.stem}.html{',' * 8}\n"
    if path.exists() and f"\n{address}," not in path.read_text("utf-8"):
        path.write_text(path.read_text("utf-8") + row, "utf-8")
    return row


def page_edit(folder: Path, step: int) -> str:
    """A page taken out of the output, or written over by hand with something longer."""
    path = random.Random(step).choice(sorted((folder / "public").rglob("*.html")))
    path.unlink() if step % 2 else path.write_text(path.read_text("utf-8") + "<!-- by hand -->", "utf-8")
    return path.name


OTHERS: tuple[Callable[[Path, int], str], ...] = (
    layout_edit,
    settings_edit,
    asset_edit,
    attachment_edit,
    lexicon_edit,
    ledger_edit,
    page_edit,
)


@pytest.mark.parametrize("seed", range(4))
def test_after_every_edit_the_site_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    for name in ("layouts", "assets"):
        shutil.copytree(sites.PROJECT / name, tmp_path / name)
    sites.make(tmp_path / "content", PLANS, seed)
    sites.make(tmp_path / "pool", PLANS + 16, seed)
    desk, dice = Desk(tmp_path / "content", tmp_path / "pool", seed), random.Random(seed)
    history: list[str] = []
    for step in range(STEPS):
        other = dice.choice(OTHERS)
        history.append(other(tmp_path, step) if step and dice.random() < 0.3 else desk.change())
        done = sites.build_here(tmp_path, tmp_path / "public")
        assert done.published, done.problems
        clean = tmp_path / "clean"
        sites.build_here(tmp_path, clean / "public")
        kept, fresh = sites.tree(tmp_path / "public"), sites.tree(clean / "public")
        different = [url for url in kept.keys() | fresh.keys() if kept.get(url) != fresh.get(url)]
        assert not different, history
        shutil.rmtree(clean)


def test_the_number_of_processes_shows_nowhere(tmp_path: Path) -> None:
    sites.make(tmp_path / "content", 2 * workers.WORTH_A_PROCESS)  # enough for two to read and for more to render
    for jobs in (1, 4):
        report = sites.build_here(tmp_path, tmp_path / f"jobs{jobs}" / "public", jobs=jobs)
        assert report.published
    assert sites.tree(tmp_path / "jobs1" / "public") == sites.tree(tmp_path / "jobs4" / "public")


def copied(folder: Path, target: Path) -> Path:
    """The archive at another place, its files in another order on the disk, at another time, with other rights."""
    shutil.copytree(folder / "content", target / "content")
    shutil.copyfile(folder / "site.yaml", target / "site.yaml")
    for path in sorted(target.rglob("*.md"), reverse=True):
        text = path.read_bytes()
        path.unlink()
        path.write_bytes(text)
        os.utime(path, (4_000_000_000, 4_000_000_000))  # in the year 2096
        path.chmod(0o600)
    return target


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither umask nor setpriv")
def test_the_machine_shows_nowhere(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "elsewhere" / "other"
    sites.make(one / "content", PLANS)
    attachment_edit(one, 1)
    (one / "site.yaml").write_text("base_url: https://example.org/a/\n", "utf-8")
    copied(one, other)
    sites.build(one, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1772294400")
    variables = {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1893456000"}
    variables |= {"HOME": "/nowhere", "USER": "somebody", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"}
    folders = ("--content", other / "content", "--settings", other / "site.yaml", "--output", other / "public")
    command = ["bash", "-c", 'umask 077; exec "$@"', "bash", *sites.call(*folders, "--jobs", "3")]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, **variables}, check=True, capture_output=True)
    first, second = sites.tree(one / "public"), sites.tree(other / "public")
    assert first == second
    for name in ("build-manifest.json", "SHA256SUMS"):
        assert (one / "public" / name).read_bytes() == (other / "public" / name).read_bytes()
    everything = b"".join([*first.values(), *(url.encode() for url in first)])
    assert str(tmp_path).encode() not in everything
    assert b"content/" not in everything.replace(b"https://example.org/", b"")


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root on Linux may become another user")
def test_the_user_shows_nowhere(tmp_path: Path) -> None:
    setpriv = shutil.which("setpriv") or pytest.skip("no setpriv, so nobody else can build")
    sites.make(tmp_path / "content", PLANS)
    (tmp_path / "site.yaml").write_text("", "utf-8")
    sites.build(tmp_path, "--quiet")
    with tempfile.TemporaryDirectory() as place:  # beside those of pytest, which are root's alone
        theirs = copied(tmp_path, Path(place) / "theirs")
        for path in (Path(place), *Path(place).rglob("*")):
            os.chown(path, 65534, 65534)
        call = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", *sites.call("--quiet")]
        done = subprocess.run(call, cwd=theirs, check=False, capture_output=True, encoding="utf-8")
        if "Permission denied" in done.stderr and not (theirs / "public").exists():
            pytest.skip("another user may not read the project")
        assert done.returncode == 0, done.stderr
        assert (theirs / "public" / "index.html").owner() == "nobody"
        assert sites.tree(theirs / "public") == sites.tree(tmp_path / "public")
        sums = [place / "public" / "SHA256SUMS" for place in (theirs, tmp_path)]
        assert sums[0].read_bytes() == sums[1].read_bytes()


def test_a_clock_that_jumps_hides_no_change(tmp_path: Path) -> None:
    sites.make(tmp_path / "content", 8)
    sites.build(tmp_path, "--quiet")
    for step, moment in enumerate((4_000_000_000, 0, 946_684_800)):
        for path in [*(tmp_path / "content").rglob("*"), *(tmp_path / "public").rglob("*")]:
            os.utime(path, (moment, moment))
        path = min((tmp_path / "content").rglob("*.md"))
        text = path.read_text("utf-8")
        path.write_text(
            re.sub(r"[一二三四五六七八九]、", "一二三"[step] + "、", text, count=1), "utf-8"
        )  # as long as before
        os.utime(path, (moment, moment))
        sites.build(tmp_path, "--quiet")
        clean = tmp_path / "clean"
        sites.build_here(tmp_path, clean / "public")
        assert sites.tree(tmp_path / "public") == sites.tree(clean / "public")
        shutil.rmtree(clean)
