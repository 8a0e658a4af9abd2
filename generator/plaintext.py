"""A plan as plain text, part by part: what its .txt file prints and what is searched. Neither has a word more."""

from collections.abc import Iterator

import msgspec

from generator.plan import Block, Body, Plan
from generator.sheet import imprint

# Blocks that are headings though their `lead` stands elsewhere or nowhere.
_HEADINGS = ("attachment", "attachment-title", "document", "heading")
_AFTER_LEAD = "：:。！？… "


class Part(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One paragraph, heading or line of a plan.

    `anchor` is the address on the plan's page at or above it, "" for the top. `kind` is "i" issuer, "n" 文号, "t"
    title, "h" heading, k > 0 where the first k characters of `text` are a heading that runs in, "" for other text.
    """

    anchor: str
    kind: str | int
    text: str


def parts(plan: Plan, body: Body | None) -> list[Part]:
    """The parts in the order of GB/T 9704-2012 7: issuer, number, title, 主送, text, 版记.

    Without `body`, which is how a withdrawn plan (撤下) is published, issuer, number and title alone.
    """
    head = [Part("", "i", plan.issuer), Part("", "n", plan.doc_number), Part("", "t", plan.title)]
    kinds = {block.kind for block in body.blocks} if body else {"recipients", "colophon"}
    if plan.recipients and "recipients" not in kinds:
        head.append(Part("", "", plan.recipients + "："))
    lines = () if "colophon" in kinds else imprint(plan)
    foot = (Part("", "", "　".join(filter(None, (line.left, line.right))) or line.text) for line in lines)
    return [*filter(_has_text, head), *_blocks(body.blocks if body else ()), *foot]


def _has_text(part: Part) -> bool:
    return bool(part.text)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Part]:
    anchor = ""
    for block in blocks:
        anchor = block.anchor or anchor
        yield Part(anchor, _kind(block), block.text)


def _kind(block: Block) -> str | int:
    """What a block is: a long lead ends in an ellipsis that the text does not have."""
    lead = block.lead.removesuffix("…")
    begin = block.text.find(lead, len(block.number)) if lead else -1
    if begin >= 0:
        end = begin + len(lead)
        return end if block.text[end:].strip(_AFTER_LEAD) else "h"
    return "h" if block.kind in _HEADINGS else ""
