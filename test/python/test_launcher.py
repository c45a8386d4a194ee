# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The launcher's own decisions: what to install, how to count, when to fail.

It runs here in a copy of the module, with stand-ins for the programs that it calls first in PATH.
Each stand-in writes its arguments to the file "calls".
"""

import os
import shutil
import subprocess

import pytest

PASSING_SUITE = """\
1/1 Test: winsock-good
PASS winsock-good 0.010 s
  PASS first case 0.000 s
  PASS second case 0.010 s
    PASS part of the second case 0.010 s
Test Passed.
"""

FAILING_SUITE = """\
1/1 Test: winsock-bad
FAIL winsock-bad 0.010 s
  PASS first case 0.000 s
  FAIL second case 0.010 s
      test="a (actual) == b (limit)" actual="1" limit="2" in="x.cc:1" wrong
Test Failed.
"""

CRASHING_SUITE = """\
1/1 Test: winsock-crash
Test Failed.
"""


class Launcher:
    """A copy of the launcher among stand-ins."""

    def __init__(self, root, directory):
        self.directory = directory
        self.commands = directory / "commands"
        self.commands.mkdir()
        shutil.copy(root / "winsock", directory)
        (directory / "test" / "python").mkdir(parents=True)
        (directory / "module-files.txt").write_text(
            "[test]\ntest/a.cc\n[examples]\nexamples/one.cc # first\nexamples/two.cc\n[bench]\n"
        )
        self.stand_in("cmake", "mkdir -p build; : >build/build.ninja; : >build/CMakeCache.txt")
        self.stand_in("ninja")
        self.stand_in("apt-get")
        self.stand_in("dpkg-query", "printf 'install ok installed'")
        self.suites(PASSING_SUITE)
        self.python_tests("3 passed in 0.01s")

    def stand_in(self, name, body=":"):
        """Put a program in front of the real one."""
        path = self.commands / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.directory}/calls"\n{body}\n')
        path.chmod(0o755)

    def suites(self, log, status=0):
        """Let ctest leave this log and end with this status."""
        (self.directory / "ctest.log").write_text(log)
        copy = f'mkdir -p Testing/Temporary; cp "{self.directory}/ctest.log" Testing/Temporary/LastTest.log'
        self.stand_in("ctest", f"{copy}; exit {status}")

    def python_tests(self, last_line, status=0):
        """Let pytest end with this line and this status."""
        self.stand_in("python", f"echo '{last_line}'; exit {status}")

    def run(self, *arguments):
        """Run the launcher; return its exit status and the lines that it printed."""
        done = subprocess.run(
            [self.directory / "winsock", *arguments],
            cwd=self.directory,
            env={
                "PATH": f"{self.commands}:{os.environ['PATH']}",
                "WINSOCK_PYTHON": str(self.commands / "python"),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout.splitlines()

    def calls(self, name):
        """Return the argument lines of the stand-in's calls."""
        lines = (self.directory / "calls").read_text().splitlines()
        return [line[len(name) + 1 :] for line in lines if line.split()[0] == name]


@pytest.fixture
def launcher(root, tmp_path):
    """Return a launcher with everything installed and passing tests."""
    return Launcher(root, tmp_path)


def test_counts_cases_of_suites_and_python_tests(launcher):
    status, lines = launcher.run("test")
    assert (status, lines[-1]) == (0, "5 passed, 0 failed")


def test_a_failed_case_fails_all(launcher):
    launcher.suites(PASSING_SUITE + FAILING_SUITE, status=8)
    status, lines = launcher.run("test")
    assert (status, lines[-1]) == (1, "6 passed, 1 failed")


def test_a_crash_counts_as_a_failure(launcher):
    launcher.suites(PASSING_SUITE + CRASHING_SUITE, status=8)
    status, lines = launcher.run("test")
    assert (status, lines[-1]) == (1, "5 passed, 1 failed")


def test_a_python_failure_and_an_error_count(launcher):
    launcher.python_tests("1 failed, 2 passed, 1 skipped, 1 error in 0.5s", status=1)
    status, lines = launcher.run("test")
    assert (status, lines[-2:]) == (1, ["1 skipped", "4 passed, 2 failed"])


def test_a_python_that_does_not_start_counts(launcher):
    launcher.python_tests("No module named pytest", status=1)
    status, lines = launcher.run("test")
    assert (status, lines[-1]) == (1, "2 passed, 1 failed")


