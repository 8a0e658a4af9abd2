"""What became of every address of the ledger: it is a document's own, the document has moved, or it is gone.

A document that moved is known again only by what leaves no doubt: its 文号 and 发文机关, or its title and every
character of its text. Where that doesn't settle it, a person is told what to write.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.ledger import FILE, GONE, Row, in_order
from generator.plan import Plan
from generator.problem import Problem, notice, warning


class Settled(msgspec.Struct, frozen=True):
    """The ledger after this build, and what follows from it.

    `moved` leads from addresses that are no plan's own to the plan's; `gone` are those at which nothing is left to
    lead to. `rows` is None where the ledger says all this already. Problems have paths below content/.
    """

    rows: tuple[Row, ...] | None
    moved: Mapping[str, tuple[str, str]]
    gone: tuple[Row, ...]
    problems: tuple[Problem, ...]


def settle(
    known: Sequence[Row], plans: Sequence[Plan], waiting: Mapping[str, str], rejected: Collection[str]
) -> Settled:
    """The ledger `known` brought up to date with the plans that are published, in any order.

    `waiting` are the addresses of the plans that are held, with their paths; `rejected` the paths that have errors.
    """
    live = {plan.url: plan for plan in plans}
    aliases = {alias: plan for plan in sorted(plans, key=_path) for alias in plan.aliases if alias not in live}
    heirs = _Heirs(plans)
    rows: dict[str, Row] = {}
    problems: list[Problem] = []
    for row in known:
        if row.address in live:
            problems += _reused(row, live[row.address])
        elif row.address not in aliases:
            heir = None if row.target or row.status or row.address in waiting else heirs.of(row)
            rows[row.address] = msgspec.structs.replace(row, target=heir.url) if heir else row
    before = {row.address: row for row in known}
    for address, plan in live.items():
        rows[address] = _row(address, plan, before.get(address))
    for address, plan in aliases.items():
        rows[address] = _row(address, plan, before.get(address), target=plan.url)
    moved, gone = _ends(rows, live, aliases, waiting)
    for row in gone:
        if not row.status and row.source not in rejected:
            problems.append(_missing(row, waiting.get(row.address, ""), heirs))
    ordered = tuple(in_order(rows.values()))
    return Settled(None if ordered == tuple(known) else ordered, moved, gone, tuple(problems))


class _Heirs:
    """The published plans by what a document is known again by."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        self._by_number = {(p.doc_number, p.issuer): p for p in plans if p.doc_number}
        self._by_text = _only(((p.title, p.text_digest), p) for p in plans)
        self._by_title = _only(((p.title, p.issuer), p) for p in plans)

    def of(self, row: Row) -> Plan | None:
        """The plan that beyond doubt is the document of this row."""
        by_number = self._by_number.get((row.number, row.issuer)) if row.number else None
        return by_number or (self._by_text.get((row.title, row.text)) if row.text else None)

    def likely(self, row: Row) -> Plan | None:
        """The plan that may be it: the only one with its title, of its organ."""
        return self._by_title.get((row.title, row.issuer)) if row.title else None


def _only(pairs: Iterable[tuple[tuple[str, str], Plan]]) -> dict[tuple[str, str], Plan | None]:
    """The plan of each key; None where several have it."""
    found: dict[tuple[str, str], Plan | None] = {}
    for key, plan in pairs:
        found[key] = None if key in found else plan
    return found


def _path(plan: Plan) -> str:
    return plan.path


def _row(address: str, plan: Plan, before: Row | None, target: str = "") -> Row:
    """What the ledger says of a published plan; a person's note stays."""
    return Row(
        address=address,
        target=target,
        title=plan.title,
        issuer=plan.issuer,
        number=plan.doc_number,
        date=plan.date.iso if plan.date else "",
        source=plan.path,
        note=before.note if before else "",
        text="" if target else plan.text_digest,
    )


def _ends(
    rows: Mapping[str, Row], live: Mapping[str, Plan], aliases: Mapping[str, Plan], waiting: Collection[str]
) -> tuple[dict[str, tuple[str, str]], tuple[Row, ...]]:
    """Where each address that is no plan's leads in the end: (address, title) of a plan, or the row that is gone."""
    moved: dict[str, tuple[str, str]] = {}
    gone = []
    for address, row in rows.items():
        if address in live or address in aliases:
            continue
        end = row
        while end.target and end.address not in live:  # no circles: the reading refuses them, and a plan ends any
            end = rows.get(end.target, Row(end.target))
            if end.address == address:
                break
        if end.address in live:
            moved[address] = (end.address, live[end.address].title)
        elif address in waiting:  # nothing that waits may be told
            gone.append(Row(address))
        else:
            gone.append(msgspec.structs.replace(row, source=end.source or row.source, status=end.status or row.status))
    return moved, tuple(gone)


def _reused(row: Row, plan: Plan) -> Iterator[Problem]:
    """An address at which readers find another document than before. `row` is what was there."""
    same_number = row.number and (row.number, row.issuer) == (plan.doc_number, plan.issuer)
    if same_number or row.title == plan.title or not row.title or row.text == plan.text_digest:
        return
    hint = "印在纸上的旧地址会打开别的文件：请给新文件另取一个文件名或编号（id）；如果只是改了题名和正文，可以不管"
    message = f"地址 {plan.url} 以前是《{row.title}》，现在换成了《{plan.title}》"
    yield warning("permalink-reused", message, hint, path=plan.path, line=plan.lines.get("id", 1))


def _missing(row: Row, waiting: str, heirs: _Heirs) -> Problem:
    if waiting:
        hint = "读者打开旧地址，会看到“现在不在文库里”；要重新发布，请去掉 draft，或者改 publish_on"
        return notice("permalink-held", f"{row.address} 已经发布过，现在暂不发布", hint, path=waiting)
    likely = heirs.likely(row)
    if likely:
        hint = f"如果它改名为 {likely.path}，请在那份文件的要素里加一行：aliases: {row.address}"
    else:
        hint = "如果是误删，请把文件放回来；如果改了名，请在新文件的要素里加一行：aliases: " + row.address
    hint += f"；确实不要了，请在 {FILE} 的这一行“状态”写“{GONE}”，原因写在“说明”"
    was = f"（原来是 {row.source}）" if row.source else ""
    message = f"发布过的文件不见了：{row.address}《{row.title}》{was}"
    return warning("permalink-gone", message, hint, path=FILE)
