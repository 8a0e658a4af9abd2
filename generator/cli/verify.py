"""`verify`: whether a published tree, or a copy of it, was altered."""

import sys
from pathlib import Path

import click
import msgspec

from generator.cli.call import BAD_CONTENT, DONE
from generator.verify import Verdict
from generator.verify import verify as verdict_on

MOST = 50  # files of one kind that are listed; JSON has all


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="文件夹")
@click.option("--allow", multiple=True, metavar="文件", help="允许多出来的文件或文件夹，例如 .htaccess；可以写几次")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="给人看还是给程序看")
def verify(folder: Path, allow: tuple[str, ...], form: str) -> None:
    """核对生成的网站（或者它的副本）有没有被改动。"""
    verdict = verdict_on(folder, allow)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(verdict), indent=1).decode())
    else:
        click.echo(told(verdict, folder))
    sys.exit(DONE if verdict.sound else BAD_CONTENT)


def told(verdict: Verdict, folder: Path) -> str:
    """The verdict for a person to read."""
    if not verdict.sealed:
        return f"{folder} 里没有 SHA256SUMS，不是本程序生成的网站，或者清单没有一起复制过来。"
    if verdict.sound:
        return f"{verdict.files} 个文件，和生成时完全一样。\nSHA256SUMS 的指纹：{verdict.sums}"
    lines = [] if verdict.finished else ["上一次生成没有做完。请再运行一次 python build.py。"]
    only_ends = set(verdict.line_ends)
    if only_ends:
        lines.append("有的文件只是换行被改了：多半是上传时用了“文本方式”，请改用“二进制方式”重新上传。")
    lines += _listed("被改动", [f"{url}（只是换行）" if url in only_ends else url for url in verdict.altered])
    lines += _listed("缺少", verdict.missing)
    lines += _listed("多出来，不是本程序写的", verdict.added)
    if verdict.altered or verdict.missing:
        lines.append("恢复的办法：把被改动的文件删掉，再运行 python build.py；在服务器上的，重新上传这些文件。")
    if verdict.added:
        lines.append("多出来的文件如果是自己放的，请加上 --allow 文件名；不认识的，请查一查是谁放的。")
    return "\n".join(lines)


def _listed(what: str, urls: list[str]) -> list[str]:
    more = [f"    ……还有 {len(urls) - MOST} 个，全部见 --format json"] if len(urls) > MOST else []
    return [f"{what}（{len(urls)} 个）：", *(f"    {url}" for url in urls[:MOST]), *more] if urls else []
