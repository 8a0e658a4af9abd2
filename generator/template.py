"""A new plan's file, with its front matter filled in as far as it is known: what `new` writes."""

from pathlib import PurePosixPath

from generator.day import parse_day
from generator.fields import year_in_title
from generator.region import resolve, slugify

_TEMPLATE = """\
---
title: {title}
issuer: {issuer}
文号:
date: {date}
region: {region}
主送:
抄送:
  -
印发机关:
印发日期:
---

正文写在这里，一段一行，段与段之间空一行。序号照原件写，不会改动。

一、第一部分的标题

1. 第一条。
"""


def new_plan(title: str, issuer: str, region: str, date: str) -> tuple[PurePosixPath, str]:
    """Where below content/ the new file goes (江苏/苏州 → jiangsu/suzhou/2020-….md), and its text."""
    day = parse_day(date)
    year = year_in_title(title) or (day.year if day else 0)
    folder = PurePosixPath(*(place.slug for place in resolve(region).region)) if region else PurePosixPath()
    name = "-".join(filter(None, (str(year) if year else "", slugify(issuer or title)[:40].rstrip("-"))))
    return folder / f"{name}.md", _TEMPLATE.format(title=title, issuer=issuer, region=region, date=date)
