# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Every build of the module has the same files: those of module-files.txt, which are those on disk.

The wscripts and the CMake files run here for real, in front of stand-ins that record what ns-3's own
build system would be told.
"""

import collections
import json
import os
import re
import runpy
import shutil
import subprocess
import types

import pytest

# The source that every build writes.
PROFILE_SOURCE = "device-profile-data.cc"

# Sources that belong to one build alone and are named there.
STANDALONE_ONLY = {"test/test-main.cc", "test/oracle/oracle-main.cc", "test/soak/soak-main.cc"}


class TaskGenerator:
    """What waf's bld(...) returns: attributes can be set, flags appended."""

    def __init__(self, **attributes):
        self.source = []
        self.use = []
        self.defines = []
        self.env = types.SimpleNamespace(append_value=lambda name, value: self.defines.append(value))
        self.__dict__.update(attributes)


class Node(types.SimpleNamespace):
    """A file as waf hands it to tasks."""

    def read(self):
        return self.path.read_text()

    def write(self, text):
        self.path.write_text(text)


class BuildContext:
    """Stands in for the bld that ns-3's waf hands to a wscript."""

    def __init__(self, directory, **env):
        self.path = types.SimpleNamespace(
            abspath=lambda: str(directory), find_or_declare=lambda name: name
        )
        self.directory = directory
        self.env = {"MODULES_NOT_BUILT": [], "ENABLE_TESTS": True, "ENABLE_EXAMPLES": True}
        self.env.update({"WINSOCK_HAS_SQLITE": True}, **env)
        self.library = self.test = self.headers = None
        self.programs = {}
        self.rules = []

    def __call__(self, features="", **rule):
        if rule:
            self.rules.append(rule)
            return None
        assert features == "ns3header"
        self.headers = TaskGenerator()
        return self.headers

    def create_ns3_module(self, name, dependencies):
        self.library = TaskGenerator(name=name, dependencies=dependencies)
        return self.library

    def create_ns3_module_test_library(self, name):
        self.test = TaskGenerator(name=name)
        return self.test

    def create_ns3_program(self, name, dependencies):
        self.programs[name] = TaskGenerator(dependencies=dependencies)
        return self.programs[name]

    def recurse(self, name):
        below = BuildContext(self.directory / name, **self.env)
        run_wscript(self.directory / name)["build"](below)
        for program in below.programs.values():
            program.source = f"{name}/{program.source}"
        self.programs.update(below.programs)


def run_wscript(directory):
    """Execute the directory's wscript as waf would; return its functions by name."""
    module = {}
    exec(compile((directory / "wscript").read_text(), str(directory / "wscript"), "exec"), module)
    return module


# A contrib module's surroundings in an ns-3 tree: each macro prints what it was given. As in ns-3,
# it is build_lib that descends to the examples.
RECORDING_TREE = """
cmake_minimum_required(VERSION 3.20)
project(tree NONE)
foreach(module core network internet applications point-to-point csma config-store winsock)
    set(lib${module} ${module})
endforeach()
function(record kind)
    foreach(value IN LISTS ARGN)
        message(NOTICE "RECORD ${kind} ${value}")
    endforeach()
endfunction()
function(build_lib)
    cmake_parse_arguments(
        IT "" "LIBNAME" "SOURCE_FILES;HEADER_FILES;LIBRARIES_TO_LINK;TEST_SOURCES" ${ARGN})
    record(unknown ${IT_UNPARSED_ARGUMENTS})
    record(name ${IT_LIBNAME})
    record(sources ${IT_SOURCE_FILES})
    record(headers ${IT_HEADER_FILES})
    record(test ${IT_TEST_SOURCES})
    record(libraries ${IT_LIBRARIES_TO_LINK})
    get_directory_property(definitions COMPILE_DEFINITIONS)
    record(definitions ${definitions})
    add_subdirectory(examples)
endfunction()
function(build_lib_example)
    cmake_parse_arguments(IT "" "NAME" "SOURCE_FILES;LIBRARIES_TO_LINK" ${ARGN})
    record(unknown ${IT_UNPARSED_ARGUMENTS})
    string(JOIN " " files ${IT_SOURCE_FILES})
    record(examples "${IT_NAME}=${files}")
endfunction()
add_subdirectory(${MODULE} winsock)
"""


