"""The command `import` on folders: what it writes, what it leaves alone, what it tells, and that a build takes it."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sites
from click.testing import CliRunner, Result

from generator.cli import cli
from generator.importer import batch, prepare
from generator.problem import warning

PLAN = """苏州市教育局关心下一代工作委员会
{year}年工作要点

各县（市、区）教育局关工委：

{year}年的工作，要围绕立德树人根本任务，发挥“五老”的作用，关心青少年健康成长，认真做好下面几件事。

一、加强学习

1. 组织“五老”和青少年学习党的历史，讲好身边的故事，每个学校全年不少于四次。

2. 办好读书活动，把学习和实践结合起来，引导学生爱党、爱国、爱社会主义。

二、加强队伍建设

3. 动员新近退休的老教师参加关工委工作，让每一位愿意出力的老同志都有岗位。

4. 开展走访慰问，关心老同志的身体和生活，帮助他们解决实际困难。

苏州市教育局关心下一代工作委员会
{year}年3月10日
"""
NEWS = """我市举行青少年读书活动颁奖仪式

本报讯（记者 王小明）5月8日上午，市青少年读书活动颁奖仪式在市少年宫举行，市领导出席仪式并讲话。

仪式上，获奖学生代表作了发言，大家纷纷表示要好好读书。据悉，今年共有两千多名学生参加活动。
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with two originals in originals/."""
    for year in (2020, 2021):
        write(tmp_path, f"originals/{year}.txt", PLAN.format(year=year))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, stdin: bytes = b"") -> Result:
    result = CliRunner().invoke(cli, ["import", *args], input=stdin)
    assert isinstance(result.exception, SystemExit | None), result.exc_info
    return result


def imports(*args: str, status: int = 0, stdin: bytes = b"") -> list[dict[str, Any]]:
    """The rows of the report of an import with these arguments, which ends with this status."""
    result = run(*args, "--report", "report.json", stdin=stdin)
    assert result.exit_code == status, result.output
    told = json.loads(Path("report.json").read_bytes())
    assert told["schema"] == 1
    return told["imports"]  # type: ignore[no-any-return]


def written(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_folder_is_imported_and_the_result_is_built_in_one_go(archive: Path) -> None:
    done = run("originals")
    assert done.exit_code == 0
    assert written(archive / "content") == ["2020-suzhou.md", "2021-suzhou.md"]
    assert "导入　originals/2020.txt → content/2020-suzhou.md" in done.output
    report = sites.build_here(archive, archive / "public")
    assert [row.status for row in report.sources] == ["published", "published"]
    page = (archive / "public/plans/2020-suzhou.html").read_text("utf-8")
    assert "动员新近退休的老教师参加关工委工作" in page


def test_the_report_tells_of_every_field_its_confidence_and_its_line(archive: Path) -> None:
    (row, _) = imports("originals")
    assert set(row) == {"source", "status", "target", "fields", "dropped", "problems"}
    assert (row["source"], row["status"]) == ("originals/2020.txt", "imported")
    assert row["target"] == "content/2020-suzhou.md"
    lines = (archive / "originals/2020.txt").read_text("utf-8").split("\n")
    for name, field in row["fields"].items():
        assert field["confidence"] in ("high", "low"), name
        assert isinstance(field["line"], int)
        assert 0 <= field["line"] <= len(lines)
    assert row["fields"]["title"]["value"] == "苏州市教育局关心下一代工作委员会2020年工作要点"
    assert row["fields"]["date"]["value"] == "2020-03-10"
    assert lines[row["fields"]["date"]["line"] - 1] == "2020年3月10日"
    for dropped in row["dropped"]:
        assert set(dropped) == {"line", "text", "why"}
        assert dropped["why"]


def test_check_reminds_until_the_review_is_done(archive: Path) -> None:
    run("originals/2020.txt")
    check = CliRunner().invoke(cli, ["check"])
    assert re.search(r"^content/2020-suzhou.md:2: 警告\[review-pending\]", check.output, re.MULTILINE)
    assert check.exit_code == 0
    assert CliRunner().invoke(cli, ["check", "--strict"]).exit_code == 1
    plan = archive / "content/2020-suzhou.md"
    plan.write_text(plan.read_text("utf-8").replace("review: true\n", ""), "utf-8")
    assert "review-pending" not in CliRunner().invoke(cli, ["check"]).output


def test_one_bad_file_does_not_stop_the_others(archive: Path) -> None:
    write(archive, "originals/2019.docx", b"PK\x03\x04 not a package")
    write(archive, "originals/2018.pdf", b"%PDF-1.4 no more than that")
    write(archive, "originals/2017.txt", b"")
    write(archive, "originals/photo.jpg", b"\xff\xd8\xff")
    rows = imports("originals", status=1)
    statuses = {row["source"].rpartition("/")[2]: row["status"] for row in rows}
    assert statuses == {"2017.txt": "refused", "2018.pdf": "refused", "2019.docx": "refused"} | dict.fromkeys(
        ("2020.txt", "2021.txt"), "imported"
    )
    for row in rows:
        assert (row["target"] is None) == (row["status"] == "refused")
        assert row["status"] == "imported" or row["problems"][0]["hint"]
    assert written(archive / "content") == ["2020-suzhou.md", "2021-suzhou.md"]
    again = run("originals", "--dry-run").output
    assert "跳过　originals/photo.jpg" in again
    assert "未导入　originals/2017.txt：文件是空的" in again


@pytest.mark.usefixtures("archive")
def test_what_a_reader_warns_of_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    real = prepare.formats.read_as

    def warns(kind: str, data: bytes, name: str) -> Any:
        return msgspec.structs.replace(real(kind, data, name), problems=(warning("w", "一处存疑", "请核对"),) * 2)

    monkeypatch.setattr(prepare.formats, "read_as", warns)
    (row,) = imports("originals/2020.txt")
    assert [problem["message"] for problem in row["problems"]] == ["一处存疑"]


@pytest.mark.usefixtures("archive")
def test_a_fault_of_a_reader_is_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    real = prepare.formats.read_as

    def falls(kind: str, data: bytes, name: str) -> Any:
        if name == "2020.txt":
            raise RecursionError("too deep")
        return real(kind, data, name)

    monkeypatch.setattr(prepare.formats, "read_as", falls)
    rows = imports("originals", status=1)
    assert [row["status"] for row in rows] == ["refused", "imported"]
    assert rows[0]["problems"][0]["code"] == "import-failed"
    assert "RecursionError" in rows[0]["problems"][0]["message"]


def test_a_reader_that_loses_a_line_writes_nothing(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = prepare.formats.read_as

    def loses(kind: str, data: bytes, name: str) -> Any:
        original = real(kind, data, name)
        return type(original)(original.lines, original.paragraphs[:-2], original.dropped)

    monkeypatch.setattr(prepare.formats, "read_as", loses)
    rows = imports("originals", status=1)
    assert [row["problems"][0]["code"] for row in rows] == ["import-lost", "import-lost"]
    assert not (archive / "content").exists()


def test_the_same_original_twice_is_written_once(archive: Path) -> None:
    write(archive, "originals/copy/again.txt", PLAN.format(year=2020))
    first = {row["source"]: row for row in imports("originals")}
    assert first["originals/2020.txt"]["status"] == "imported"
    assert first["originals/copy/again.txt"]["status"] == "flagged"
    assert first["originals/copy/again.txt"]["target"] == "content/2020-suzhou.md"
    before = sites.tree(archive / "content")
    second = imports("originals")
    assert {row["problems"][-1]["code"] for row in second} == {"import-known"}
    assert sites.tree(archive / "content") == before


def test_the_same_document_in_another_format_is_known_by_its_text(archive: Path) -> None:
    run("originals/2020.txt")
    page = "".join(f"<p>{line}</p>" for line in PLAN.format(year=2020).split("\n") if line)
    write(archive, "2020.txt", PLAN.format(year=2020).replace("\n", "\r\n\u3000\u3000").encode("gb18030"))
    (row,) = imports("2020.txt")
    assert (row["status"], row["target"]) == ("flagged", "content/2020-suzhou.md")
    write(archive, "2020.html", f"<html><head><title>要点</title></head><body>{page}</body></html>")
    (row,) = imports("2020.html")
    assert row["status"] == "flagged"
    assert {"import-known", "import-alike"} & {problem["code"] for problem in row["problems"]}


def test_a_plan_typed_by_hand_is_known_too(archive: Path) -> None:
    run("originals/2020.txt")
    plan = archive / "content/2020-suzhou.md"
    plan.write_text(re.sub("(?m)^(# .*|review.*)\n", "", plan.read_text("utf-8")), "utf-8")
    assert imports("originals/2020.txt")[0]["problems"][-1]["code"] == "import-known"


def test_what_may_be_the_same_document_waits_as_a_draft_beside_it(archive: Path) -> None:
    run("originals/2020.txt")
    changed = PLAN.format(year=2020).replace("全年不少于四次", "全年不少于六次")
    write(archive, "2020b.txt", changed)
    (row,) = imports("2020b.txt")
    assert row["status"] == "flagged"
    assert row["target"].startswith("content/2020-suzhoushijiaoyuju")
    assert "import-alike" in {problem["code"] for problem in row["problems"]}
    report = sites.build_here(archive, archive / "public")
    assert sorted(row.status for row in report.sources) == ["held", "published"]


def test_an_import_never_overwrites_a_file(archive: Path) -> None:
    mine = write(archive, "content/2020-suzhou.md", "我的文件")
    write(archive, "content/sub/2021-suzhou.md", "---\ntitle: 别的\n---\n")
    (archive / "content/2021-sz.md").symlink_to("nowhere.md")
    rows = imports("originals")
    assert mine.read_text("utf-8") == "我的文件"
    targets = [row["target"] for row in rows]
    assert len(set(targets)) == 2
    assert not {"content/2020-suzhou.md", "content/2021-suzhou.md"} & set(targets), "an address may be taken elsewhere"


def test_a_dry_run_writes_nothing_and_says_what_would_be(archive: Path) -> None:
    before = sites.tree(archive)
    dry = run("originals", "--dry-run")
    assert sites.tree(archive) == before
    assert "originals/2021.txt → content/2021-suzhou.md" in dry.output
    assert "没有写任何文件" in dry.output


def test_the_target_folder_can_be_chosen(archive: Path) -> None:
    run("originals/2020.txt", "--into", "content/jiangsu")
    assert written(archive / "content") == ["jiangsu/2020-suzhou.md"]
    (row,) = imports("originals/2020.txt")
    assert row["target"] == "content/jiangsu/2020-suzhou.md", "known wherever it lies in content/"


@pytest.mark.usefixtures("archive")
def test_standard_input() -> None:
    (row,) = imports("-", stdin=PLAN.format(year=2022).encode("gb18030"))
    assert (row["source"], row["target"]) == ("-", "content/2022-suzhou.md")
    assert imports("-", status=1)[0]["problems"][0]["code"] == "original-empty"


def test_what_is_no_plan_is_refused_and_force_takes_it_as_a_draft(archive: Path) -> None:
    write(archive, "news.txt", NEWS)
    (row,) = imports("news.txt", status=1)
    assert (row["status"], row["target"]) == ("refused", None)
    assert row["problems"][0]["code"] == "import-news"
    (forced,) = imports("news.txt", "--force")
    assert forced["status"] == "flagged"
    assert "draft: true" in Path(forced["target"]).read_text("utf-8")
    run("originals/2020.txt")
    report = sites.build_here(archive, archive / "public")
    assert sorted(row.status for row in report.sources) == ["held", "published"]


def test_a_classified_document_is_refused_even_with_force(archive: Path) -> None:
    write(archive, "secret.txt", "机密★5年\n" + PLAN.format(year=2020))
    for options in ((), ("--force",)):
        (row,) = imports("secret.txt", *options, status=1)
        assert row["status"] == "refused"
    assert not (archive / "content").exists()


def test_a_picture_is_saved_beside_the_plan_and_is_no_attachment(archive: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in filter(None, PLAN.format(year=2020).split("\n")):
        document.add_paragraph(line)
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
        "0def46b80000000049454e44ae426082"
    )
    document.add_picture(io.BytesIO(pixel), width=docx.shared.Cm(10))
    document.save("2020.docx")
    (row,) = imports("2020.docx")
    target = Path(row["target"])
    assert target == Path("content/2020-suzhou/index.md")
    (picture,) = (name for name in written(target.parent) if name != "index.md")
    report = sites.build_here(archive, archive / "public")
    assert [row.status for row in report.sources] == ["published"]
    site = sites.tree(archive / "public")
    assert f"plans/2020-suzhou/{picture}" in site
    page = site["plans/2020-suzhou.html"].decode()
    assert f'<img src="2020-suzhou/{picture}"' in page
    assert page.count(picture.removesuffix(".png")) == 1, "the page shows the picture and lists no file"
    assert json.loads(site["plans/2020-suzhou.json"])["attachments"] == []


@pytest.mark.parametrize("args", [["nowhere.txt"], [], ["originals", "--into", "originals/2020.txt"]])
def test_a_wrong_call_is_told_before_anything_is_done(args: list[str], archive: Path) -> None:
    done = sites.run(archive, "import", *args)
    assert done.returncode == 2
    assert not (archive / "content").exists()


def test_a_folder_of_a_saved_page_is_no_source_of_its_own(archive: Path) -> None:
    write(archive, "originals/page_files/menu.html", "<html><body>菜单</body></html>")
    write(archive, "originals/~$2020.docx", b"\x05me")
    write(archive, "originals/.hidden.txt", "x")
    assert [row["source"] for row in imports("originals")] == ["originals/2020.txt", "originals/2021.txt"]
    assert len(imports("originals", "originals/2020.txt", "--dry-run")) == 2, "a file that is named twice is read once"


def test_several_processes_give_what_one_gives(archive: Path) -> None:
    for n in range(3 * batch.WORTH_A_PROCESS):
        text = PLAN.format(year=1999 + n % 27).replace("不少于四次", f"不少于{n + 1}次")
        write(archive, f"many/{n:03}.txt", text)
    from generator.importer.gather import gather

    results = []
    for jobs in (1, 2):
        into = archive / f"into{jobs}"
        rows = list(batch.run(gather(["many"], b""), into, into, force=False, dry_run=False, jobs=jobs))
        results.append(([(row.source, row.status) for row in rows], written(into)))
    assert results[0] == results[1]
    assert len(results[0][1]) == 3 * batch.WORTH_A_PROCESS


@pytest.mark.usefixtures("archive")
def test_a_zip_bomb_ends_in_a_message() -> None:
    with zipfile.ZipFile("bomb.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"\0" * (120 << 20))
    (row,) = imports("bomb.docx", status=1)
    assert row["problems"][0]["severity"] == "error"


def test_the_command_itself(archive: Path) -> None:
    done = sites.run(archive, "import", "originals", "--report", "out/r.json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-2:] == [
        "导入 2 份",
        "请用记事本打开写好的文件，对照原件核对；然后运行 python build.py",
    ]
    assert len(json.loads((archive / "out/r.json").read_bytes())["imports"]) == 2
