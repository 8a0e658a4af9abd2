"""The digest of a folder: the same from its files and from their sizes, another for any difference."""

from pathlib import Path

from generator import tree

SIZES = {"a.html": 3, "plans/b.html": 0, "plans/b/c.csv": 2, "中/文 1.txt": 1}


def put(root: Path, sizes: dict[str, int]) -> Path:
    """A folder with files that are so long."""
    for url, size in sizes.items():
        (root / url).parent.mkdir(parents=True, exist_ok=True)
        (root / url).write_bytes(b"x" * size)
    return root


def test_what_is_there_and_what_is_known_have_one_digest(tmp_path: Path) -> None:
    root = put(tmp_path, SIZES)
    assert tree.sizes(root) == SIZES
    assert tree.digest(tree.walk(root)) == tree.digest(tree.by_folder(SIZES))
    assert tree.digest(tree.by_folder(dict(reversed(SIZES.items())))) == tree.digest(tree.walk(root))


def test_every_difference_is_another_digest() -> None:
    others = [SIZES | {"a.html": 4}, SIZES | {"plans/a.html": 3}, {u: s for u, s in SIZES.items() if u != "a.html"}]
    others += [{url.replace("plans", "plan"): size for url, size in SIZES.items()}]
    assert len({tree.digest(tree.by_folder(sizes)) for sizes in (SIZES, *others)}) == 5


def test_what_is_not_ours_is_left_out(tmp_path: Path) -> None:
    root = put(tmp_path, {**SIZES, ".stage/x": 1, "a.lock": 0, "plans/a.lock": 0})
    assert tree.sizes(root, {".stage", "a.lock"}) == {**SIZES, "plans/a.lock": 0}
    assert tree.sizes(root / "nowhere") == {}
