"""Put an element around a stretch of text among inline tokens, without crossing the elements that are there."""

from collections.abc import Sequence

from markdown_it.token import Token

Range = tuple[int, int, dict[str, str | int | float]]
_MOST_TOKENS = 300


def wrap(children: list[Token], tag: str, ranges: Sequence[Range]) -> list[Token]:
    """The tokens with <tag attrs> around each text[start:end]; a range that would cross an element is left out.

    Ranges are in order and don't overlap. A range inside one text token costs nothing to find; the others are looked
    for one by one, and not at all in a paragraph of very many tokens.
    """
    out: list[Token] = []
    crossing: list[Range] = []
    offset = linked = 0
    pending = list(reversed(ranges))
    for token in children:
        linked += token.nesting if token.tag == "a" else 0
        length = _length(token)
        if token.type == "text" and pending and not linked:
            out += _cut(token, tag, offset, pending, crossing)
        else:
            out.append(token)
            while pending and pending[-1][0] < offset + length:
                crossed = pending.pop()
                if not linked:
                    crossing.append(crossed)
        offset += length
    if len(out) <= _MOST_TOKENS:
        for start, end, attrs in crossing:
            out = wrap_across(out, tag, start, end, attrs)
    return out


def _cut(token: Token, tag: str, offset: int, pending: list[Range], crossing: list[Range]) -> list[Token]:
    text, done = token.content, 0
    out: list[Token] = []
    while pending and pending[-1][0] < offset + len(text):
        start, end, attrs = pending.pop()
        if end > offset + len(text):
            crossing.append((start, end, attrs))
            continue
        out += _text(text[done : start - offset])
        out += [_open(tag, attrs), *_text(text[start - offset : end - offset]), _close(tag)]
        done = end - offset
    return out + _text(text[done:])


def wrap_across(
    children: list[Token], tag: str, start: int, end: int, attrs: dict[str, str | int | float], *, stretch: bool = False
) -> list[Token]:
    """The same for one range that may span tokens; `stretch` moves its end on to where it crosses nothing."""
    out = _split(_split(children, start), end)
    first = last = offset = 0
    for i, token in enumerate(out):
        if offset <= start and offset + _length(token) > start:
            first = i
        if offset < end:
            last = i + 1
        offset += _length(token)
    while first and out[first - 1].nesting > 0 and out[first - 1].tag != "a":
        first -= 1
    depth: int = sum(token.nesting for token in out[first:last])
    while depth > 0 and last < len(out) and (stretch or out[last].nesting < 0):
        depth += out[last].nesting
        last += 1
    while depth > 0 and out[first].nesting > 0:
        depth -= 1
        first += 1
    inner = out[first:last]
    if not inner or not _balanced(inner):
        return children
    return [*out[:first], _open(tag, attrs), *inner, _close(tag), *out[last:]]


def _split(children: list[Token], place: int) -> list[Token]:
    """The tokens with a border at the text offset `place`."""
    offset = 0
    for i, token in enumerate(children):
        length = _length(token)
        if token.type == "text" and offset < place < offset + length:
            halves = _text(token.content[: place - offset]) + _text(token.content[place - offset :])
            return [*children[:i], *halves, *children[i + 1 :]]
        offset += length
    return children


def _balanced(tokens: Sequence[Token]) -> bool:
    depth: int = 0
    for token in tokens:
        depth += token.nesting
        if depth < 0:
            return False
    return depth == 0


def _length(token: Token) -> int:
    return len(token.content) if token.type == "text" else 1 if token.type == "hardbreak" else 0


def _text(content: str) -> list[Token]:
    return [Token("text", "", 0, content=content)] if content else []


def _open(tag: str, attrs: dict[str, str | int | float]) -> Token:
    return Token(f"{tag}_open", tag, 1, dict(attrs))


def _close(tag: str) -> Token:
    return Token(f"{tag}_close", tag, -1)
