# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Every example runs, prints what it should, and says what to mend when it is given nonsense.

What the examples print is compared with test/golden/examples/NAME.txt. After a change that was
meant, write those files anew with WINSOCK_UPDATE_GOLDEN=1 and look at the difference.
"""

import csv
import importlib.util
import os
import pathlib
import re
import struct
import subprocess

import pytest

DEMO = "ce-device-first-sockets"
DECIMAL = re.compile(r"\d+\.\d+")


ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = re.findall(
    r"^examples/([\w-]+)\.cc$", (ROOT / "module-files.txt").read_text(), re.MULTILINE
)

every_example = pytest.mark.parametrize("example", EXAMPLES)


def assert_same_text(output, golden):
    """Compare all but decimal numbers exactly, those to 5 %: releases of ns-3 differ in timing."""
    assert DECIMAL.sub("#", output) == DECIMAL.sub("#", golden)
    numbers = [float(number) for number in DECIMAL.findall(output)]
    assert numbers == pytest.approx([float(number) for number in DECIMAL.findall(golden)], rel=0.05)


@pytest.fixture
def run_failing(build_dir, tmp_path):
    """Return a function that runs an example which has to fail, and returns what it printed."""

    def run(name, *arguments):
        done = subprocess.run(
            [build_dir / "examples" / name, *map(str, arguments)],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 1, done.stdout
        return done.stdout

    return run


@pytest.fixture
def catalogs(root):
    """Return the directory of real machines' catalogs."""
    return root / "data" / "catalogs"


# --- All examples ---------------------------------------------------------------------------------


@every_example
def test_output_is_as_recorded(example, root, run_example):
    golden = root / "test" / "golden" / "examples" / f"{example}.txt"
    output = run_example(example)
    if os.environ.get("WINSOCK_UPDATE_GOLDEN"):
        golden.write_text(output)
    assert_same_text(output, golden.read_text())


@every_example
def test_two_runs_print_the_same(example, run_example):
    assert run_example(example) == run_example(example)


@every_example
def test_every_option_is_explained(example, run_example):
    help_text = run_example(example, "--PrintHelp")
    for option in re.findall(r"^    --\w+:(.*)$", help_text.split("General Arguments")[0], re.M):
        assert option.strip(), help_text


def test_there_is_no_recorded_output_without_example(root):
    recorded = {path.stem for path in (root / "test" / "golden" / "examples").iterdir()}
    assert recorded == set(EXAMPLES)


# --- The demo -------------------------------------------------------------------------------------


def table_row(output, limit, socket):
    """Return the numbers and the error in a row of the demo's last table."""
    pattern = rf"^  {limit} +{re.escape(socket)} +(\d+) +(\d+) +(\d+)  (\w+)$"
    opened, descriptors, pool, error = re.search(pattern, output, re.M).groups()
    return int(opened), int(descriptors), int(pool), error


def packets_of(pcap):
    """Return link type and number of packets of a pcap file."""
    data = pcap.read_bytes()
    magic, _, _, _, _, _, link_type = struct.unpack_from("<IHHiIII", data)
    assert magic == 0xA1B2C3D4
    packets, position = 0, 24
    while position < len(data):
        position += 16 + struct.unpack_from("<I", data, position + 8)[0]
        packets += 1
    assert position == len(data)
    return link_type, packets


def test_demo_fits_a_terminal(run_example):
    assert max(len(line) for line in run_example(DEMO).splitlines()) <= 100


def test_demo_writes_the_files_that_it_names(run_example, tmp_path):
    output = run_example(DEMO)
    for path in tmp_path.iterdir():
        assert path.name in output
    link_type, packets = packets_of(tmp_path / f"{DEMO}.pcap")
    assert link_type == 9  # PPP
    assert packets > 10
    assert "ASProxy64.dll: WSPConnect" in (tmp_path / f"{DEMO}.calls").read_text()


def test_demo_writes_where_it_is_told(run_example, tmp_path):
    (tmp_path / "sub").mkdir()
    assert f"sub/{DEMO}.pcap" in run_example(DEMO, "--out=sub")
    assert len(list((tmp_path / "sub").iterdir())) == 3


def test_demo_prints_the_catalog_as_netsh_does(catalogs, run_example, tmp_path):
    original = (catalogs / "win10-x64-astrill-trio1659.txt").read_text()
    listing = run_example(DEMO, "--full").split("-" * 100 + "\n\n", 1)[1].split("\n2. Which")[0]
    entries = listing.strip().split("Winsock Catalog Provider Entry\n")[1:]
    assert len(entries) == 15
    for entry in entries:
        assert entry.strip() in original
    assert (tmp_path / f"{DEMO}.catalog").read_text().strip() == listing.strip()


