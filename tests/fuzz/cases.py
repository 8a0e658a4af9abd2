"""Bytes that are likely to break something: the pieces of pieces.txt put together at random."""

import random
from pathlib import Path

_SPACES = (" ", "\n", "\n\n", "", "", "\t", "　", "\r\n", "：", ": ")
_ODD = ("\u200b", "\ufeff", "\u202e", "\u0301", "\x1b", "\x85", "\u2028", "😀", "𠮷", "\x0c", "\ufffe", "İ", "ß")


def _pieces() -> dict[str, list[str]]:
    """The pieces for each target: those of one line stand between " | "."""
    text = (Path(__file__).parent / "pieces.txt").read_text("utf-8")
    sections = (section.split("\n", 1) for section in text.split("== ")[1:])
    found = {name: [p.strip(" ") for line in lines.splitlines() for p in line.split(" | ")] for name, lines in sections}
    return {**found, "import": found["import"] + found["markdown"] + found["number"]}


PIECES = _pieces()


def case(target: str, dice: random.Random, ending: bytes = b"") -> bytes:
    """One case for a target; `ending` are bytes of any kind that another engine has thought of."""
    pieces, out = PIECES[target], []
    for _ in range(dice.choice((2, 5, 10, 30, 60))):
        piece = dice.choice(pieces) if dice.random() < 0.93 else dice.choice(_ODD)
        out.append(piece * (1 if dice.random() < 0.97 else dice.choice((3, 50, 300))))
        out.append(dice.choice(_SPACES))
    data = bytearray("".join(out).encode(dice.choice(("utf-8",) * 8 + ("gb18030", "utf-16")), "replace") + ending)
    while data and dice.random() < 0.15:
        data[dice.randrange(len(data))] = dice.randrange(256)
    return (bytes([dice.randrange(256)]) if target == "import" else b"") + bytes(data)