def test_a_ctest_that_does_not_start_counts(launcher):
    launcher.stand_in("ctest", "exit 127")
    status, lines = launcher.run("test")
    assert (status, lines[-1]) == (1, "3 passed, 1 failed")


def test_it_is_a_failure_when_no_test_ran(launcher):
    launcher.suites("", status=8)
    launcher.python_tests("7 deselected in 0.01s", status=5)
    status, lines = launcher.run("test", "no-such-test")
    assert (status, lines[-1]) == (1, "0 passed, 0 failed")


def test_names_select_suites_and_python_tests(launcher):
    launcher.run("test", "catalog", "selector", "--stop-on-failure")
    (ctest,) = launcher.calls("ctest")
    (python,) = launcher.calls("python")
    assert "-R catalog|selector" in ctest and ctest.endswith("--stop-on-failure")
    assert python.endswith("-k catalog or selector")


def test_sanitizers_have_a_build_of_their_own(launcher):
    body = 'mkdir -p build-sanitize; : >build-sanitize/build.ninja'
    launcher.stand_in("cmake", body)
    status, lines = launcher.run("test", "--sanitize")
    assert (status, lines[-1]) == (0, "2 passed, 0 failed")
    (cmake,) = launcher.calls("cmake")
    assert "-DWINSOCK_SANITIZE=address,undefined" in cmake and "build-sanitize" in cmake


def test_nothing_is_installed_or_configured_twice(launcher):
    launcher.run("build")
    launcher.run("build")
    assert len(launcher.calls("cmake")) == 1
    assert len(launcher.calls("ninja")) == 2
    assert "apt-get" not in (launcher.directory / "calls").read_text()


def test_only_what_is_missing_is_installed(launcher):
    launcher.stand_in("dpkg-query", 'test "$3" != libns3-dev && printf "install ok installed"')
    launcher.stand_in("sudo", '"$@"')
    launcher.run("build")
    simulated, real = launcher.calls("apt-get")
    assert simulated == "-s install --no-install-recommends libns3-dev"
    assert real == "-q install -y --no-install-recommends libns3-dev"


def test_package_lists_are_fetched_when_apt_does_not_know_a_package(launcher):
    launcher.stand_in("dpkg-query", 'test "$3" != libns3-dev && printf "install ok installed"')
    launcher.stand_in("sudo", '"$@"')
    launcher.stand_in("apt-get", 'test "$1" != -s')
    launcher.run("build")
    assert [call.split()[1] for call in launcher.calls("apt-get")] == ["install", "update", "install"]


def test_a_build_directory_that_is_someone_elses_stays(launcher):
    (launcher.directory / "build").mkdir()
    (launcher.directory / "build" / "thesis.txt").write_text("mine")
    status, lines = launcher.run("build")
    assert status == 1 and "not a build directory of this module" in lines[-1]
    assert launcher.run("clean")[0] == 1
    assert (launcher.directory / "build" / "thesis.txt").exists()


def test_examples_each_have_a_verdict(launcher):
    programs = launcher.directory / "build" / "examples"
    launcher.run("build")
    programs.mkdir()
    for name, status in (("one", 0), ("two", 3)):
        (programs / name).write_text(f"#!/bin/sh\necho output of {name}\nexit {status}\n")
        (programs / name).chmod(0o755)
    status, lines = launcher.run("examples")
    assert status == 1
    assert [line.split()[0::3] for line in lines[-4:-2]] == [["one", "passed"], ["two", "FAILED"]]
    assert lines[-2:] == ["    output of two", "1 passed, 1 failed"]
    assert launcher.run("examples", "one")[1][-1] == "output of one"
    assert "there is no example 'three'" in launcher.run("examples", "three")[1][-1]


def test_the_program_for_catalogs_gets_its_arguments_and_prints_alone(launcher):
    launcher.run("build")
    program = launcher.directory / "build" / "bin" / "winsock-catalog"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "program $*"\nexit 1\n')
    program.chmod(0o755)
    launcher.stand_in("ninja", "echo built")
    status, lines = launcher.run("catalog", "check", "my file.txt")
    assert status == 1 and lines[-1] == "program check my file.txt"
    (ninja,) = launcher.calls("ninja")[1:]
    assert ninja.endswith("winsock-catalog")


def test_an_unknown_command_fails_with_the_help(launcher):
    status, lines = launcher.run("tset")
    assert status == 1
    assert lines[0].startswith("Usage:") and "unknown command 'tset'" in lines[-1]
    assert launcher.run("help")[0] == 0
