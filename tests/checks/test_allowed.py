"""放行: what may pass with a reason, which the report keeps; what may not; and what is told of a needless one."""

import json
from pathlib import Path

import pytest
import sites
from reading import FRONT, checked, codes, problems

from generator.problem import Severity

PHONE = "一、联系\n\n1. 请打 13812345678。\n\n2. 也可以打 13987654321。"


def test_a_whole_file() -> None:
    reading = checked(PHONE, "放行:\n  - privacy-phone: 值班手机\n")
    assert reading.plan
    assert {(p.severity, p.allowed, p.hint) for p in reading.problems} == {
        (Severity.NOTICE, "值班手机", "已放行：值班手机")
    }
    assert len(reading.problems) == 2


@pytest.mark.parametrize("phrase", ["13812345678", "138****5678", "请打"])
def test_one_line_by_its_words_or_by_those_of_the_message(phrase: str) -> None:
    reading = checked(PHONE, f"放行:\n  - privacy-phone {phrase}: 值班手机\n")
    assert reading.plan is None
    assert [(p.line, p.allowed) for p in reading.problems] == [(11, "值班手机"), (13, "")]


@pytest.mark.parametrize(
    "entry",
    [
        "放行: 'privacy-phone: 值班手机'",
        "allow:\n  - privacy-phone：值班手机",
        "放行:\n  privacy-phone: 值班手机",
        "放行:\n- privacy-phone:  值班手机",
        "放行：\n  - 'privacy-phone: 值班手机'",
    ],
)
def test_the_ways_to_write_it(entry: str) -> None:
    reading = checked("13812345678。", entry + "\n")
    assert [p.allowed for p in reading.problems] == ["值班手机"]


@pytest.mark.parametrize("entry", ["privacy-phone:", "privacy-phone", "值班手机", "privacy-phone 138： "])
def test_without_code_or_reason_it_lets_nothing_pass(entry: str) -> None:
    reading = checked("13812345678。", f"放行:\n  - '{entry}'\n")
    assert reading.plan is None
    assert {p.code for p in reading.problems} == {"allow-invalid", "privacy-phone"}


def test_an_error_of_another_kind_stays() -> None:
    found = problems("正文。", "成文日期: 不详\n放行:\n  - date-unreadable: 就这样\n")
    assert [(p.code, p.severity) for p in found] == [
        ("date-unreadable", Severity.ERROR),
        ("allow-unused", Severity.WARNING),
    ]


def test_a_warning_of_reading_may_pass() -> None:
    found = problems("正文。", "文号: 苏教关〔20208号\n放行:\n  - docnumber-damaged: 原件如此\n")
    assert [(p.code, p.severity, p.allowed) for p in found] == [("docnumber-damaged", Severity.NOTICE, "原件如此")]


def test_another_code_does_not_pass() -> None:
    assert sorted(codes("13812345678。", "放行:\n  - privacy-mail: 无\n")) == ["allow-unused", "privacy-phone"]


def test_the_entry_itself_is_not_published_and_not_checked() -> None:
    assert codes("正文。", "放行:\n  - privacy-phone 13812345678: 已删\n# 13812345678\n") == ["allow-unused"]


def test_what_all_files_together_tell_may_pass_too(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    second = FRONT.replace("issuer: 苏州市教育局关工委", "issuer: 苏州市教育局关心下一代工作委员会")
    allow = "放行:\n  - issuer-spelled: 两个机关\n"
    (content / "1.md").write_text(f"---\n{FRONT}{allow}---\n\n一、学习\n", "utf-8")
    (content / "2.md").write_text(f"---\n{second}---\n\n一、活动\n", "utf-8")
    found = json.loads(sites.run(tmp_path, "check", "--format", "json").stdout)["problems"]
    assert [(p["code"], p["severity"], p.get("allowed")) for p in found] == [("issuer-spelled", "notice", "两个机关")]
    (content / "2.md").unlink()
    found = json.loads(sites.run(tmp_path, "check", "--format", "json").stdout)["problems"]
    assert [(p["code"], p["path"]) for p in found] == [("allow-unused", "content/1.md")]


def test_the_report_of_a_build_keeps_the_reason_also_when_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = f"---\n{FRONT}放行:\n  - privacy-phone: 值班手机\n---\n\n{PHONE}\n"
    (tmp_path / "content" / "a.md").write_text(text, "utf-8")
    for _ in range(2):
        report = sites.report(tmp_path)
        assert [p["allowed"] for p in report["problems"]] == ["值班手机", "值班手机"]
        assert report["sources"][0]["status"] == "published"


def test_a_draft_keeps_no_site_from_being_built() -> None:
    reading = checked(PHONE, "草稿: 是\n")
    assert reading.plan
    assert {p.severity for p in reading.problems} == {Severity.WARNING}