@pytest.mark.parametrize(
    "catalog, sockets",
    [
        ("win10-x64-astrill-trio1659.txt", 128),  # a layer with handles of its own
        ("win10-x64-pgp-wsl9413.txt", 256),  # a layer with IFS handles
        ("win7-x64-clean-spidemo.txt", 256),  # no layer
    ],
)
def test_demo_shows_what_a_chain_costs(catalogs, run_example, catalog, sockets):
    output = run_example(DEMO, f"--catalog={catalogs / catalog}")
    layer = ", 1 layer" if "clean" not in catalog else ""
    row = table_row(output, "256 descriptors a process", f"TCP/IPv4{layer}")
    assert row == (sockets, 256, sockets * 1024, "WSAEMFILE")


def test_demo_meets_every_limit(run_example):
    output = run_example(DEMO)
    assert table_row(output, "64 KiB buffer pool", "TCP/IPv6") == (64, 64, 65536, "WSAENOBUFS")
    reserved = 1024 + 8192 + 65535  # the socket, SO_SNDBUF and SO_RCVBUF of TCP
    sockets = 4 * 1024 * 1024 // reserved
    row = table_row(output, "4 MiB pool, buffers reserved", "TCP/IPv6")
    assert row == (sockets, sockets, sockets * reserved, "WSAENOBUFS")
    assert "every device holds 0 descriptors and 0 bytes again" in output


def test_demo_runs_on_every_catalog(catalogs, run_example):
    files = sorted(catalogs.glob("*.txt"))
    assert len(files) >= 8
    for path in files:
        output = run_example(DEMO, f"--catalog={path}")
        assert path.name in output
        assert "every device holds 0 descriptors and 0 bytes again" in output


def test_demo_names_a_catalog_file_that_is_not_there(run_failing):
    message = run_failing(DEMO, "--catalog=no-such-file.txt")
    assert "no-such-file.txt" in message
    assert "netsh winsock show catalog" in message and "--catalog=FILE" in message


@pytest.mark.parametrize(
    "damage, line, expected",
    [
        (("Catalog Entry ID:  ", "Katalogeintrags-ID:"), 8, "Catalog Entry ID:"),
        (("Protocol Chain Length:              2", "Protocol Chain Length:   x"), 16, "number"),
    ],
)
def test_demo_names_the_damaged_line_of_a_catalog(
    catalogs, run_failing, tmp_path, damage, line, expected
):
    text = (catalogs / "win10-x64-astrill-trio1659.txt").read_text()
    (tmp_path / "damaged.txt").write_text(text.replace(*damage))
    message = run_failing(DEMO, "--catalog=damaged.txt")
    assert re.search(rf"damaged.txt: line {line}: expected .*{expected}", message), message
    assert "--catalog=FILE" in message


def test_demo_names_a_directory_that_is_not_there(run_failing):
    message = run_failing(DEMO, "--out=no-such-directory")
    assert "no-such-directory" in message and "--out=DIRECTORY" in message


# --- The others -----------------------------------------------------------------------------------


def test_tcp_echo_returns_every_byte(run_example):
    output = run_example("winsock-tcp-echo", "--messages=2", "--size=20000")
    assert len(re.findall(r"20000 bytes back after [\d.]+ ms, unchanged", output)) == 2
    assert "40000 bytes echoed" in output


def test_tcp_echo_on_a_faster_link_is_faster(run_example):
    def first_echo(*arguments):
        output = run_example("winsock-tcp-echo", *arguments)
        return float(re.search(r"back after ([\d.]+) ms", output)[1])

    assert first_echo("--rate=10Mbps", "--delay=1ms") < first_echo() / 10


def test_tcp_echo_is_refused_where_nobody_listens(run_failing):
    message = run_failing("winsock-tcp-echo", "--port=9")
    assert "connect failed: WSAECONNREFUSED (10061)" in message


def test_tcp_echo_writes_a_log_of_calls(run_example, tmp_path):
    run_example("winsock-tcp-echo", "--calls=calls.txt")
    calls = (tmp_path / "calls.txt").read_text()
    assert "< connect(s=4, name=10.1.1.2:7) = 0" in calls
    assert "base: WSPConnect" in calls


