"""Two plans that can't stand side by side: one address, one 文号."""

from collections.abc import Sequence

from generator.plan import Plan
from generator.problem import Problem, error


def one_address_each(plans: Sequence[Plan]) -> list[Problem]:
    """No two plans have the same address; case does not tell two apart, as on Windows it doesn't."""
    problems = []
    first: dict[str, Plan] = {}
    for plan in plans:
        other = first.setdefault(plan.id.casefold(), plan)
        if other is not plan:
            hint = "请给其中一份写上不同的编号，例如：id: 2020-suzhou；也可以改文件名（叫 index.md 的，改文件夹名）"
            message = f"网页地址重复：{plan.url} 已由 {other.path} 使用"
            line = plan.lines.get("id", 1)
            problems.append(error("address-taken", message, hint, path=plan.path, line=line))
    return problems


def one_number_each(plans: Sequence[Plan]) -> list[Problem]:
    """No two plans of one issuer have the same 文号. Joint papers may share the lead organ's with another issuer."""
    problems = []
    first: dict[tuple[str, str], Plan] = {}
    for plan in plans:
        if not plan.doc_number:
            continue
        other = first.setdefault((plan.doc_number, plan.issuer), plan)
        if other is not plan:
            message = f"文号重复：{plan.issuer}的 {plan.doc_number} 已经有了（{other.path}）"
            hint = "请核对文号；如果是同一份文件放了两次，请删掉一份"
            line = plan.lines.get("doc_number", 1)
            problems.append(error("docnumber-taken", message, hint, path=plan.path, line=line))
    return problems
