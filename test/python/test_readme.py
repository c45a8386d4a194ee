# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""What README.md shows is what runs, and what it names is there."""

import os
import re
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def readme(root):
    """Return the text of README.md."""
    return (root / "README.md").read_text()


def code(readme, language):
    """Return the only block of code in a language."""
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    return block


def test_cpp_is_the_example(root, readme):
    source = (root / "examples" / "winsock-ten-lines.cc").read_text()
    assert source.split("// README.md shows the rest of this file.\n\n")[1] == code(readme, "cpp")


def test_python_runs(readme, build_dir, tmp_path):
    if not list((build_dir / "python" / "ns3_winsock").glob("_native*.so")):
        pytest.skip("the Python module is not built")
    (tmp_path / "scenario.py").write_text(code(readme, "python"))
    done = subprocess.run(
        [sys.executable, "scenario.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(build_dir / "python")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert re.match(r"\(b'hello', \('10\.\S+', \d+\)\) at 2\.02\d+\n$", done.stdout), done.stdout


def test_named_files_exist(root, readme):
    named = re.findall(r"`((?:doc|examples|data|model|helper|test)/[\w./-]*)`", readme)
    assert named
    for path in named:
        assert (root / path).exists(), path


def test_named_commands_exist(root, readme):
    usage = subprocess.run(
        [root / "winsock", "help"], capture_output=True, text=True, check=True
    ).stdout
    for command in set(re.findall(r"\./winsock (\w+)", readme)):
        assert re.search(rf"^  {command}\b", usage, re.MULTILINE), command


def test_releases_are_those_that_the_module_fits(root, readme):
    for release in (root / "NS3-VERSION").read_text().split():
        assert release.replace("ns-", "") in readme


def test_it_is_one_page(readme):
    assert len(readme.splitlines()) <= 130
    assert max(len(line) for line in readme.splitlines() if not line.startswith("|")) <= 105