def test_udp_echo_serves_winsock_and_plain_peers(run_example):
    output = run_example("winsock-udp-echo-ipv6", "--datagrams=5", "--size=500")
    assert output.count("device  500 bytes back") == 5
    assert output.count("plain   500 bytes back") == 2
    assert output.count("WSAEMSGSIZE") == 1
    assert "holds 0 descriptors" in output


def test_ping_measures_the_round_trip(run_example):
    output = run_example("winsock-ping", "--size=1000")
    frame = 1000 + 8 + 20 + 2  # data, ICMP, IPv4, PPP
    milliseconds = 2 * (25 + frame * 8 / 1000)  # at 1 Mbit/s
    assert f"average {milliseconds:.3f} ms" in output


def test_ping_counts_losses(run_example):
    output = run_example("winsock-ping", "--count=20", "--loss=0.3")
    sent, received = map(int, re.search(r"(\d+) sent, (\d+) received", output).groups())
    assert sent == 20 and 5 < received < 20
    assert output.count("WSAETIMEDOUT") == sent - received


def test_ping_gives_up_in_time(run_failing):
    output = run_failing("winsock-ping", "--target=10.1.1.9", "--timeout=500", "--count=3")
    starts = [float(start) for start in re.findall(r"^ +([\d.]+) s ", output, re.M)]
    assert starts == pytest.approx([1.0, 2.5, 4.0], abs=0.01)
    assert "3 sent, 0 received, 100% lost" in output


def test_ping_without_route(run_failing):
    assert "WSAENETUNREACH" in run_failing("winsock-ping", "--target=192.0.2.1", "--count=1")


def test_ping_wants_an_address(run_failing):
    assert '"nonsense" is not an IPv4 address' in run_failing("winsock-ping", "--target=nonsense")


def test_ping_needs_an_administrator(run_failing):
    message = run_failing("winsock-ping", "--administrator=false")
    assert "socket failed: WSAEACCES (10013)" in message


def many_clients(output):
    """Return the rows of the table as lists of numbers, and the closing sentence's two counts."""
    rows = [
        [int(number) for number in re.findall(r"\d+", line.split(" s ", 1)[1])]
        for line in output.splitlines()
        if re.match(r" +\d+\.\d s ", line)
    ]
    return rows, tuple(map(int, re.search(r"(\d+) were served and (\d+) refused", output).groups()))


def test_many_clients_meet_the_limit_and_recover(run_example):
    rows, (served, refused) = many_clients(run_example("winsock-many-clients"))
    in_use = [row[0] for row in rows]
    assert max(in_use) == 16 and in_use[-1] == 1
    clients_left, accept_failures = rows[-1][2], rows[-1][5]
    assert clients_left == 0
    assert served + refused == 40 and refused > 0
    assert accept_failures > 0


def test_many_clients_with_enough_descriptors(run_example):
    rows, counts = many_clients(run_example("winsock-many-clients", "--descriptors=256"))
    assert counts == (40, 0)
    assert rows[-1][5] == 0


@pytest.fixture
def styles_rows(run_example, tmp_path):
    """Return a function that runs winsock-styles and returns the rows of the file that it writes."""

    def run(*arguments):
        run_example("winsock-styles", "--out=styles.csv", *arguments)
        with (tmp_path / "styles.csv").open() as file:
            return list(csv.DictReader(file))

    return run


def test_styles_carry_the_same_bytes(styles_rows):
    rows = styles_rows("--loss=0.02", "--clients=6")
    assert len(rows) == 28  # seven styles, two servers, with and without a codec
    for server in ("echo", "file"):
        bytes_of = {
            (row["received"], row["sent"], row["checksum"]) for row in rows if row["server"] == server
        }
        assert len(bytes_of) == 1
    assert all((row["layers_turns"] == "0") == (row["codec"] == "0") for row in rows)


def test_styles_that_wait_for_64_need_more_threads(styles_rows):
    rows = styles_rows("--server=echo", "--codec=false", "--clients=100", "--hold=5000")
    threads = {row["style"]: int(row["threads"]) for row in rows}
    assert threads.pop("blocking") == 101
    assert threads.pop("select") == threads.pop("WSAEventSelect") == 2
    assert threads.pop("port") == 3
    assert set(threads.values()) == {1}


def test_styles_print_calls(run_example):
    output = run_example("winsock-styles", "--style=WSAAsyncSelect", "--calls", "--codec=false")
    assert output.count("GetMessage") == 2 and "select" not in output.replace("WSAAsyncSelect", "")