@pytest.fixture(scope="module")
def listed(root):
    """Return the list as waf reads it: {section: [path, ...]}."""
    return run_wscript(root)["read_files"](str(root))


@pytest.fixture(scope="module")
def in_waf_tree(root):
    """Return the recording context after the wscripts ran."""
    bld = BuildContext(root)
    run_wscript(root)["build"](bld)
    return bld


def configure_in_tree(root, tree, cli11, sqlite=True):
    """Return what ns-3's macros were told, {kind: [value, ...]}, and what CMake printed."""
    (tree / "CMakeLists.txt").write_text(RECORDING_TREE)
    done = subprocess.run(
        ["cmake", "-G", "Ninja", "-S", tree, "-B", tree / "build", f"-DMODULE={root}"]
        + ["-DWINSOCK_BOOST_CONTEXT=/lib/boost_context", "-DWINSOCK_BOOST_INCLUDE_DIR=/usr/include"]
        + ["-DWINSOCK_JSON_INCLUDE_DIR=/usr/include"]
        + [f"-DWINSOCK_SQLITECPP_LIBRARY={sqlite and '/lib/SQLiteCpp'}"]
        + ["-DWINSOCK_SQLITE3_LIBRARY=/lib/sqlite3", "-DWINSOCK_SQLITECPP_INCLUDE_DIR=/usr/include"]
        + ["-DWINSOCK_SQLITE3_INCLUDE_DIR=/usr/include"]
        + [f"-DWINSOCK_CLI11_INCLUDE_DIR={cli11}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    recorded = collections.defaultdict(list)
    for kind, value in re.findall(r"^RECORD (\S+) (.*)$", done.stderr, re.MULTILINE):
        recorded[kind].append(value)
    return recorded, done.stdout


@pytest.fixture(scope="module")
def in_cmake_tree(root, tmp_path_factory):
    """Return what ns-3's macros were told: {kind: [value, ...]}."""
    return configure_in_tree(root, tmp_path_factory.mktemp("tree"), "/usr/include")[0]


def sources(paths):
    """Return the .cc files of the paths."""
    return [path for path in paths if path.endswith(".cc")]


def headers(paths):
    """Return the .h files of the paths."""
    return [path for path in paths if path.endswith(".h")]


@pytest.mark.parametrize("section", ["model", "helper", "test", "examples", "tools", "bench", "bindings"])
def test_what_is_on_disk_is_listed(root, listed, section):
    on_disk = {
        str(path.relative_to(root))
        for path in (root / section).rglob("*")
        if path.suffix in (".cc", ".h")
    }
    assert set(listed[section]) == on_disk - STANDALONE_ONLY


def test_nothing_is_listed_twice(listed):
    paths = [path for section in listed.values() for path in section]
    assert sorted(paths) == sorted(set(paths))


def test_waf_and_cmake_build_the_same_library(listed, in_waf_tree, in_cmake_tree):
    library = listed["model"] + listed["helper"]
    assert in_waf_tree.library.name == "winsock"
    assert in_cmake_tree["name"] == ["winsock"]
    assert in_waf_tree.library.source == sources(library) + [PROFILE_SOURCE]
    assert in_cmake_tree["sources"][:-1] == sources(library)
    assert os.path.basename(in_cmake_tree["sources"][-1]) == PROFILE_SOURCE
    assert in_waf_tree.headers.module == "winsock"
    assert in_waf_tree.headers.source == in_cmake_tree["headers"] == headers(library)
    assert "BOOST" in in_waf_tree.library.use
    libraries = ["core", "network", "internet", "/lib/boost_context", "/lib/SQLiteCpp", "/lib/sqlite3"]
    assert in_cmake_tree["libraries"] == libraries
    assert "WINSOCK_SQLITE" in in_waf_tree.library.use
    assert in_cmake_tree["definitions"] == in_waf_tree.library.defines == ["WINSOCK_HAS_SQLITE"]
    assert set(in_waf_tree.library.dependencies) >= {"core", "network", "internet"}


def test_waf_and_cmake_put_the_same_profiles_into_the_library(root, tmp_path, in_waf_tree, in_cmake_tree):
    (rule,) = in_waf_tree.rules
    written = tmp_path / rule["target"]
    task = types.SimpleNamespace(inputs=[Node(path=root / rule["source"])], outputs=[Node(path=written)])
    rule["rule"](task)
    text = written.read_text()
    with open(in_cmake_tree["sources"][-1], encoding="utf-8") as file:
        assert file.read() == text
    pieces = re.findall(r'^R"json\((.*?)\)json",$', text, re.DOTALL | re.MULTILINE)
    assert "".join(pieces) == (root / rule["source"]).read_text()


def test_waf_and_cmake_build_the_same_tests(root, listed, in_waf_tree, in_cmake_tree):
    assert in_waf_tree.test.source == in_cmake_tree["test"] == sources(listed["test"])
    assert in_waf_tree.test.defines == [f'WINSOCK_TEST_DATA_DIR="{root}/test/data"']


def test_waf_and_cmake_build_the_same_examples(listed, in_waf_tree, in_cmake_tree):
    wanted = {os.path.basename(path)[:-3]: path for path in sources(listed["examples"])}
    assert {name: it.source for name, it in in_waf_tree.programs.items()} == wanted
    told = dict(value.split("=") for value in in_cmake_tree["examples"])
    del told["winsock-catalog"]
    assert {name: f"examples/{file}" for name, file in told.items()} == wanted


def test_cmake_builds_the_program_for_catalogs_with_the_examples(listed, in_cmake_tree):
    told = dict(value.split("=") for value in in_cmake_tree["examples"])
    assert told["winsock-catalog"].split() == [f"../{path}" for path in sources(listed["tools"])]


def test_cmake_leaves_the_program_for_catalogs_out_without_cli11(root, tmp_path):
    recorded, printed = configure_in_tree(root, tmp_path, "")
    assert not [value for value in recorded["examples"] if value.startswith("winsock-catalog")]
    assert "winsock-catalog is left out" in printed and "libcli11-dev" in printed


def test_the_library_is_built_without_sqlite_where_that_is_missing(root, tmp_path):
    recorded, printed = configure_in_tree(root, tmp_path, "/usr/include", sqlite="")
    assert recorded["libraries"] == ["core", "network", "internet", "/lib/boost_context"]
    assert not recorded["definitions"]
    assert "SQLite files are left out" in printed and "libsqlitecpp-dev" in printed

    bld = BuildContext(root, WINSOCK_HAS_SQLITE=False)
    run_wscript(root)["build"](bld)
    assert bld.library.use == ["BOOST"] and not bld.library.defines


def test_one_file_knows_sqlite(root, listed):
    knowing = [
        path
        for path in sorted(path for section in listed.values() for path in section)
        if re.search(r"#include <(sqlite3\.h|SQLiteCpp/)", (root / path).read_text())
    ]
    assert [path for path in knowing if not path.startswith("bench/")] == ["model/store/sqlite-database.cc"]


def test_cmake_macros_know_every_argument(in_cmake_tree):
    assert not in_cmake_tree["unknown"]


def test_waf_leaves_the_module_out_without_boost(root):
    bld = BuildContext(root, MODULES_NOT_BUILT=["winsock"])
    run_wscript(root)["build"](bld)
    assert bld.library is None


def test_waf_builds_no_examples_unless_asked(root):
    bld = BuildContext(root, ENABLE_EXAMPLES=False, ENABLE_TESTS=False)
    run_wscript(root)["build"](bld)
    assert not bld.programs
    assert bld.library.dependencies == ["core", "network", "internet"]


def test_waf_asks_for_boost_context(root):
    conf = types.SimpleNamespace(env={"REQUIRED_BOOST_LIBS": []})
    run_wscript(root)["required_boost_libs"](conf)
    assert conf.env["REQUIRED_BOOST_LIBS"] == ["context"]


def test_standalone_build_compiles_what_is_listed(root, build_dir, listed):
    commands = json.loads((build_dir / "compile_commands.json").read_text())
    files = {command["file"] for command in commands} - {str(build_dir / PROFILE_SOURCE)}
    compiled = {os.path.relpath(file, root) for file in files}
    wanted = {path for section in listed.values() for path in sources(section)} | STANDALONE_ONLY
    optional = set() if (build_dir / "python").exists() else set(listed["bindings"])
    if not (build_dir / "bin" / "winsock-catalog").exists():
        optional |= set(listed["tools"])
    assert compiled == wanted - optional


def test_standalone_build_offers_the_listed_headers(build_dir, listed):
    offered = {path.name for path in (build_dir / "include" / "ns3").iterdir()}
    wanted = {os.path.basename(path) for path in headers(listed["model"] + listed["helper"])}
    assert offered == wanted | {"winsock-module.h"}


def test_header_names_are_unique_in_all_of_ns3(root, build_dir, listed):
    own = headers(listed["model"] + listed["helper"])
    names = [os.path.basename(path) for path in own]
    assert sorted(names) == sorted(set(names))

    cache = (build_dir / "CMakeCache.txt").read_text()
    installed = re.search(r"^ns3_INCLUDE_DIR:PATH=(.*)$", cache, re.MULTILINE).group(1)
    for path in own:
        theirs = os.path.join(installed, "ns3", os.path.basename(path))
        if os.path.exists(theirs):  # only as an installed copy of this module
            with open(theirs, encoding="utf-8") as file:
                assert "The ns-3 winsock module authors" in file.read(), theirs


def test_no_file_includes_a_whole_module(root, listed):
    for path in listed["model"] + listed["helper"] + listed["test"]:
        found = re.findall(r'#include "ns3/(\S+-module\.h)"', (root / path).read_text())
        assert not found, f"{path} includes {found}, which is slow to compile"


def test_every_example_is_known_to_ns3s_example_runner(root, listed):
    listing = runpy.run_path(str(root / "test" / "examples-to-run.py"))
    known = {program.split()[0] for program, _, _ in listing["cpp_examples"]}
    assert known == {os.path.basename(path)[:-3] for path in sources(listed["examples"])}


@pytest.mark.parametrize(
    "text, message",
    [
        ("[model]\nmodel/no-such-file.cc\n", "no such file"),
        ("[nonsense]\n", "unknown section"),
        ("model/a.cc\n", "before the first section"),
        ("[model]\nmodule-files.txt\n", "neither a .cc nor a .h file"),
    ],
)
def test_a_damaged_list_stops_cmake_with_a_message(root, tmp_path, text, message):
    shutil.copytree(root / "cmake", tmp_path / "cmake")
    (tmp_path / "module-files.txt").write_text(text)
    script = tmp_path / "read.cmake"
    script.write_text(
        "cmake_minimum_required(VERSION 3.20)\n"
        f"include({tmp_path}/cmake/WinsockFiles.cmake)\nwinsock_read_files({tmp_path})\n"
    )
    done = subprocess.run(["cmake", "-P", script], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert message in " ".join(done.stderr.split())


def test_test_headers_define_different_classes(root, listed):
    # Two classes of one name would pass the compiler and the linker, and crash.
    names = []
    for path in headers(listed["test"]):
        text = (root / path).read_text()
        names += re.findall(r"^(?:class|struct) (\w+)(?! *;)\b", text, re.MULTILINE)
    assert sorted(names) == sorted(set(names))


def test_standalone_build_configures_again_when_lists_or_profiles_change(root, build_dir):
    rule = re.search(r"^build build\.ninja: .*$", (build_dir / "build.ninja").read_text(), re.MULTILINE)
    assert str(root / "module-files.txt") in rule.group(0)
    assert str(root / "data" / "device-profiles.json") in rule.group(0)


def test_waf_leaves_the_module_out_without_json(root):
    conf = types.SimpleNamespace(env={"MODULES_NOT_BUILT": []}, reports=[])
    conf.missing_boost_libs = lambda *_: False
    conf.check_cxx = lambda header_name, mandatory: False
    conf.report_optional_feature = lambda *report: conf.reports.append(report)
    run_wscript(root)["configure"](conf)
    assert conf.env["MODULES_NOT_BUILT"] == ["winsock"]
    assert "nlohmann-json3-dev" in conf.reports[0][3]


@pytest.mark.parametrize("found", [True, False])
def test_waf_looks_for_sqlite(root, found):
    conf = types.SimpleNamespace(env={"MODULES_NOT_BUILT": []}, reports=[])
    conf.missing_boost_libs = lambda *_: False
    conf.check_cxx = lambda header_name, **_: found or header_name == "nlohmann/json.hpp"
    conf.report_optional_feature = lambda *report: conf.reports.append(report)
    run_wscript(root)["configure"](conf)
    assert conf.env["MODULES_NOT_BUILT"] == []
    assert conf.env["WINSOCK_HAS_SQLITE"] is found
    assert conf.reports[0][2] is found and "libsqlitecpp-dev" in conf.reports[0][3]
