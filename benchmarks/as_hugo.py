"""The same archive as a Hugo site, with layouts that make the same pages: of plans, lists, grid, feed and map."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROWS = 200  # of a list page, as on our own
CONFIG: dict[str, Any] = {
    "baseURL": "https://example.org/",
    "languageCode": "zh-CN",
    "title": "要点文库",
    "disableKinds": ["section"],
    "taxonomies": {"region": "regions", "year": "years", "issuer": "issuers", "place": "places"},
    "outputs": {"home": ["html", "rss"], "taxonomy": ["html"], "term": ["html"]},
    "pagination": {"pagerSize": ROWS, "disableAliases": True},
    "services": {"rss": {"limit": 20}},
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
}
BASE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title>
<meta name="viewport" content="width=device-width"><link rel="canonical" href="{{ .Permalink }}">
<link rel="alternate" type="application/rss+xml" href="/index.xml"></head>
<body><header><a href="/">{{ site.Title }}</a> <a href="/regions/">地区</a> <a href="/years/">年度</a>
<a href="/issuers/">机关</a></header><main>{{ block "main" . }}{{ end }}</main></body></html>
"""
PLAN = """{{ define "main" }}<article data-pagefind-body><h1>{{ .Title }}</h1>
<dl><dt>发文机关</dt><dd>{{ range .GetTerms "issuers" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</dd>
{{ with .Params.number }}<dt>文号</dt><dd>{{ . }}</dd>{{ end }}
<dt>地区</dt><dd>{{ range .GetTerms "regions" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}</dd>
<dt>年度</dt><dd>{{ range .GetTerms "years" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</dd></dl>
{{ .Content }}</article>{{ end }}
"""
TERM = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ $pages := .Paginate .Pages }}<ul>{{ range $pages.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.number }} {{ .Params.issuer }}</li>{{ end }}</ul>
{{ range $pages.Pagers }}<a href="{{ .URL }}">{{ .PageNumber }}</a> {{ end }}{{ end }}
"""
TAXONOMY = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.Alphabetical }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}
"""
HOME = """{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $years := site.Taxonomies.years }}{{ $places := site.Taxonomies.places }}
<table><tr><th></th>{{ range $year, $_ := $years }}<th>{{ $year }}</th>{{ end }}</tr>
{{ range site.Params.provinces }}{{ $province := . }}<tr><th>{{ . }}</th>{{ range $year, $_ := $years }}
{{ $cell := index $places (printf "%s-%s" $province $year) }}
<td>{{ with $cell }}<a href="{{ .Page.RelPermalink }}">{{ len . }}</a>{{ end }}</td>{{ end }}</tr>{{ end }}</table>
<ul>{{ range first 12 site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""
LAYOUTS = {"baseof": BASE, "page": PLAN, "term": TERM, "taxonomy": TAXONOMY, "home": HOME}
EDITED = "layouts/page.html"  # the layout of most pages


def write(archive: Path, site: Path) -> dict[str, int]:
    """The plans below `archive`/content as a Hugo site in `site`; how many pages of which kind it must make."""
    plans = list(_plans(archive))
    provinces = sorted({plan["places"][0].split("-")[0] for plan in plans})
    _put(site / "hugo.json", json.dumps({**CONFIG, "params": {"provinces": provinces}}, ensure_ascii=False))
    for name, text in LAYOUTS.items():
        _put(site / "layouts" / f"{name}.html", text)
    kinds: dict[str, set[str]] = {"regions": set(), "years": set(), "issuers": set(), "places": set()}
    for plan in plans:
        put_plan(site, plan)
        for kind, names in kinds.items():
            names.update(plan[kind])
    return {"plans": len(plans), **{kind: len(names) for kind, names in kinds.items()}}


def _plans(archive: Path) -> Iterator[dict[str, Any]]:
    """Front matter and text of every plan."""
    from generator.intake import read
    from generator.workers import Executor

    inputs = read(archive / "content", archive / "site.yaml", None, Executor())
    for path, plan in inputs.plans.items():
        assert plan, path
        names = [place.short for place in plan.region]
        regions = ["-".join(names[: n + 1]) for n in range(len(names))]
        yield {
            "id": plan.id,
            "title": plan.title,
            "date": plan.date.iso if plan.date and plan.date.day else f"{plan.year}-01-01",
            "number": plan.doc_number,
            "issuer": plan.issuer,
            "regions": regions,
            "years": [str(plan.year)],
            "issuers": [plan.issuer],
            "places": [f"{region}-{plan.year}" for region in regions],
            "text": Path(path).read_text("utf-8").partition("\n---\n")[2],
        }


def put_plan(site: Path, plan: dict[str, Any]) -> None:
    """One plan as a page of the site."""
    head = {key: value for key, value in plan.items() if key not in ("id", "text")}
    head["url"] = f"/plans/{plan['id']}.html"
    _put(site / "content" / "plans" / f"{plan['id']}.md", json.dumps(head, ensure_ascii=False) + "\n" + plan["text"])


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
