# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""What all Python tests share: where things are, and running an example."""

import os
import pathlib
import subprocess
import sys

import hypothesis
import hypothesis.configuration
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("WINSOCK_BUILD_DIR", ROOT / "build"))

sys.path.insert(0, str(BUILD / "python"))

# Tests do the same each time, and leave nothing in the source tree.
hypothesis.configuration.set_hypothesis_home_dir(str(BUILD / "hypothesis"))
hypothesis.settings.register_profile("winsock", database=None, deadline=None, derandomize=True)
hypothesis.settings.load_profile("winsock")


@pytest.fixture(scope="session")
def root():
    """Return the module's root directory."""
    return ROOT


@pytest.fixture(scope="session")
def build_dir():
    """Return the directory of the standalone build."""
    return BUILD


@pytest.fixture
def run_example(tmp_path):
    """Return a function that runs an example in an empty directory and returns what it printed.

    The function's arguments are the example's name and its arguments; the files that the example
    writes are in tmp_path. An example that fails, or takes longer than a minute, fails the test.
    """

    def run(name, *arguments):
        done = subprocess.run(
            [BUILD / "examples" / name, *map(str, arguments)],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    return run
