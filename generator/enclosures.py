"""附件: what the front matter names, what lies beside the plan, and what of it is published."""

import html
import re
from collections.abc import Collection
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from generator import fields
from generator.mapping import Entry
from generator.names import fault_of_path, folded, is_legible
from generator.plan import Attachment, Body, Plan
from generator.problem import Problem, error

# What a browser runs as a page of the site itself, whatever the site's pages may not do.
_ACTIVE = tuple(".html .htm .xhtml .xht .shtml .svg .svgz .xml .xsl .js .mjs .mht .mhtml .swf .hta".split())  # noqa: SIM905
_FILE = re.compile(r".*\.[A-Za-z0-9]{2,5}")
_LINK = re.compile(r'(?:href|src)="([^"#]+)(?:#[^"]*)?"')


def attachments_of(
    entry: Entry | None, path: str, files: Collection[str]
) -> tuple[tuple[tuple[Attachment, ...], tuple[str, ...]], list[Problem]]:
    """附件, named or lying in the folder of an index.md, and the files to publish with the plan."""
    names, problems = fields.named_of(entry)
    there = {folded(file): file for file in files}
    attachments = []
    for (name, given), line in zip(names, entry.lines_of(len(names)) if entry else (), strict=True):
        head, colon, tail = name.rpartition("：")
        if colon and not given and name not in files and _FILE.fullmatch(tail):
            name, given = head.strip(), tail.strip()
        file = given or name
        file = file if file in files else there.get(folded(file), file)  # é may be one sign or two
        if file in files:
            attachments.append(Attachment(name if given else PurePosixPath(name).stem, file))
            continue
        attachments.append(Attachment(name))
        if given or _FILE.fullmatch(name):
            hint = "请把这个文件放到同一个文件夹里，或者改正文件名"
            problems.append(error("attachment-missing", f"找不到附件：{file}", hint, line=line))
    if PurePosixPath(path).stem == "index":
        named = {a.file for a in attachments}
        attachments += [Attachment(PurePosixPath(f).stem, f) for f in sorted(files) if f not in named]
    return (tuple(attachments), tuple(a.file for a in attachments if a.file)), problems


def linked(body: Body, record: Plan, files: Collection[str]) -> list[str]:
    """The files beside the plan to which its text links, or which it shows: they are published with it."""
    if not files:
        return []
    linked = (link for link in _LINK.findall(body.html) if link.startswith(f"{record.id}/"))
    names = dict.fromkeys(unquote(html.unescape(link.removeprefix(f"{record.id}/"))) for link in linked)
    return [name for name in names if name in files and name not in record.files]


def unusable_name(file: str, record: Plan) -> Problem | None:
    """What is wrong with the name of a file that is to be published, also where the site may be copied to."""
    fault = fault_of_path(file)
    if not fault and file.lower().endswith(_ACTIVE):
        hint = "请转成 PDF 再作为附件；图片请用 PNG 或 JPEG"
        line = record.lines.get("attachments", 1)
        return error("attachment-active", f"附件不能是网页或脚本，它会在读者的电脑上运行：{file}", hint, line=line)
    if not fault:
        return None
    shown = file.encode("ascii", "backslashreplace").decode() if not is_legible(file) else file
    hint = "请给这个文件换一个名字，最好只用汉字、字母、数字和连字符"
    return error("file-name", f"附件的文件名不能用：{shown}（{fault}）", hint, line=record.lines.get("attachments", 1))


def is_picture(attachment: Attachment, body: Body, record: Plan) -> bool:
    """Whether a file is no 附件 but a picture of the text, which the front matter doesn't give a name."""
    unnamed = attachment.name == PurePosixPath(attachment.file).stem
    return unnamed and f'src="{html.escape(quote(f"{record.id}/{attachment.file}"))}"' in body.html
