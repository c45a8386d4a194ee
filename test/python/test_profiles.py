# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The device profiles: their file, what the library made of it, their predictions, their page."""

import collections
import importlib.util
import json
import re
import subprocess

import pytest

MARKS = {"documented", "derived", "assumed"}


@pytest.fixture(scope="module")
def generator(root):
    """Return the program that writes the page, as a module."""
    spec = importlib.util.spec_from_file_location("profiles", root / "doc" / "profiles.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def data(generator):
    """Return the file."""
    return generator.read_data()


@pytest.fixture(scope="module")
def show(build_dir):
    """Return a function that runs winsock-catalog profile and returns what it prints."""
    program = build_dir / "bin" / "winsock-catalog"
    if not program.exists():
        pytest.skip("there is no winsock-catalog")

    def run(*arguments):
        command = [program, "profile", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return run


def pytest_generate_tests(metafunc):
    """Give a test with the argument `profile` all profiles in turn."""
    if "profile" in metafunc.fixturenames:
        root = metafunc.config.rootpath
        while not (root / "data" / "device-profiles.json").exists():
            root = root.parent
        profiles = json.loads((root / "data" / "device-profiles.json").read_text())["profiles"]
        metafunc.parametrize("profile", profiles, ids=[profile["name"] for profile in profiles])


def numbers_of(show, data, profile):
    """Return the values that the library has, by key of the file."""
    lines = show(profile["name"]).splitlines()
    printed = {line.split()[0]: line for line in lines if re.match(r"  [A-Z]\w+ +\S", line)}
    return {
        key: re.sub(r"(?<=\d) s$", "", printed[field["attribute"]][26:41].strip())
        for key, field in data["fields"].items()
        if "attribute" in field
    }


def text_of(value):
    """Return a value of the file as the library prints it."""
    if value is None or value == 4294967295:
        return "none"
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def test_page(generator, data):
    assert generator.PAGE.read_text() == generator.page_of(data), "run doc/profiles.py"


def test_file_makes_sense(data, profile):
    assert set(profile["values"]) == set(data["fields"])
    for key, value in profile["values"].items():
        assert value["provenance"] in MARKS, key
        assert value["confidence"] in ("high", "medium", "low"), key
        assert value.get("source", "ns3") in data["sources"], key
        assert value["provenance"] != "documented" or value.get("source"), key
    for calls in profile["unsupported"]:
        assert calls["effectProvenance"] in MARKS and calls["errorProvenance"] in MARKS
        assert calls.get("source", "ns3") in data["sources"]


def test_library_has_the_values_of_the_file(show, data, profile):
    numbers = numbers_of(show, data, profile)
    for key, number in numbers.items():
        assert number == text_of(profile["values"][key]["value"]), key


def test_library_prints_where_values_come_from(show, data, profile):
    printed = show(profile["name"])
    counts = collections.Counter(value["provenance"] for value in profile["values"].values())
    assert (
        f"{counts['documented']} values are documented, {counts['derived']} derived, "
        f"{counts['assumed']} assumed." in printed
    )
    for key, value in profile["values"].items():
        attribute = data["fields"][key].get("attribute")
        if attribute:
            line = re.search(rf"^  {attribute} .*$", printed, re.MULTILINE).group(0)
            assert line[41:].startswith(value["provenance"]), key
            assert f"[{value['source']}]" in line if "source" in value else "[" not in line, key
            assert value.get("note", "") in line, key
    for calls in profile["unsupported"]:
        assert calls["effect"] in printed


def test_ceilings_of_windows_ce_are_assumed(data, profile):
    if profile["class"] != "Windows CE":
        pytest.skip("another class of devices")
    for key in ("maxSocketsPerProcess", "maxSocketsPerSystem", "poolBytes"):
        assert profile["values"][key]["provenance"] == "assumed", key


def test_expectations_follow_from_the_numbers(show, data, profile):
    """Every prediction, computed from the numbers that the library has."""
    text = numbers_of(show, data, profile)
    number = {
        key: None if value == "none" else float(value)
        for key, value in text.items()
        if re.fullmatch(r"none|[\d.]+", value)
    }
    expected = profile["expectations"]
    sockets = number["maxSocketsPerProcess"]
    assert expected["appSocketsByNonIfsLayers"] == {
        str(layers): None if sockets is None else sockets // (layers + 1) for layers in range(5)
    }

    ports = number["ephemeralLast"] - number["ephemeralFirst"] + 1
    assert expected["automaticPorts"] == ports
    held = ports
    if text["timeWaitRecycle"] == "false" and number["maxTcpControlBlocks"] is not None:
        held = min(held, number["maxTcpControlBlocks"])
    wait = number["timeWaitSeconds"]
    assert expected["sustainedActiveClosesPerSecond"] == (round(held / wait, 2) if wait else None)

    buffers = number["tcpSndBufDefault"] + number["tcpRcvBufDefault"] + number["socketOverheadBytes"]
    pool = number["poolBytes"]
    assert expected["fullyLoadedTcpConnections"] == (None if pool is None else pool // buffers)

    for size, kept in expected["udpBurstKept"].items():
        room = number["udpRcvBufDefault"]
        limits = [number["udpRcvQueuePackets"], None if room is None else room // int(size)]
        bound = [limit for limit in limits if limit is not None]
        assert kept == (min(bound) if bound else None), size


def test_list(show, data):
    printed = show()
    for profile in data["profiles"]:
        line = re.search(rf"^{re.escape(profile['name'])} +(.*)$", printed, re.MULTILINE).group(1)
        assert line.startswith(profile["description"])
        assert all(alias in line for alias in profile["aliases"])


def test_profiles_of_a_file(show, build_dir, tmp_path):
    own = {"name": "mine", "base": "wince-6.0", "values": {"maxSocketsPerProcess": 3}}
    file = tmp_path / "mine.json"
    file.write_text(json.dumps({"profiles": [own]}))
    assert re.search(r"^  MaxSocketsPerProcess +3 +assumed", show("mine", "--file", str(file)), re.MULTILINE)

    own["values"]["maxSocketPerProcess"] = 3
    file.write_text(json.dumps({"profiles": [own]}))
    command = [build_dir / "bin" / "winsock-catalog", "profile", "--file", str(file)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert 'mine.json, profile "mine"' in done.stderr
    assert 'the nearest is "maxSocketsPerProcess"' in done.stderr


def test_profiles_of_a_file_in_python(tmp_path):
    ws = pytest.importorskip("ns3_winsock")
    file = tmp_path / "pda.json"
    file.write_text(
        json.dumps({"profiles": [{"name": "pda-1", "base": "wm5", "values": {"maxSocketsPerProcess": 3}}]})
    )
    ws.add_profiles(str(file))
    assert "pda-1" in ws.profiles()
    with pytest.raises(ValueError, match="choose another name"):
        ws.add_profiles(str(file))

    with ws.Network() as net:
        pda, other = net.node("pda", profile="pda-1"), net.node("other")
        net.link(pda, other)
        opened = []

        @pda.process(start=1.0)
        def program(api):
            api.WSAStartup(0x0202)
            for _ in range(4):
                opened.append(api.socket(ws.AF_INET, ws.SOCK_STREAM, ws.IPPROTO_TCP))
            opened.append(api.WSAGetLastError())

        net.run(until=2.0)
    assert ws.INVALID_SOCKET not in opened[:3]
    assert opened[3:] == [ws.INVALID_SOCKET, ws.WSAEMFILE]
