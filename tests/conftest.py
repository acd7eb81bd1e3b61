"""What tests of several rooms need."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

NODE = Path(__file__).with_name("node")


def start_node() -> Callable[..., str]:
    """Give the readers in JavaScript as a function of the arguments of `readers.mjs`, which gives what they print."""
    program = shutil.which("node")
    if program is None or not (NODE / "node_modules").is_dir():
        pytest.skip("The readers in JavaScript are not installed: npm ci --prefix tests/node")

    def run(*arguments: object) -> str:
        command = [program, str(NODE / "readers.mjs"), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        assert (0, "") == (done.returncode, done.stderr), done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def node() -> Callable[..., str]:
    """Give the readers in JavaScript; see `start_node`."""
    return start_node()