@pytest.mark.parametrize("option", ["--style=threads", "--server=mail", "--codec=maybe"])
def test_styles_name_what_they_do_not_know(run_failing, option):
    message = run_failing("winsock-styles", option)
    assert f"There is no {option}; choose" in message


# --- Scenarios ------------------------------------------------------------------------------------


def descriptor_rows(output):
    """Return the table of winsock-chains-eat-descriptors by kind of handle and number of layers."""
    pattern = r"^(own|IFS) +(\d+) +(\d+) +(\d+)  (\w+) +(\w+) +(\d+) +(\d+)$"
    rows = re.findall(pattern, output, re.M)
    return {
        (kind, int(layers)): (int(sockets), int(held), element, error, int(given), int(room))
        for kind, layers, sockets, held, element, error, given, room in rows
    }


@pytest.mark.parametrize("descriptors", [64, 20, 5])
def test_layers_with_own_handles_eat_descriptors(run_example, descriptors):
    output = run_example("winsock-chains-eat-descriptors", f"--descriptors={descriptors}")
    rows = descriptor_rows(output)
    assert len(rows) == 14
    servers = re.findall(r"^(own|IFS) +(\d+) +(\d+) +(\d+)  (\w+) +(\d+) +(\d+)$", output, re.M)
    assert len(servers) == (14 if descriptors > 7 else 0) or descriptors == 5
    for kind, layers, served, held, error, refused, again in servers:
        # R-ACC-4: listener and clients; R-ACC-31: five wait, the others are refused
        sockets, rest = divmod(descriptors, int(layers) + 1 if kind == "own" else 1)
        if sockets > 1:
            clients = sockets - 1
            waiting = min(5, descriptors + 10 - clients)
            assert (int(served), int(held), error) == (clients, descriptors - rest, "WSAEMFILE")
            assert (int(refused), again) == (descriptors + 10 - clients - waiting, "1")
    for (kind, layers), row in rows.items():
        # R-ACC-1 to R-ACC-3: what a socket costs; R-ACC-5: base first, net change zero.
        sockets, rest = divmod(descriptors, layers + 1 if kind == "own" else 1)
        refused_by = f"layer{layers - rest + 1}" if rest else "base"
        again = 1 if sockets else 0  # R-ACC-8
        assert row == (sockets, descriptors - rest, refused_by, "WSAEMFILE", rest, again)
    assert "0 descriptors are held" in output


def test_layers_may_report_what_their_door_says(run_example):
    rows = descriptor_rows(run_example("winsock-chains-eat-descriptors", "--translate=false"))
    for _, _, element, error, _, _ in rows.values():
        assert error == ("WSAEMFILE" if element == "base" else "WSAENOBUFS")  # R-ACC-6
    assert {row[3] for row in rows.values()} == {"WSAEMFILE", "WSAENOBUFS"}


def test_sockets_as_files(run_example):
    output = run_example("winsock-read-file")
    rows = re.findall(r"^(\S.*?)  +(7 bytes|\w+) +(7 bytes|\w+) +(\d|-) +(\d|-)$", output, re.M)
    works, fails = ("7 bytes", "7 bytes"), ("WSA_INVALID_HANDLE", "WSA_INVALID_HANDLE")
    assert rows == [
        ("none", *works, "-", "-"),
        ("IFS", *works, "0", "2"),  # R-SPI-23
        ("own handles", *fails, "0", "2"),  # R-SPI-22
        ("own handles, redirector", *works, "2", "2"),
        ("own handles, entry chosen", *works, "0", "0"),
    ]


def test_layers_print_what_crosses_them(run_example):
    output = run_example("winsock-read-file", "--calls")
    assert "own handles: WSPSend(" in output
    assert "own handles, entry chosen: " not in output


def test_chains_have_a_longest_length(run_failing):
    message = run_failing("winsock-chains-eat-descriptors", "--layers=7")
    assert "choose --layers=0 to 6" in message


def test_base_handles(run_example):
    rows = re.findall(r"^(\S.*?)  +(\d lines\S*(?: then \w+)?) +(\d lines)$",
                      run_example("winsock-base-handles"), re.M)
    assert rows == [
        ("none", "3 lines", "3 lines"),
        ("passes the question on", "3 lines", "3 lines"),  # R-IOC-6
        ("answers it itself", "0 lines, then WSA_INVALID_HANDLE", "3 lines"),
    ]


