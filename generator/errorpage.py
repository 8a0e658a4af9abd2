"""The page that the preview shows in place of every other while a build is refused. It needs no layout."""

from collections.abc import Sequence
from html import escape

from generator.problem import LABELS, Problem, in_order

_PAGE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{ max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1.15em/1.7 sans-serif; overflow-wrap: anywhere; }}
li {{ margin: 1.2em 0; }}
code {{ font-size: 1em; font-weight: bold; }}
</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


def error_page(problems: Sequence[Problem]) -> str:
    """The page that stands for every page while these problems keep a build from being published."""
    items = "\n".join(f"<li>{_item(problem)}</li>" for problem in in_order(problems))
    told = "<p>请照下面的提示改正并保存，这一页会自己恢复。在这之前，已经生成的网站没有改动。</p>"
    return _PAGE.format(title=f"有 {len(set(problems))} 个问题，网页没有更新", body=f"{told}\n<ol>\n{items}\n</ol>")


def _item(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    parts = [f"<code>{escape(place)}</code>"] if place else []
    parts.append(f"{LABELS[problem.severity]}：{escape(problem.message)}")
    parts += [f"→ {escape(problem.hint)}"] if problem.hint else []
    return "<br>\n".join(parts)
