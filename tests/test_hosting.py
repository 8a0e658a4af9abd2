"""The configurations of docs/hosting/ on the servers that they are for, with nothing changed but port and folder."""

import gzip
import http.client
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import sites
from conftest import PROJECT

CONFIGURATIONS = PROJECT / "docs" / "hosting"
PLACES = ("", "/wenku")  # at the root of a host, and in a folder of it
YEAR = "public, max-age=31536000, immutable"
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 40
MODULES = "mpm_event authz_core dir mime headers deflate filter alias"
PROGRAMS = {"nginx": "nginx", "apache": "apache2", "caddy": "caddy"}

Answer = tuple[int, Mapping[str, str], bytes]


class Server:
    """A server under way, and where the site is on it."""

    def __init__(self, port: int, base: str) -> None:
        self.port, self.base = port, base

    def get(self, url: str, method: str = "GET", **headers: str) -> Answer:
        """Status, headers (names in lower case) and body at an address of the site."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        asked.request(method, f"{self.base}/{url}", headers=names)
        answer = asked.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        assert len(told) == len({(n.lower(), v) for n, v in answer.getheaders()}), "two values for a header"
        body = answer.read()
        asked.close()
        return answer.status, told, body


def edited(name: str, *changes: tuple[str, str]) -> str:
    """The configuration with what its comments ask to be changed."""
    text = (CONFIGURATIONS / name).read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{name}: {old}"
        text = text.replace(old, new)
    return text


def nginx(folder: Path, root: Path, base: str, port: int) -> list[str]:
    """A start of nginx with its configuration within the http block of the usual frame."""
    (folder / "mime.types").write_bytes(Path("/etc/nginx/mime.types").read_bytes())
    own = edited(
        "nginx.conf",
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("root /var/www/yaodian;", f"root {root};"),
        ("error_page 404 /404.html;", f"error_page 404 {base}/404.html;"),
    )
    (folder / "yaodian.conf").write_text(own, "utf-8")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    frame = f"pid {folder}/pid;\nerror_log stderr;\ndaemon off;\nworker_processes 1;\nevents {{}}\nhttp {{\n"
    user = "user root;\n" if os.geteuid() == 0 else ""
    frame = f"{user}{frame}include mime.types;\naccess_log off;\n{temporary}include {folder}/yaodian.conf;\n}}\n"
    (folder / "nginx.conf").write_text(frame, "utf-8")
    return ["-p", str(folder), "-c", str(folder / "nginx.conf")]


def apache(folder: Path, root: Path, base: str, port: int) -> list[str]:
    """A start of Apache httpd that lets the .htaccess of the folder decide."""
    own = edited("htaccess", ("ErrorDocument 404 /404.html", f"ErrorDocument 404 {base}/404.html"))
    (root / base.strip("/") / ".htaccess").write_text(own, "utf-8")
    loads = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES.split())
    user = "User daemon\nGroup daemon\n" if os.geteuid() == 0 else ""
    text = (
        f"ServerRoot {folder}\nPidFile {folder}/pid\nDefaultRuntimeDir {folder}\nListen 127.0.0.1:{port}\n"
        f"ServerName localhost\nErrorLog {folder}/errors\n{loads}{user}TypesConfig /etc/mime.types\n"
        f"DocumentRoot {root}\n<Directory {root}>\nAllowOverride All\nRequire all granted\n</Directory>\n"
    )
    (folder / "httpd.conf").write_text(text, "utf-8")
    return ["-X", "-f", str(folder / "httpd.conf")]


def caddy(folder: Path, root: Path, base: str, port: int) -> list[str]:
    """A start of Caddy."""
    own = edited(
        "Caddyfile",
        (":80 {", f"http://127.0.0.1:{port} {{"),
        ("root * /var/www/yaodian", f"root * {root}"),
        ("rewrite * /404.html", f"rewrite * {base}/404.html"),
    )
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + own, "utf-8")
    return ["run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


STARTS = {"nginx": nginx, "apache": apache, "caddy": caddy}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with attachments that are not the program's own, built."""
    folder = tmp_path_factory.mktemp("hosted")
    sites.make(folder / "content", 3)
    place = folder / "content" / "with-files"
    place.mkdir()
    plan = "---\ntitle: 带附件的2020年工作要点\nissuer: 读书会\nregion: 贵州\n---\n\n一、读书\n"
    (place / "index.md").write_text(plan, "utf-8")
    (place / "表.pdf").write_bytes(PDF)
    (place / "list.csv").write_text("名称,份数\n" * 300, "utf-8")
    sites.build_here(folder, folder / "public")
    # A build publishes no such file; somebody may copy one there.
    (folder / "public" / "plans" / "with-files" / "page.html").write_text("<script>alert(1)</script>", "utf-8")
    return folder / "public"