def test_chain_order(run_example):
    above, below = run_example("winsock-chain-order").split("An administrator writes the other order.")
    seen = r'the guard sees +(\d+) bytes "(.*)"$'
    received = r'the server receives +\d+ bytes "(.*)"$'
    reports = ["sales: 12", "confidential: salaries"]
    assert re.findall(seen, above, re.M) == [("9", reports[0]), ("22", reports[1])]
    assert re.findall(received, above, re.M) == reports[:1]
    assert "send fails with      WSAEACCES" in above
    noise = re.findall(seen, below, re.M)
    assert [length for length, text in noise] == ["17", "30"]  # a frame costs eight bytes
    assert not any(report in text for (_, text), report in zip(noise, reports))
    assert re.findall(received, below, re.M) == reports
    assert "fails" not in below


def removal_rows(output):
    """Return what winsock-removed-library opened: {program: [what served TCP, UDP, ICMP ...]}."""
    rows = re.findall(r"^ +\d\.\d s  ((?:browser|mail|clock), .*?)  +(\S+(?: +\S+){4})$", output, re.M)
    return {program: served.split() for program, served in rows}


@pytest.mark.parametrize("removed, orphans", [("library", 0), ("entry", 4)])
def test_a_removed_layer_fails_new_programs_until_the_reset(run_example, removed, orphans):
    output = run_example("winsock-removed-library", f"--remove={removed}")
    rows = removal_rows(output)
    layered = ["layer", "layer", "base", "layer", "layer"]
    plain = ["base"] * 5
    # R-CAT-49: who has started Winsock keeps the view and the library of that moment.
    assert rows["browser, before"] == rows["browser, still running"] == layered
    # R-CAT-47, R-SEL-50: WSAEPROVIDERFAILEDINIT, but not where no chain stands over the protocol.
    assert rows["mail, new"] == ["10106", "10106", "base", "10106", "10106"]
    assert rows["mail, still running"] == rows["mail, new"]
    assert rows["mail, after WSAStartup"] == rows["clock, new"] == plain
    assert rows["browser, started again"] == plain
    assert f"orphans in the catalog: {orphans}" in output
    assert "received 3000 of 3000 bytes" in output


def test_a_removed_layer_has_to_be_there(run_failing, catalogs):
    assert "--remove=entry" in run_failing("winsock-removed-library", "--remove=everything")
    assert "--catalog=FILE" in run_failing("winsock-removed-library", "--catalog=no-such-file")


