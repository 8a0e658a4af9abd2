"""`check --fix-privacy`: the personal data is masked, and not one byte beside it changes."""

import json
from pathlib import Path

import pytest
import sites
from hypothesis import given
from hypothesis import strategies as st
from reading import FRONT

from generator.checks.privacy import find
from generator.masking import mask_file

TEXT = (
    f"---\n{FRONT}来源: 周老师 13812345678 提供\n"
    "放行:\n  - privacy-mail: 公开邮箱\n---\n\n# 标题\n\n"
    "1. 请打 139-8765-4321，或发 zhou@qq.com 。\n\n2. 身份证号：11010519491231002X。\t末尾  \n"
)
MASKED = (
    TEXT.replace("13812345678", "138****5678")
    .replace("139-8765-4321", "139-****-4321")
    .replace("11010519491231002X", "110105********002X")
)
BOMS = {"utf-8-sig": ("utf-8", b"\xef\xbb\xbf"), "utf-16-le": ("utf-16-le", b"\xff\xfe")}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", *BOMS])
def test_encoding_and_line_ends_stay(encoding: str, ends: str) -> None:
    codec, bom = BOMS.get(encoding, (encoding, b""))
    masked = mask_file("a.md", bom + TEXT.replace("\n", ends).encode(codec))
    assert masked
    assert masked.data == bom + MASKED.replace("\n", ends).encode(codec)
    assert masked.count == 3
    assert "-来源: 周老师 13812345678 提供" in masked.diff
    assert "+来源: 周老师 138****5678 提供" in masked.diff


def test_mixed_line_ends_stay() -> None:
    data = TEXT.replace("\n", "\r\n").encode().replace(b"\r\n\r\n2.", b"\n\r\n2.") + "最后一行没有换行".encode()
    masked = mask_file("a.md", data)
    assert masked
    changes = ((b"13812345678", b"138****5678"), (b"139-8765-4321", b"139-****-4321"))
    for plain, hidden in (*changes, (b"11010519491231002X", b"110105********002X")):
        data = data.replace(plain, hidden)
    assert masked.data == data


def test_nothing_to_mask_and_nothing_to_read() -> None:
    assert mask_file("a.md", MASKED.encode()) is None
    assert mask_file("a.md", b"\xff\xfe\x00\xd8138") is None
    assert mask_file("a.md", b"") is None


@given(
    st.lists(st.sampled_from(["13812345678", "三（2）班：王小明、", "\r\n", "\n", "\r", "文", " ", "：", "a@qq.com"]))
)
def test_whatever_the_text_nothing_is_left_to_find(pieces: list[str]) -> None:
    data = f"---\n{FRONT}---\n{''.join(pieces)}".encode()
    masked = mask_file("a.md", data)
    left = (masked.data if masked else data).decode()
    assert find(left.replace("\r\n", "\n").replace("\r", "\n")) == [] or not masked
    if masked:
        assert masked.data.count(b"\n") == data.count(b"\n")
        assert masked.data.count(b"\r") == data.count(b"\r")


def test_the_command(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_bytes(TEXT.encode())
    (content / "b.md").write_bytes(f"---\n{FRONT}编号: b\n---\n\n一、学习\n".encode())
    before = (content / "b.md").stat().st_mtime_ns
    assert sites.run(tmp_path).returncode == 1
    assert not (tmp_path / "public").exists()
    done = sites.run(tmp_path, "check", "--fix-privacy")
    assert done.returncode == 0
    assert "-1. 请打 139-8765-4321，或发 zhou@qq.com 。" in done.stdout
    assert "+1. 请打 139-****-4321，或发 zhou@qq.com 。" in done.stdout
    assert "已遮盖 3 处：content/a.md" in done.stdout
    assert (content / "a.md").read_bytes() == MASKED.encode()
    assert (content / "b.md").stat().st_mtime_ns == before
    assert sorted(path.name for path in content.iterdir()) == ["a.md", "b.md"]
    again = sites.run(tmp_path, "check", "--fix-privacy", "--format", "json")
    assert "没有需要遮盖的个人信息" in again.stderr
    assert {p["code"] for p in json.loads(again.stdout)["problems"]} == {"privacy-mail"}
    assert sites.run(tmp_path, "--quiet").returncode == 0
