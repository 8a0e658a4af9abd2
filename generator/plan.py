"""The plan: one official document of the archive, as read from one Markdown file.

Everything here is a plain frozen value. `Plan` is the record (what lists, indexes and data files need) and stays in
memory for the whole archive; `Body` is the text, which is kept on disk until the plan's own page is made.
"""

import msgspec

from generator.day import Day
from generator.region import Region

# The one table of front-matter keys: the name in code, and every spelling that a webmaster may use.
KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "标题", "题名"),
    "issuer": ("issuer", "发文机关", "发文单位", "制发机关"),
    "doc_number": ("文号", "doc_number", "发文字号"),
    "date": ("date", "成文日期", "日期"),
    "region": ("region", "地区", "区域"),
    "year": ("year", "年度", "年份"),
    "recipients": ("主送", "recipients", "主送机关"),
    "cc": ("抄送", "cc", "抄送机关"),
    "print_office": ("印发机关", "print_office"),
    "print_date": ("印发日期", "print_date"),
    "attachments": ("附件", "attachments"),
    "status": ("status", "状态", "有效性"),
    "history": ("history", "沿革", "更正"),
    "kind": ("kind", "类型"),
    "draft": ("draft", "草稿"),
    "review": ("review", "待核对"),
    "publish_on": ("publish_on", "发布日期"),
    "aliases": ("aliases", "旧地址"),
    "id": ("id", "编号"),
    "source": ("source", "来源"),
    "allow": ("allow", "放行"),
}
NAMES = {spelling: name for name, spellings in KEYS.items() for spelling in spellings}
CHINESE = {name: next(s for s in spellings if not s.isascii()) for name, spellings in KEYS.items()}

STATUSES = ("有效", "废止", "撤销", "撤下")
KINDS = ("原文", "摘编")


class Attachment(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One 附件: its name as printed, and the file beside the plan, empty where it stands inside the text."""

    name: str
    file: str = ""


class Change(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One entry of a document's history (沿革): a correction or a change of status, with its date where known."""

    date: Day | None
    note: str


class Block(msgspec.Struct, frozen=True, gc=False):
    """One paragraph, heading or table of the body, in the order of the document.

    `kind` is its part in the document (see generator/gongwen), `text` what a reader who copies it gets, with the
    printed number; `number` is that number alone as typed (一、 or 7.), `lead` the heading it has or begins with.
    `anchor` is its address on the page (s2, i7; empty for plain text), `level` its depth, 0 for plain text.
    `line` is its line in the file, from 1.
    """

    kind: str
    text: str
    line: int
    anchor: str = ""
    number: str = ""
    lead: str = ""
    level: int = 0


class Citation(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A document that the body cites: 《title》（文号）, in the block `anchor`.

    `number` is the normal form, empty where the citation has none; `sure` is False for a damaged or guessed number.
    """

    title: str
    number: str
    anchor: str = ""
    sure: bool = True


class Body(msgspec.Struct, frozen=True, gc=False):
    """The text of a plan: the HTML of its page, and the same as blocks."""

    html: str
    blocks: tuple[Block, ...] = ()
    citations: tuple[Citation, ...] = ()


class Plan(msgspec.Struct, frozen=True, array_like=True, gc=False, kw_only=True):
    """The record of one plan.

    `path` is the source below content/, with /; `id` the ASCII name of its page; `year` the year that it is for.
    `doc_number` is the normal form, or as typed where it can't be read. `cites` are the citations of the body.
    `body_digest` names the text: equal digests, equal bodies; `text_digest` what is read
    of it (generator/ledger.py). `review` says that nobody has confirmed an import yet.
    """

    path: str
    id: str
    title: str
    issuer: str
    issuer_slug: str
    region: Region
    year: int
    date: Day | None = None
    doc_number: str = ""
    number_key: tuple[str, int, int] = ("", 0, 0)
    recipients: str = ""
    cc: tuple[str, ...] = ()
    print_office: str = ""
    print_date: Day | None = None
    attachments: tuple[Attachment, ...] = ()
    files: tuple[str, ...] = ()
    status: str = "有效"
    status_date: Day | None = None
    status_note: str = ""
    history: tuple[Change, ...] = ()
    kind: str = "原文"
    draft: bool = False
    review: bool = False
    publish_on: Day | None = None
    aliases: tuple[str, ...] = ()
    source: str = ""
    cites: tuple[Citation, ...] = ()
    lines: dict[str, int] = {}
    body_digest: str = ""
    text_digest: str = ""

    @property
    def withdrawn(self) -> bool:
        """Whether the document was taken down (撤下): its record and address stay, its text and files don't."""
        return self.status == "撤下"

    @property
    def url(self) -> str:
        """The address of the plan's page, from the root of the site."""
        return f"plans/{self.id}.html"
