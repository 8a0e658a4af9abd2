"""What the tests share: the project's own folders, the shared originals, a browser, and a site of the sample."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import sites
from click.testing import CliRunner

from generator.cli import cli

PROJECT = Path(__file__).parent.parent
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of a thousand builds would compile all modules
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def build(*args: str | Path) -> None:
    """Run the command `build`, which must succeed."""
    result = CliRunner().invoke(cli, ["build", *map(str, args)])
    assert result.exit_code == 0, result.output


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The files below `folder` on a server of their own; its address, ending in /."""
    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module", name="served")
def _served(archive: Path) -> Iterator[str]:
    """The address of a module's `archive` in a sub-folder of a server that tells neither ranges nor compression."""
    with served(archive.parent) as address:
        yield f"{address}{archive.name}/"


@pytest.fixture(params=["http", "file"])
def home(request: pytest.FixtureRequest, archive: Path) -> str:
    """The address of a module's `archive` on a server, and on a disk."""
    address: str = request.getfixturevalue("served") if request.param == "http" else archive.as_uri() + "/"
    return address


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sample archive, built."""
    return _built(PROJECT, tmp_path_factory.mktemp("sample") / "site")


@pytest.fixture(scope="session")
def office_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an office at …/wenku/, whose plans are also void, annulled, withdrawn, corrected."""
    return _built(PROJECT / "tests" / "office", tmp_path_factory.mktemp("office") / "wenku")


def _built(archive: Path, output: Path) -> Path:
    """The archive in the folder `archive`, built to `output` with the layouts and assets that come with the program."""
    places = {"content": archive, "layouts": PROJECT, "assets": PROJECT}
    folders = (part for name, place in places.items() for part in (f"--{name}", place / name))
    build("--output", output, "--settings", archive / "site.yaml", *folders)
    return output


@pytest.fixture(scope="session")
def shared_plans() -> Path:
    """Five real plans that lie beside the project while it is developed."""
    folder = PROJECT.parent / "shared" / "plans"
    if not folder.is_dir():
        pytest.skip("the five real plans are not beside the project")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A headless Chromium; its absence skips, or fails where YAODIAN_REQUIRE_BROWSER=1."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("YAODIAN_REQUIRE_BROWSER") == "1":
            pytest.fail("YAODIAN_REQUIRE_BROWSER=1, but there is no Chromium")
        pytest.skip("there is no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = driver.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small archive in content/."""
    sites.make(tmp_path / "content", 8)
    return tmp_path


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same archive, built to public/; nobody changes it."""
    folder = tmp_path_factory.mktemp("built")
    sites.make(folder / "content", 8)
    sites.build(folder, "--quiet")
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A copy of it, with its cache and the times of its files."""
    shutil.copytree(built_once, tmp_path, dirs_exist_ok=True)
    return tmp_path
