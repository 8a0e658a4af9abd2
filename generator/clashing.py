"""Two files of the site that would have one address, which only old addresses (旧地址) and 附件 can bring about."""

from collections.abc import Iterable
from pathlib import Path

from generator import routes
from generator.archive import Archive
from generator.names import folded
from generator.plan import Plan
from generator.problem import Problem, Refused, error


def refuse_clashes(taken: routes.Taken, archive: Archive, content: Path) -> None:
    """Refused where a page that has gone by has an address that is `taken`; tells of the plans below `content`."""
    clashing = taken.clashes()
    if not clashing:
        return
    old = [(url, plan) for plan in archive.plans for url in plan.aliases if folded(url) in clashing]
    own = [(routes.attachment(plan.id, file), plan) for plan in archive.plans for file in plan.files]
    beside = [(url, plan) for url, plan in own if folded(url) in clashing]
    assert old or beside, f"two pages have one address: {sorted(clashing)}"
    if old:
        others = [*old, *beside, *((plan.url, plan) for plan in archive.plans if folded(plan.url) in clashing)]
        raise Refused([_alias_taken(url, plan, others, content) for url, plan in old])
    raise Refused([_attachment_taken(url, plan, content) for url, plan in beside])


def _alias_taken(url: str, plan: Plan, others: Iterable[tuple[str, Plan]], content: Path) -> Problem:
    """An old address that is taken: by which file, if it is a file's."""
    twins = (p for at, p in others if (at, p.id) != (url, plan.id) and routes.clashes([at, url]))
    other = next(twins, None)
    owner = f" {content.as_posix()}/{other.path} 的" if other else "文库自己的"
    hint = f"它是{owner}地址；请在这份文件里删掉这个旧地址，或者换一个"
    place = f"{content.as_posix()}/{plan.path}"
    return error("alias-taken", f"旧地址 {url} 已经有网页", hint, path=place, line=plan.lines.get("aliases", 1))


def _attachment_taken(url: str, plan: Plan, content: Path) -> Problem:
    hint = "请给这个附件换一个文件名；只有大小写不同的文件名不能同时用"
    place = f"{content.as_posix()}/{plan.path}"
    return error("address-taken", f"附件的地址重复：{url}", hint, path=place, line=plan.lines.get("attachments", 1))
