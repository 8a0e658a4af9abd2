"""A case as a text file: laid out with blanks, wrapped or cut by pages as real ones are, in any encoding."""

import textwrap

from originals.case import Case, Piece

BOMS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
CENTRED = ("mark", "no", "title", "plan", "annextitle")
FLUSH = ("to", "annex", "cc", "print", "keyword", "secret", "chrome", "pageno", "box", "hidden")
WIDTH = 40  # characters of a line


def as_text(case: Case) -> bytes:
    """The bytes of the file. Options: encoding, bom, wrap (characters), gap (a blank line between paragraphs), newline,
    pages (long paragraphs are cut by a page number, in the middle of a sentence), bare (no indents), feeds (a form feed
    before each section)."""
    encoding = str(case.how.get("encoding", "utf-8"))
    data = text_of(case).encode(encoding)
    return BOMS[encoding] + data if case.how.get("bom") else data


def text_of(case: Case) -> str:
    """The same before it is encoded."""
    blocks, before = [], ""
    cuts = 0
    for piece in case.pieces:
        block = _block(case, piece)
        if case.how.get("pages") and piece.kind in ("text", "item") and len(piece.text) > 90:
            cuts += 1
            middle = len(block) // 2
            number = f"— {cuts} —" if case.how["pages"] == "numbered" else ""
            block = (
                f"{block[:middle]}\n\n{number}\n\n{block[middle:]}"
                if number
                else f"{block[:middle]}\n\n{block[middle:]}"
            )
        gap = (
            "\n"
            if case.how.get("gap") or ({before, piece.kind} & {"title", "sign", "plan"} and before != piece.kind)
            else ""
        )
        feed = "\f" if case.how.get("feeds") and piece.kind == "h1" else ""
        blocks.append(gap + feed + block)
        before = piece.kind
    return "\n".join([*blocks, ""]).replace("\n", str(case.how.get("newline", "\n")))


def _block(case: Case, piece: Piece) -> str:
    if piece.kind == "table":
        return "\n".join("\t".join(row) for row in piece.rows)
    if case.how.get("bare"):
        return piece.text
    if piece.kind in CENTRED:
        return "　" * max(0, (WIDTH - len(piece.text)) // 2) + piece.text
    if piece.kind in ("sign", "date"):
        return " " * (2 * (WIDTH - len(piece.text)) - 8) + piece.text
    indent = "" if piece.kind in FLUSH else "　　"
    if width := case.how.get("wrap"):
        return "\n".join(textwrap.wrap(indent + piece.text, int(str(width)), drop_whitespace=False))
    return indent + piece.text