@pytest.fixture(scope="module", params=[(name, base) for name in STARTS for base in PLACES], ids="-".join)
def server(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Each server, with the site at its root and in a folder."""
    name, base = request.param
    program = shutil.which(PROGRAMS[name], path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not program:
        if name == "nginx" and os.environ.get("YAODIAN_REQUIRE_NGINX") == "1":
            pytest.fail("YAODIAN_REQUIRE_NGINX=1, but there is no nginx")
        pytest.skip(f"there is no {PROGRAMS[name]} on this machine")
    folder = tmp_path_factory.mktemp(name)
    root = folder / "www"
    shutil.copytree(site, root / base.strip("/"))
    (root / base.strip("/") / ".git").mkdir()
    (root / base.strip("/") / ".git" / "config").write_text("secret", "utf-8")
    for place in (folder, *folder.parents) if name == "apache" and os.geteuid() == 0 else ():
        if not place.stat().st_mode & 0o001:  # Apache answers as another user than root
            place.chmod(place.stat().st_mode | 0o011)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("wb") as log:
        call = [program, *STARTS[name](folder, root, base, port)]
        home = {**os.environ, "HOME": str(folder)}
        process = subprocess.Popen(call, cwd=folder, env=home, stdout=log, stderr=log)
    try:
        sites.until(lambda: process.poll() is not None or answers(port))
        assert process.poll() is None, (folder / "log").read_text("utf-8")
        yield Server(port, base)
    finally:
        process.terminate()
        process.wait(30)


def answers(port: int) -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


def asset(site: Path, ending: str) -> str:
    return min(path.relative_to(site).as_posix() for path in (site / "assets").glob(f"*.{ending}"))


def test_every_answer_says_what_browsers_may_do(server: Server, site: Path) -> None:
    for url in ("index.html", asset(site, "css"), "plans.json", "no/such/page.html"):
        _, headers, _ = server.get(url)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "geolocation=()" in headers["permissions-policy"]
        assert headers["x-frame-options"] == "SAMEORIGIN"


def test_the_policy_is_that_of_the_pages_and_who_may_frame_them(server: Server) -> None:
    _, headers, body = server.get("index.html")
    own = body.decode().split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert headers["content-security-policy"] == f"{own}; frame-ancestors 'self'"


def test_what_others_wrote_runs_no_script(server: Server) -> None:
    assert "; sandbox;" in server.get("plans/with-files/page.html")[1]["content-security-policy"]
    assert "sandbox" not in server.get("plans/with-files.html")[1]["content-security-policy"]
    assert server.get("plans/with-files/%E8%A1%A8.pdf")[1]["content-security-policy"] == "frame-ancestors 'self'"


def test_names_with_a_fingerprint_are_kept_for_a_year_and_all_else_is_asked_for_again(
    server: Server, site: Path
) -> None:
    for ending in ("css", "js", "svg"):
        assert server.get(asset(site, ending))[1]["cache-control"] == YEAR
    for url in ("index.html", "", "feed.xml", "search/start.js", "plans/with-files.html", "assets/no.0123abcd.css"):
        status, headers, _ = server.get(url)
        assert headers["cache-control"] == "no-cache", url
        assert status == (404 if "no.0123" in url else 200)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_has_not_changed_is_not_sent_again(server: Server, encoding: str) -> None:
    status, headers, _ = server.get("index.html", Accept_Encoding=encoding)
    assert status == 200
    status, again, body = server.get("index.html", Accept_Encoding=encoding, If_None_Match=headers["etag"])
    assert (status, body) == (304, b"")
    assert again["content-security-policy"] == headers["content-security-policy"]


def test_what_is_text_is_sent_compressed_to_those_who_take_it(server: Server, site: Path) -> None:
    for url in ("index.html", asset(site, "css"), asset(site, "js"), "plans.json", "plans.csv", "feed.xml"):
        _, headers, body = server.get(url, Accept_Encoding="gzip")
        assert headers.get("content-encoding") == "gzip", url
        assert "accept-encoding" in headers["vary"].lower()
        assert gzip.decompress(body) == (site / url).read_bytes()
        _, headers, body = server.get(url)
        assert "content-encoding" not in headers
        assert body == (site / url).read_bytes()
    assert "content-encoding" not in server.get("plans/with-files/%E8%A1%A8.pdf", Accept_Encoding="gzip")[1]


def test_a_part_of_a_file_can_be_asked_for(server: Server) -> None:
    status, headers, body = server.get("plans/with-files/%E8%A1%A8.pdf", Range="bytes=9-108")
    assert status == 206
    assert headers["content-range"] == f"bytes 9-108/{len(PDF)}"
    assert body == PDF[9:109]
    assert server.get("plans/with-files/%E8%A1%A8.pdf", Range=f"bytes={len(PDF)}-")[0] == 416


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("plans/with-files.txt", "text/plain; charset=utf-8"),
        ("plans.csv", "text/csv; charset=utf-8"),
        ("plans/with-files/list.csv", "text/csv; charset=utf-8"),
        ("plans.json", "application/json"),
        ("feed.xml", "text/xml; charset=utf-8|application/xml; charset=utf-8|text/xml|application/xml"),
        ("sitemap.xml", "text/xml; charset=utf-8|application/xml; charset=utf-8|text/xml|application/xml"),
        ("search/start.js", "application/javascript; charset=utf-8|text/javascript; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("plans/with-files/%E8%A1%A8.pdf", "application/pdf"),
    ],
)
def test_the_kind_of_every_file_is_said(server: Server, url: str, wanted: str) -> None:
    told = server.get(url)[1]["content-type"].lower()
    assert told in wanted.split("|") or told.removesuffix("; charset=utf-8") == wanted


@pytest.mark.parametrize(
    "url", ["nothing.html", "plans/", "a/b/c", ".git/config", ".git/", "index.html/x", ".htaccess", "../../etc/passwd"]
)
def test_what_is_not_there_is_answered_with_the_page_that_says_so(server: Server, site: Path, url: str) -> None:
    status, headers, body = server.get(url)
    assert status in (404, 400, 403) if url in (".htaccess", "../../etc/passwd") else status == 404
    if status == 404:
        assert headers["content-type"].lower().startswith("text/html")
        assert body == (site / "404.html").read_bytes()
    assert b"secret" not in body


def test_a_folder_leads_to_its_first_page(server: Server, site: Path) -> None:
    assert server.get("")[2] == (site / "index.html").read_bytes()
    status, headers, body = server.get("regions")
    if status in (301, 302, 307, 308):
        assert headers["location"].endswith(f"{server.base}/regions/")
        status, _, body = server.get("regions/")
    assert status == 200
    assert body == (site / "regions" / "index.html").read_bytes()


def test_nothing_but_reading_is_answered(server: Server, site: Path) -> None:
    assert server.get("index.html", "HEAD")[2] == b""
    for method in ("PUT", "DELETE"):
        assert server.get("index.html", method)[0] in (403, 404, 405)
    assert server.get("index.html")[2] == (site / "index.html").read_bytes()


def test_the_configuration_for_iis_is_xml_and_names_the_same_policy() -> None:
    text = (CONFIGURATIONS / "web.config").read_text("utf-8")
    ElementTree.fromstring(text.encode())
    policy = (CONFIGURATIONS / "nginx.conf").read_text("utf-8").split('default      "')[1].split('"')[0]
    assert policy in text
    assert policy in (CONFIGURATIONS / "htaccess").read_text("utf-8")
    assert policy in (CONFIGURATIONS / "Caddyfile").read_text("utf-8")
    assert policy in (PROJECT / "docs" / "hosting.md").read_text("utf-8")


@pytest.mark.browser
def test_searching_and_putting_side_by_side_work_under_the_policy(chromium: Any, server: Server) -> None:
    page = chromium.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: told.append(str(fault)))
    address = f"http://127.0.0.1:{server.port}{server.base}"
    page.goto(f"{address}/search.html?q=读书")
    page.locator("#results[aria-busy=false]").wait_for(state="attached")
    assert page.locator("[data-plan]").count() > 0
    page.goto(f"{address}/beside.html?a=with-files&b=with-files")
    page.frame_locator("iframe").first.locator("h1").first.wait_for()
    page.goto(f"{address}/plans/with-files/page.html")
    assert any("script" in line for line in told)  # the one that was refused, in what others wrote
    assert not [line for line in told if "page.html" not in line and "sandbox" not in line.lower()], told
    page.close()
