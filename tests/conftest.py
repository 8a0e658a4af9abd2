"""What the tests share: the project's own folders, the shared originals, a browser, and a site of the sample."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import cli

PROJECT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def build(*args: str | Path) -> None:
    """Run the command `build`, which must succeed."""
    result = CliRunner().invoke(cli, ["build", *map(str, args)])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sample archive, built."""
    output = tmp_path_factory.mktemp("sample") / "site"
    folders = {name: PROJECT / name for name in ("content", "layouts", "assets")}
    settings = PROJECT / "site.yaml"
    build("--output", output, "--settings", settings, *(part for n, f in folders.items() for part in (f"--{n}", f)))
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
