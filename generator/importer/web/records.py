"""The table of metadata that government pages print above a document (索引号, 发文机关, 成文日期 …)."""

from generator.importer.web.blocks import Block, Box
from generator.importer.web.labels import RECORD_LABELS, bare_pairs, label_alone, pairs

RECORD = "网页的著录信息"
_ENOUGH = 3
_LONGEST_VALUE = 300
Told = tuple[str, str, int]


def find_records(blocks: list[Block], boxes: list[Box]) -> tuple[set[int], list[Told]]:
    """The places of the blocks that make such tables, and what they tell: label, value, line."""
    places: set[int] = set()
    told: list[Told] = []
    cluster: list[int] = []
    found: list[Told] = []
    i = 0
    while i < len(blocks):
        rows, used = _entries(blocks, boxes, i)
        if rows:
            cluster.extend(range(i, i + used))
            found.extend(rows)
        elif not blocks[i].text:
            used = 1
        elif cluster:
            _close(cluster, found, places, told)
            cluster, found = [], []
        i += max(1, used)
    _close(cluster, found, places, told)
    return places, told


def _close(cluster: list[int], found: list[Told], places: set[int], told: list[Told]) -> None:
    labels = {label for label, _, _ in found}
    if len(labels) >= _ENOUGH and len(labels & RECORD_LABELS) >= _ENOUGH - 1:
        places.update(cluster)
        told.extend(entry for entry in found if entry[1])


def _entries(blocks: list[Block], boxes: list[Box], i: int) -> tuple[list[Told], int]:
    """What the block says as a part of such a table, and how many blocks say it."""
    block = blocks[i]
    if block.kind == "table":
        rows = _cells(block)
        return (rows, 1) if len({label for label, _, _ in rows}) >= _ENOUGH else ([], 0)
    if block.kind != "text" or block.why or len(block.text) > _LONGEST_VALUE:
        return [], 0
    line = block.lines[0] if block.lines else 0
    if label := _label(block.tight):
        if _is_value(blocks, boxes, i + 1):
            after = blocks[i + 1]
            return [(label, after.text, after.lines[0] if after.lines else line)], 2
        return [(label, "", line)], 1
    named = [(pair.label, pair.value, line) for pair in pairs(block.text) or bare_pairs(block.text)]
    starts = named and block.tight.lstrip("[【（(").startswith(named[0][0])
    return (named, 1) if starts and "。" not in block.text[: len(named[0][0]) + 4] else ([], 0)


def _is_value(blocks: list[Block], boxes: list[Box], i: int) -> bool:
    """Whether the block can be the value of the label before it: a neighbour in the same row, no label itself."""
    if i >= len(blocks) or boxes[blocks[i].box].above != boxes[blocks[i - 1].box].above:
        return False
    block = blocks[i]
    return (
        block.kind == "text" and len(block.text) <= _LONGEST_VALUE and not _label(block.tight) and not pairs(block.text)
    )


def _label(tight: str) -> str:
    return label_alone(tight) if len(tight) <= 10 else ""


def _cells(block: Block) -> list[Told]:
    line = block.lines[0] if block.lines else 0
    told: list[Told] = []
    for row in block.text.split("\n"):
        cells = [cell.strip() for cell in row.split("\t")]
        for i, cell in enumerate(cells):
            if label := _label("".join(cell.split())):
                value = cells[i + 1] if i + 1 < len(cells) else ""
                if value and not _label("".join(value.split())):
                    told.append((label, value, line))
            else:
                told.extend((pair.label, pair.value, line) for pair in pairs(cell) if pair.label in RECORD_LABELS)
    return told