def test_a_clean_catalog_has_no_layer_to_remove(build_dir, catalogs, tmp_path):
    clean = catalogs / "win7-x64-clean-spidemo.txt"
    done = subprocess.run(
        [build_dir / "examples" / "winsock-removed-library", f"--catalog={clean}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0 and "no layer to remove" in done.stderr


def test_a_leak_is_fatal_with_the_last_descriptor(run_example):
    output = run_example("winsock-descriptor-leak", "--busy=1")
    # R-ACC-1: 64 succeed, the 65th does not; R-ACC-8: closesocket makes room for one; R-ACC-9.
    assert re.search(r"^At 1:05 socket fails: WSAEMFILE .*\n\(process descriptors, 64 of 64", output, re.M)
    tries = ["WSAEMFILE", "works", "WSAEMFILE"]
    assert re.findall(r"^  socket: (\w+)$", output, re.M) == tries
    assert "holds 0 descriptors and 0 bytes" in output


@pytest.mark.parametrize(
    "profile, descriptors, error", [("wince-6.0", 256, "WSAEMFILE"), ("lwip-default", 4, "WSAENOBUFS")]
)
def test_a_leak_lasts_as_long_as_the_profile_lets_it(run_example, profile, descriptors, error):
    output = run_example("winsock-descriptor-leak", "--busy=1", f"--profile={profile}")
    hours, minutes = divmod(descriptors + 1, 60)
    assert f"At {hours}:{minutes:02} socket fails: {error} " in output
    assert f"{descriptors} of {descriptors} in use" in output


def test_a_rare_leak_is_not_seen_in_a_day(run_example):
    assert "Nothing failed within 24 hours" in run_example("winsock-descriptor-leak", "--busy=100")
    output = run_example("winsock-descriptor-leak", "--profile=windows-10", "--busy=1")
    assert "Nothing failed within 24 hours" in output


def test_a_leak_has_a_rate(run_failing):
    assert "choose --busy=1" in run_failing("winsock-descriptor-leak", "--busy=0")


@pytest.mark.parametrize("table", [48, 20])
def test_a_leak_next_door(run_example, table):
    output = run_example("winsock-leak-next-door", f"--table={table}")
    pattern = r"^(wince-\d\.0) +(.*?)  +(\d+) +(\S+) +(\d+) +(\d+) +(\S+) +(\S+)$"
    rows = re.findall(pattern, output, re.M)
    # The logger takes one every ten minutes; the alarms come at 0:06, 0:11 and so on until 15:56.
    full, killed, last = 10 * table, 12 * 60, 16 * 60
    lost = [minute for minute in range(6, last, 5) if full < minute < killed]
    clock = "{}:{:02}".format
    fails = clock(*divmod(full + 10, 60))
    first, final = (clock(*divmod(lost[i], 60)) for i in (0, -1))
    assert rows == [
        # R-CE-126, R-ACC-12: one table for all
        ("wince-5.0", f"the device's, {table}", str(table), fails,
         str(191 - len(lost)), str(len(lost)), first, final),
        # R-CE-126: a table for each
        ("wince-6.0", f"each process's, {table}", str(table), fails, "191", "0", "-", "-"),
        ("wince-5.0", "the profile's", "64", "10:50", "191", "0", "-", "-"),
    ]
    assert f'system descriptors, {table} of {table} in use; most are held by "logger"' in output


def storm_rows(output):
    """Return the table of winsock-accept-storm: counts, and the three times."""
    pattern = r"^(rst|drop) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+) +([\d.]+) s +([\d.]+) s +([\d.]+) s$"
    rows = re.findall(pattern, output, re.M)
    return [([row[0], *map(int, row[1:7])], list(map(float, row[7:]))) for row in rows]


def test_a_storm_of_fifteen(run_example):
    rows = storm_rows(run_example("winsock-accept-storm"))
    assert [counts for counts, _ in rows] == [
        # R-ACC-31: five wait, ten are turned away, and five of these once more
        ["rst", 5, 5, 10, 5, 15, 16],
        ["drop", 5, 5, 10, 5, 0, 16],
        ["rst", 200, 15, 0, 0, 0, 16],
    ]
    reset, dropped, patient = [times for _, times in rows]
    assert 2 < reset[1] < 2.5  # two times a second
    assert 9 < dropped[1] < 9.5  # three seconds, and then six
    assert 0.75 < patient[1] < 1  # fifteen times 50 ms
    for first, _, single in (reset, dropped, patient):
        assert first == single


def test_a_browser_that_is_refused_can_be_quicker(run_example):
    (_, reset), (_, dropped), _ = storm_rows(run_example("winsock-accept-storm", "--retry=200"))
    assert reset[1] < 1.2 and dropped[1] > 9


@pytest.mark.parametrize("connections", [5, 30])
def test_every_storm_passes(run_example, connections):
    rows = storm_rows(run_example("winsock-accept-storm", f"--connections={connections}"))
    for counts, _ in rows:
        kind, queue, waits, turned_away, later, fails, objects = counts
        assert waits == min(queue, connections) and waits + turned_away == connections
        assert fails == (turned_away + later if kind == "rst" else 0)
        assert objects == connections + 1


def test_accept_without_descriptors(run_example):
    output = run_example("winsock-accept-without-room")
    steps = re.findall(r"^\d\.0 s  .*?  +(\S.*?\S)  +(\S.*)$", output, re.M)
    # R-ACC-4: the connections survive on Windows, and not on lwIP
    assert [keeps for keeps, _ in steps] == [
        "WSAEMFILE", "WSAEMFILE", "a connection", "WSAEMFILE", "a connection"
    ]
    assert [discards for _, discards in steps] == ["WSAENOBUFS"] * 2 + ["WSAEWOULDBLOCK"] * 3
    clients = re.findall(r"receives +(\S+) at (\d\.\d) s +(\S+) at (\d\.\d) s$", output, re.M)
    assert clients == [
        ('"hello"', "5.0", "WSAECONNRESET", "3.0"),
        ('"hello"', "6.0", "WSAECONNRESET", "4.0"),
    ]


POOL = 2097152
NEIGHBOUR = 2 * 1024
OVERHEAD, PACKET, SEGMENT = 1024, 64, 1460
WINDOW = 32768 // SEGMENT * SEGMENT  # peers fill it with whole segments


def price(data):
    """Return what queued bytes of a stream cost: themselves, and their packets."""
    return data + -(-data // SEGMENT) * PACKET


def reader_tables(output):
    """Return both tables of winsock-slow-reader."""
    full = re.findall(r"^ +(\d+) % +(\d+) +(\d+) +(\d+)   (\w+) +(\w+) +(\w+)$", output, re.M)
    state = r"(?:20 s|29 s|40 s|6 min) +(\d+) +(\d+) +(\d+)$"
    states = [tuple(map(int, row)) for row in re.findall(state, output, re.M)]
    closes = list(map(float, re.findall(r"([\d.]+) s +20 s ", output)))
    return full, [states[i : i + 4] for i in range(0, len(states), 4)], closes


def test_a_slow_reader_takes_all_memory(run_example):
    full, devices, closes = reader_tables(run_example("winsock-slow-reader"))
    loaded = OVERHEAD + price(WINDOW) + price(8192)
    assert loaded == 43128
    (percent, descriptors, held, packets, *calls), (_, _, withheld, _, *works) = full
    assert percent == "0" and calls == ["WSAENOBUFS"] * 3  # R-ACC-20, R-ACC-25, R-ACC-26
    assert works == ["works"] * 3  # R-ACC-36
    streams = int(descriptors) - 2
    # The pool is full: no room for a socket. So many are loaded, and a few share the rest.
    assert POOL - OVERHEAD < int(held) <= POOL and int(packets) <= 1365
    assert (POOL - NEIGHBOUR) // loaded == 48 and 48 < streams < 52
    share = POOL * 3 // 4
    assert share <= int(withheld) <= share + NEIGHBOUR + 60 * (OVERHEAD + price(8192))

    closed, in_turn, as_comes, throttled = devices
    # R-ACC-8, R-ACC-32: nothing stays of a stream that is reset
    assert closed[1:] == [(2, NEIGHBOUR, 0), (2, NEIGHBOUR, 0), (0, 0, 0)]
    # R-ACC-24, R-ACC-33: what was sent stays until it is acknowledged, the connection through TIME_WAIT
    for states, count in ((as_comes, streams), (throttled, 60)):
        assert states[1:] == [
            (2, NEIGHBOUR + count * (OVERHEAD + price(8192)), 0),
            (2, NEIGHBOUR + count * OVERHEAD, count),
            (0, 0, 0),
        ]
    assert in_turn[1][0] == in_turn[2][0] == streams + 2 and in_turn[3] == (0, 0, 0)
    assert closes[0] == 20 and closes[1] > 40 and max(closes[2:]) < 25


def test_fewer_streams_leave_memory(run_example):
    full, devices, closes = reader_tables(run_example("winsock-slow-reader", "--streams=40"))
    loaded = OVERHEAD + price(WINDOW + 1) + price(8192)  # one byte of a window probe fits as well
    assert full[0][1:4] == ("42", str(NEIGHBOUR + 40 * loaded), str(40 * 29))
    assert full[0][4:] == ("works",) * 3
    assert devices[2][1] == (2, NEIGHBOUR + 40 * (OVERHEAD + price(8192)), 0)
    assert max(closes[2:]) < 25 and closes[1] < 40  # delayed acknowledgements, one after the other


def update_rows(output):
    """Return {way: [joined, all, kB on the wire, sends, descriptors, kB of buffers, whole]}."""
    pattern = r"^(\w+) +([\d.]+) s +([\d.]+) s +(\d+) +(\d+) +(\d+) +(\d+) kB +(\d+)$"
    return {way: [float(number) for number in row] for way, *row in re.findall(pattern, output, re.M)}


def test_an_update_for_many_devices(run_example):
    rows = update_rows(run_example("winsock-software-update", "--leaves=20"))
    wire, sends, descriptors, whole = ({way: row[i] for way, row in rows.items()} for i in (2, 3, 4, 6))
    # R-MPT-5: what a root sends gets to all leaves, whatever they lose; nobody repeats what a group loses.
    assert whole["circuit"] == whole["copies"] == whole["streams"] == 20
    assert whole["multicast"] < 20
    assert sends == {"circuit": 64, "copies": 64, "multicast": 64, "streams": 20 * 64}
    # R-MPT-2: a descriptor for each leaf, and the root's own.
    assert descriptors["circuit"] == descriptors["copies"] == 21
    assert descriptors["multicast"] == 1
    assert wire["multicast"] < wire["circuit"] < wire["copies"] / 3


def test_an_update_without_loss_is_whole_everywhere(run_example):
    rows = update_rows(run_example("winsock-software-update", "--leaves=5", "--loss=0"))
    assert [row[6] for row in rows.values()] == [5] * 4


def policy_rows(output):
    """Return the table of winsock-retry-policies: {(short of, answers, policy): [answered, lost, stuck, recovery, calls]}."""
    pattern = r"^(descriptors|memory) +(late|lost) +(\w+[ -]\w+) +([\d.]+) \+- \S+ +([\d.]+) \+- \S+ +([\d.]+) \+- \S+ +(never|not always|[\d.]+ \+- \S+ s) +(\d+) \+-"
    return {
        row[:3]: [*map(float, row[3:6]), row[6], int(row[7])] for row in re.findall(pattern, output, re.M)
    }


def test_policies_depend_on_the_trouble(run_example):
    rows = policy_rows(run_example("winsock-retry-policies", "--seeds=3"))
    assert len(rows) == 20
    for (short, answers, policy), (answered, lost, stuck, recovery, calls) in rows.items():
        assert answered + lost + stuck == pytest.approx(100, abs=0.2)
        if answers == "late":
            assert stuck == 0 and answered > 60
        elif policy in ("gives up", "at once", "back-off"):
            assert recovery == "never" and stuck > 5  # R-CE-117: nothing ends a recv
    for short in ("descriptors", "memory"):
        late = {policy: rows[short, "late", policy] for policy in ("at once", "back-off", "resets oldest")}
        assert late["back-off"][0] > late["resets oldest"][0]
        assert late["back-off"][4] < late["at once"][4] / 5
        assert rows[short, "lost", "resets oldest"][3].endswith(" s")
    # R-ACC-8, R-ACC-33: closesocket gives a descriptor back, but memory only after TIME_WAIT
    assert rows["descriptors", "lost", "closes oldest"][3].endswith(" s")
    assert rows["memory", "lost", "closes oldest"][3] == "never"


def fleet_rows(output):
    """Return the table of winsock-fleet as lists of numbers behind access."""
    return [
        (line.split()[0], [float(number) for number in re.findall(r"[\d.]+", line.split(None, 1)[1])])
        for line in output.splitlines()
        if re.match(r"(802\.11|PPP) ", line)
    ]


def test_a_fleet_loses_what_erlang_says(run_example):
    output = run_example("winsock-fleet", "--access=ppp", "--devices=60", "--descriptors=2")
    ((_, row),) = fleet_rows(output)
    descriptors, _, answered, _, lost, interval, formula, memory, _ = row
    assert descriptors == 2 and memory == 0 and answered + lost == pytest.approx(100, abs=0.02)
    assert abs(lost - formula) < 1.5 * interval


def test_points_of_a_sweep_do_not_depend_on_each_other(run_example):
    arguments = ["--access=ppp", "--devices=5"]
    rows = fleet_rows(run_example("winsock-fleet", *arguments))
    assert rows[5] == fleet_rows(run_example("winsock-fleet", *arguments, "--pool=6"))[0]


# --- Curves ---------------------------------------------------------------------------------------


def load_curves():
    """Return the program that draws the curves of the manual."""
    spec = importlib.util.spec_from_file_location("curves", ROOT / "doc" / "curves.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


curves = load_curves()
every_figure = pytest.mark.parametrize("figure", sorted(curves.FIGURES))


@every_figure
def test_curves_are_as_the_manual_shows_them(figure, run_example, tmp_path):
    run_example(figure, "--out=curves.csv")
    drawn = curves.draw(curves.FIGURES[figure], curves.read(tmp_path / "curves.csv"))
    kept = curves.FIGURES_FOLDER / f"{figure}.svg"
    if os.environ.get("WINSOCK_UPDATE_GOLDEN"):
        kept.write_text(drawn)
    assert drawn == kept.read_text()


@pytest.mark.parametrize("name", sorted(curves.SWEEPS))
def test_sweeps_are_drawn_from_what_is_kept(name):
    assert curves.draw_sweep(name) == (curves.FIGURES_FOLDER / f"{name}.svg").read_text()


@pytest.mark.parametrize("figure", sorted({**curves.FIGURES, **curves.SWEEPS}))
def test_curves_are_shown_on_a_page(figure, root):
    pages = "".join(path.read_text() for path in (root / "doc").glob("scenario-*.rst"))
    assert f".. figure:: figures/{figure}.*" in pages


@every_figure
def test_curves_need_a_folder(figure, run_failing):
    assert "--out=FILE" in run_failing(figure, "--out=no-such-folder/curves.csv")


def test_axes_have_round_numbers():
    assert curves.ticks_of(16) == [0, 4, 8, 12, 16]
    assert curves.ticks_of(3) == [0, 1, 2, 3]
    assert curves.ticks_of(0.35) == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])
    assert curves.ticks_of(0) == [0, 1]
