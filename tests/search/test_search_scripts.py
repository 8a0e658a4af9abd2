"""The search's own unit tests, which Node runs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def test_the_scripts_of_the_search_pass_their_own_tests() -> None:
    node = shutil.which("node")
    if node is None:
        if os.environ.get("YAODIAN_REQUIRE_BROWSER") == "1":
            pytest.fail("YAODIAN_REQUIRE_BROWSER=1, but there is no Node")
        pytest.skip("there is no Node on this machine")
    tests = Path(__file__).with_name("search.test.cjs")
    done = subprocess.run([node, "--test", str(tests)], capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
