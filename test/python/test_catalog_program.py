# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""The program winsock-catalog: each command, each exit status, each complaint, on real catalogs."""

import os
import pathlib
import re
import resource
import shutil
import signal
import sqlite3
import subprocess

import pytest

CATALOGS = pathlib.Path(__file__).resolve().parents[2] / "data" / "catalogs"
LISTINGS = sorted(path.name for path in CATALOGS.glob("*.txt"))
REPORTS = sorted(path.name for path in CATALOGS.iterdir() if path.suffix != ".txt")
LAYERED = "win10-x64-astrill-trio1659.txt"  # 1019 is a layer, 1020 and 1021 are its chains
COMMANDS = ["show", "check", "import", "export", "install", "remove", "order", "reset"]
COMMANDS += ["machines", "history", "profile"]

OK, FAILED, WRONG_USAGE = 0, 1, 2

every_listing = pytest.mark.parametrize("listing", LISTINGS)


class Program:
    """Runs winsock-catalog in a directory of its own."""

    def __init__(self, path, directory):
        self.path = path
        self.directory = directory

    def run(self, *arguments, status=OK, **options):
        """Run a command, which has to end with the status; return its two outputs."""
        done = subprocess.run(
            [self.path, *map(str, arguments)],
            cwd=self.directory,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            **{"encoding": "utf-8", **options},
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout, done.stderr

    def prints(self, *arguments, **options):
        """Run a command that succeeds without complaint; return what it printed."""
        output, complaint = self.run(*arguments, **options)
        assert complaint == ""
        return output

    def fails(self, *arguments, status=FAILED, **options):
        """Run a command that fails; return its complaint, which says who complains."""
        output, complaint = self.run(*arguments, status=status, **options)
        assert output == "" and complaint.startswith("winsock-catalog: ")
        return complaint

    def rows(self, file):
        """Return the entries that show lists, as lists of words."""
        table = self.prints("show", file).split("\nfor 32-bit programs:")[0]
        return [line.split() for line in table.splitlines()[1:] if line[0].isdigit()]

    def ids(self, file):
        """Return the ids of a catalog in its order."""
        return [int(row[0]) for row in self.rows(file)]


@pytest.fixture
def program(build_dir, tmp_path):
    """Return the program in an empty directory."""
    return Program(build_dir / "bin" / "winsock-catalog", tmp_path)


@pytest.fixture
def layered(tmp_path):
    """Return a copy of a catalog with a layer and two chains."""
    return pathlib.Path(shutil.copy(CATALOGS / LAYERED, tmp_path / "layered.txt"))


def entries_of(text):
    """Return the sections of a listing, without the blank lines between them."""
    headings = r"^(?=(?:Winsock Catalog|Name Space) Provider Entry)"
    return [part.strip() for part in re.split(headings, text, flags=re.MULTILINE)[1:]]


def only(directory):
    """Return the names of the files in a directory: to see that nothing was left behind."""
    return sorted(path.name for path in directory.iterdir())


# --- Help and usage -------------------------------------------------------------------------------


def test_help_names_every_command_and_status(program):
    text = program.prints("--help")
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", text, re.MULTILINE)
    assert "0 done, 1 findings or failed" in text and "2 wrong usage" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(program, command):
    text = program.prints(command, "--help")
    assert f"winsock-catalog {command} " in text
    for option in re.findall(r"^  (-\S+)(.*(?:\n {10,}.*)?)$", text, re.MULTILINE):
        assert re.search(r"[a-z]{2}", option[1]), f"{option[0]} is not explained"


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        ([], "no command was given. There are: show, check, import, export"),
        (["shwo", "a.txt"], 'there is no command "shwo". There are: show, check'),
        (["show"], "FILE is required"),
        (["show", "a.txt", "--ful"], "--ful"),
        (["order", "a.txt"], "ID is required"),
        (["order", "a.txt", "first"], "first"),
        (["order", "a.txt", "1", "--last", "--before", "2"], "excludes"),
        (["remove", "a.txt"], "ID is required"),
        (["export", "a.txt", "--format", "xml"], "--format"),
        (["reset", "a.txt"], "--profile is required"),
        (["install", "a.txt", "--name", "A"], "--path is required"),
        (["install", "a.txt", "--path", "a.dll"], "--name is required"),
    ],
)
def test_wrong_usage_is_told_apart_from_failure(program, arguments, complaint):
    text = program.fails(*arguments, status=WRONG_USAGE)
    assert complaint in text and "--help" in text


# --- Files that are no catalogs -------------------------------------------------------------------

READERS = [
    ("show", "FILE"),
    ("check", "FILE"),
    ("import", "FILE", "new.txt"),
    ("export", "FILE"),
    ("install", "FILE", "--path", "a.dll", "--name", "A"),
    ("remove", "FILE", "1001"),
    ("order", "FILE", "1001"),
    ("reset", "FILE", "--profile", "windows-10"),
]


@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
def test_every_command_refuses_what_is_no_catalog(program, tmp_path, command):
    (tmp_path / "FILE").write_text("Dear diary,\n")
    complaint = program.fails(*command)
    assert complaint.startswith("winsock-catalog: FILE: line 2: expected")
    assert "netsh winsock show catalog" in complaint
    assert only(tmp_path) == ["FILE"] and (tmp_path / "FILE").read_text() == "Dear diary,\n"


@pytest.mark.parametrize("command", READERS[:-1], ids=lambda command: command[0])
def test_every_command_but_reset_needs_its_file(program, tmp_path, command):
    complaint = program.fails(*command)
    assert "cannot read FILE: No such file or directory" in complaint
    assert "winsock-catalog reset" in complaint  # which makes one
    assert only(tmp_path) == []


def test_a_directory_is_no_catalog(program, tmp_path):
    assert "is a directory" in program.fails("show", tmp_path)


@pytest.mark.parametrize("report", REPORTS)
def test_reports_that_do_not_say_enough_are_refused(program, report):
    complaint = program.fails("import", CATALOGS / report, "new.txt")
    assert "expected" in complaint and "do not say enough" in complaint


@pytest.mark.parametrize("command", ["show", "check"])
def test_what_has_no_end_is_no_catalog(program, command):
    assert "/dev/zero has more than 16 MiB" in program.fails(command, "/dev/zero")


def test_an_empty_file_is_no_catalog(program, tmp_path):
    (tmp_path / "empty").write_text("")
    assert "found the end of the text" in program.fails("show", "empty")


def test_a_list_of_ids_and_names_is_refused(program, tmp_path):
    (tmp_path / "names").write_text("C:\\>instlsp -p\n1001 - MSAFD ATM AAL5\n1002 - Tcpip\n")
    assert "Lists of ids and names" in program.fails("show", "names")


def test_the_line_of_a_damage_is_named(program, layered):
    layered.write_text(layered.read_text().replace("Socket Type:", "Sockettyp:", 1))
    assert re.search(r'line \d+: expected "Socket Type:', program.fails("show", layered))


# --- show -----------------------------------------------------------------------------------------


@every_listing
def test_show_lists_every_entry_in_order(program, listing):
    text = (CATALOGS / listing).read_text()
    entries = [entry for entry in entries_of(text) if "Catalog Entry ID" in entry]
    natives = [entry for entry in entries if "(32)" not in entry]
    ids = [int(re.search(r"Catalog Entry ID: +(\d+)", entry)[1]) for entry in natives]
    assert program.ids(CATALOGS / listing) == ids
    shown = program.prints("show", CATALOGS / listing)
    assert ("for 32-bit programs:" in shown) == (len(natives) != len(entries))
    for entry in entries:
        assert re.search(r"Description: +(.*)", entry)[1].strip() in shown


@every_listing
def test_show_full_is_the_listing(program, listing):
    shown = program.prints("show", "--full", CATALOGS / listing)
    assert entries_of(shown) == entries_of((CATALOGS / listing).read_text())


def test_show_tells_kinds_elements_and_orphans(program, layered):
    rows = {int(row[0]): row for row in program.rows(layered)}
    assert rows[1020][1:8] == ["chain", "AF_INET", "SOCK_STREAM", "IPPROTO_TCP", "1019", ">", "1002"]
    assert rows[1002][1] == "base" and rows[1019][1] == "layer"
    assert "orphan" not in program.prints("show", layered)
    program.run("remove", layered, 1019)
    shown = program.prints("show", layered)
    assert "1019? > 1002" in shown and "the chain is an orphan (R-CAT-47)" in shown


def test_show_reads_the_standard_input(program, layered):
    assert program.prints("show", "-", input=layered.read_text()) == program.prints("show", layered)


# --- check ----------------------------------------------------------------------------------------


@every_listing
def test_check_of_real_machines(program, listing):
    if "clean" in listing or "foobar" in listing:
        assert program.prints("check", CATALOGS / listing).endswith("checked, 0 findings\n")
        return
    output, _ = program.run("check", CATALOGS / listing, status=FAILED)
    assert re.search(r"^warning: entry \d+ \"\w+\" is a layer .*RAW.*\(R-CAT-44\)", output)


def test_check_names_orphans_with_rule_and_mend(program, layered):
    program.run("remove", layered, 1019)
    output, _ = program.run("check", layered, status=FAILED)
    assert output.count("problem: ") == 2 and "27 entries" not in output
    assert '"ASProxy over [MSAFD Tcpip [TCP/IP]]" is an orphan: slot 0 names 1019' in output
    assert "(R-CAT-47). Remove the chain" in output


def test_check_finds_ids_that_are_there_twice(program, layered):
    text = layered.read_text()
    id_line = "Catalog Entry ID:                   "
    layered.write_text(text.replace(f"{id_line}1003", f"{id_line}1002", 1))
    output, _ = program.run("check", layered, status=FAILED)
    assert "entry 1002" in output and "(R-CAT-2)" in output
    complaint = program.fails("show", layered)
    assert "is there twice" in complaint and f'"winsock-catalog check {layered}"' in complaint


def test_check_looks_at_the_catalog_for_32_bit_programs(program, layered):
    text = layered.read_text()
    first = text.index("Base Service Provider (32)")
    moved = text[first:].replace("%SystemRoot%\\system32\\mswsock.dll", "other.dll", 1)
    layered.write_text(text[:first] + moved)
    output, _ = program.run("check", layered, status=FAILED)
    assert re.search(r"^32-bit catalog: problem: entry 1003 .*\(R-SPI-8\)", output, re.MULTILINE)


def test_check_of_a_table_sees_what_a_listing_leaves_out(program, layered):
    table = program.prints("export", layered).splitlines()
    layer = next(i for i, line in enumerate(table) if "\tlayer\t" in line)
    table[layer] = table[layer].replace("\t0x4\t", "\t0x0\t")  # PFL_HIDDEN
    (layered.parent / "table.tsv").write_text("\n".join(table))
    output, _ = program.run("check", "table.tsv", status=FAILED)
    assert "not hidden (PFL_HIDDEN) (R-CAT-42)" in output


# --- import and export ----------------------------------------------------------------------------


@every_listing
def test_import_takes_what_people_send(program, tmp_path, listing):
    text = (CATALOGS / listing).read_text()
    console = "Microsoft Windows\r\n\r\nC:\\>netsh winsock show catalog\r\n"
    sent = console + text.replace("\n", "\r\n") + "C:\\>"
    (tmp_path / "sent.txt").write_bytes(b"\xff\xfe" + sent.encode("utf-16-le"))
    printed = program.prints("import", "sent.txt", "mine.txt")
    count = text.count("Catalog Entry ID:")
    numbers = [int(number) for number in re.findall(r"\d+", printed.split(":", 1)[1])]
    assert printed.startswith("mine.txt: ") and count in (numbers[0], sum(numbers[:2]))
    assert entries_of((tmp_path / "mine.txt").read_text()) == entries_of(text)
    assert "C:\\>" not in (tmp_path / "mine.txt").read_text()


@every_listing
def test_a_table_loses_only_name_spaces(program, tmp_path, listing):
    text = (CATALOGS / listing).read_text()
    program.run("export", CATALOGS / listing, "table.tsv")
    header = (tmp_path / "table.tsv").read_text().splitlines()[0].split("\t")
    assert header[:4] == ["catalog", "id", "chain", "name"] and "provider_flags" in header
    program.run("import", "table.tsv", "back.txt")
    wanted = [entry for entry in entries_of(text) if not entry.startswith("Name Space")]
    assert entries_of((tmp_path / "back.txt").read_text()) == wanted


def test_a_changed_table_stays_a_table(program, layered):
    program.run("export", layered, "table.tsv")
    program.run("order", "table.tsv", 1003)
    assert (layered.parent / "table.tsv").read_text().splitlines()[1].startswith("native\t1003\tbase")


def test_export_prints_where_no_file_is_named(program, layered):
    table = program.prints("export", layered)
    assert table.splitlines()[1].startswith("native\t1020\t1019:1002\t")
    listing = program.prints("export", layered, "--format", "netsh")
    assert entries_of(listing) == entries_of(layered.read_text())


@pytest.mark.parametrize("command", ["import", "export"])
def test_files_are_replaced_only_by_force(program, tmp_path, layered, command):
    (tmp_path / "mine").write_text("mine")
    complaint = program.fails(command, layered, "mine")
    assert "mine exists" in complaint and "--force" in complaint
    assert (tmp_path / "mine").read_text() == "mine"
    program.run(command, layered, "mine", "--force")
    assert "ASProxy" in (tmp_path / "mine").read_text()


@pytest.mark.parametrize(
    "damage, complaint",
    [
        (("library_path", "path"), "none of the name library_path"),
        (("1019:1002", "1019"), '2 to 7 ids with colons between them in the column chain, found "1019"'),
        (("1019:1002", "1:2:3:4:5:6:7:8"), "in the column chain"),
        (("native\t1020", "native\tx"), 'a number in the column id, found "x"'),
        (("native\t1020", "native\t99999999999"), "a number in the column id"),
        (("native\t1020", "both\t1020"), '"native" or "32" in the column catalog, found "both"'),
        (("{", "("), "a GUID in braces in the column provider_id"),
        (("native\t1020", "1020"), "19 values with tabs between them, found 18"),
        (("native\t1021", "native\t1020"), "1020 is there twice"),
    ],
)
def test_a_damaged_table_is_refused(program, tmp_path, layered, damage, complaint):
    table = program.prints("export", layered)
    (tmp_path / "damaged.tsv").write_text(table.replace(*damage, 1))
    assert complaint in program.fails("import", "damaged.tsv", "new.txt")


# --- install --------------------------------------------------------------------------------------

NEW_LAYER = ["--name", "New", "--path", "C:\\new.dll"]


@every_listing
@pytest.mark.parametrize("ifs", [[], ["--ifs"]], ids=["own", "ifs"])
def test_install_over_everything_is_consistent(program, tmp_path, listing, ifs):
    shutil.copy(CATALOGS / listing, tmp_path / "file.txt")
    output = program.prints("install", "file.txt", *NEW_LAYER, *ifs)
    bases = {tuple(row[2:5]) for row in program.rows("file.txt") if row[1] == "base"}
    assert output.startswith("installed:\n")
    assert len(output.splitlines()) == 1 + len(bases) + 1  # a chain for each, and the layer
    consistent = "clean" in listing or "foobar" in listing
    checked, _ = program.run("check", "file.txt", status=OK if consistent else FAILED)
    assert "problem: " not in checked and '"New' not in checked


def test_install_puts_chains_first_and_the_layer_last(program, layered):
    program.run("install", layered, *NEW_LAYER, "--over", 1004, 1003)
    rows = program.rows(layered)
    assert [row[0] for row in rows[:3]] == ["1023", "1024", "1020"]
    assert rows[0][5:8] == ["1022", ">", "1004"]  # raw: no chain was there
    assert rows[1][5:10] == ["1022", ">", "1021", ">", "1003"]  # UDP: over the chain, R-CAT-5
    assert rows[-1][:3] == ["1022", "layer", "AF_INET"]
    text = layered.read_text()
    assert text.count("C:\\new.dll") == 3


def test_install_takes_a_guid_or_makes_one(program, layered):
    guid = "{01234567-89AB-CDEF-0123-456789ABCDEF}"
    program.run("install", layered, *NEW_LAYER, "--guid", guid)
    assert layered.read_text().count(guid) == 1  # each chain has its own
    program.run("install", layered, "--name", "Other", "--path", "other.dll", "-o", "one.txt")
    program.run("install", layered, "--name", "Other", "--path", "other.dll", "-o", "two.txt")
    one, two = (layered.parent / name for name in ("one.txt", "two.txt"))
    assert one.read_text() == two.read_text() != layered.read_text()


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        (["--name", "ASProxy", "--path", "a.dll"], 'has the name "ASProxy" already'),
        (["--name", "x" * 256, "--path", "a.dll"], "256 characters"),
        (["--name", "A", "--path", "x" * 260], "260 characters"),
        ([*NEW_LAYER, "--guid", "x"], "x is no GUID"),
        ([*NEW_LAYER, "--guid", "{E70F1AA0-AB8B-11CF-8CA3-00805F48A192}"], "already"),
        ([*NEW_LAYER, "--over", 4711], "no entry has the id 4711"),
        ([*NEW_LAYER, "--over", 1019], "1019 (ASProxy) is a layer"),
    ],
)
def test_install_that_is_not_possible_changes_nothing(program, layered, arguments, complaint):
    before = layered.read_text()
    assert complaint in program.fails("install", layered, *arguments)
    assert layered.read_text() == before


def test_a_chain_has_at_most_seven_elements(program, layered):
    for i in range(5):
        program.run("install", layered, "--name", f"L{i}", "--path", f"{i}.dll", "--over", 1002)
    assert "would have more than seven" in program.fails(
        "install", layered, *NEW_LAYER, "--over", 1002
    )  # R-CAT-6


# --- remove ---------------------------------------------------------------------------------------


def test_remove_leaves_chains_as_orphans(program, layered):
    before = program.ids(layered)
    output = program.prints("remove", layered, 1019)
    assert "removed:\n  1019 ASProxy\n" in output
    assert "orphaned" in output and "1020 ASProxy over" in output and "--chains" in output
    assert program.ids(layered) == [entry for entry in before if entry != 1019]


def test_remove_with_chains_leaves_no_orphans(program, layered):
    before = program.ids(layered)
    output = program.prints("remove", layered, 1019, "--chains")
    assert "orphaned" not in output
    assert program.ids(layered) == [entry for entry in before if entry not in (1019, 1020, 1021)]
    assert program.prints("check", layered).endswith("0 findings\n")


def test_remove_with_chains_shortens_those_of_other_layers(program, layered):
    before = program.rows(layered)
    program.run("install", layered, "--name", "Top", "--path", "top.dll", "--over", 1002)
    assert program.rows(layered)[0][5:10] == ["1022", ">", "1020", ">", "1002"]
    program.run("remove", layered, 1019, "--chains")
    assert program.rows(layered)[0][5:8] == ["1022", ">", "1002"]
    program.run("remove", layered, 1022, "--chains")
    assert program.ids(layered) == [int(row[0]) for row in before if row[1] == "base"]


def test_only_layers_have_chains_to_remove(program, layered):
    complaint = program.fails("remove", layered, 1020, "--chains")
    assert "1020 (ASProxy over [MSAFD Tcpip [TCP/IP]]) is no layer" in complaint


def test_remove_several_in_any_order(program, layered):
    output = program.prints("remove", layered, 1019, 1020, 1021)
    assert "orphaned" not in output and "1021 ASProxy over" in output


def test_remove_protects_base_protocols(program, layered):
    before = layered.read_text()
    complaint = program.fails("remove", layered, 1003)
    assert "is a base protocol" in complaint and "3 entries" in complaint and "--base" in complaint
    assert layered.read_text() == before
    program.run("remove", layered, 1003, "--base")
    assert not {1002, 1003, 1004} & set(program.ids(layered))  # R-CAT-46: all of one GUID


def test_remove_of_an_unknown_id_changes_nothing(program, layered):
    before = layered.read_text()
    complaint = program.fails("remove", layered, 1019, 4711)
    assert "no entry has the id 4711" in complaint and "winsock-catalog show" in complaint
    assert layered.read_text() == before


def test_the_catalog_for_32_bit_programs_is_changed_apart(program, layered):
    natives = program.ids(layered)
    program.run("remove", layered, 1002, "--base", "--32")
    assert program.ids(layered) == natives
    assert "1002" not in program.prints("show", layered).split("for 32-bit programs:")[1]
    assert "32-bit catalog: no entry has the id 1019" in program.fails("remove", layered, 1019, "--32")


# --- order ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments, position, moved",
    [
        ([1003, 1002], 0, [1003, 1002]),
        ([1020, 1021, "--last"], -2, [1020, 1021]),
        ([1020, "--before", 1004], 3, [1020, 1004]),
    ],
)
def test_order_moves_entries(program, layered, arguments, position, moved):
    before = program.ids(layered)
    program.run("order", layered, *arguments)
    after = program.ids(layered)
    assert sorted(after) == sorted(before)
    start = position % len(after)
    assert after[start : start + 2] == moved


def test_order_of_all_entries(program, layered):
    reverse = program.ids(layered)[::-1]
    program.run("order", layered, *reverse, "--all")
    assert program.ids(layered) == reverse
    complaint = program.fails("order", layered, *reverse[1:], "--all")
    assert "1 of 15 entries are missing" in complaint  # R-CAT-23


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        ([4711], "no entry has the id 4711"),
        ([1002, 1002], "1002 is there twice"),
        ([1002, "--before", 4711], "no entry has the id 4711"),
        ([1002, "--before", 1002], "cannot be moved before itself"),
    ],
)
def test_order_that_is_not_possible_changes_nothing(program, layered, arguments, complaint):
    before = layered.read_text()
    assert complaint in program.fails("order", layered, *arguments)
    assert layered.read_text() == before


# --- reset ----------------------------------------------------------------------------------------


@every_listing
@pytest.mark.parametrize("profile", ["windows-10", "windows-nt", "wince-6.0"])
def test_reset_puts_the_stock_catalog_back(program, tmp_path, listing, profile):
    program.run("reset", "fresh.txt", "--profile", profile)
    shutil.copy(CATALOGS / listing, tmp_path / "used.txt")
    program.run("reset", "used.txt", "--profile", profile)
    assert program.rows("used.txt") == program.rows("fresh.txt")
    assert {row[1] for row in program.rows("used.txt")} == {"base"}
    assert program.prints("check", "used.txt").endswith("0 findings\n")
    namespaces = (CATALOGS / listing).read_text().count("Name Space Provider Entry")
    assert (tmp_path / "used.txt").read_text().count("Name Space Provider Entry") == namespaces


def test_reset_names_the_profiles(program, tmp_path):
    complaint = program.fails("reset", "new.txt", "--profile", "windows-98")
    assert "windows-95" in complaint and "windows-10, " in complaint
    assert only(tmp_path) == []


def test_reset_replaces_what_is_no_catalog_only_by_force(program, tmp_path):
    (tmp_path / "broken.txt").write_text("broken")
    program.fails("reset", "broken.txt", "--profile", "windows-10")
    program.run("reset", "broken.txt", "--profile", "windows-10", "--force")
    assert program.ids("broken.txt")[:2] == [1001, 1006]


def test_reset_needs_a_file_with_a_name(program, tmp_path):
    assert "Name it" in program.fails("reset", "-", "--profile", "windows-10")
    assert only(tmp_path) == []


# --- Writing --------------------------------------------------------------------------------------


def test_output_leaves_the_file_as_it_is(program, tmp_path, layered):
    before = layered.read_text()
    program.run("remove", layered, 1019, "--output", "other.txt")
    assert layered.read_text() == before
    assert 1019 not in program.ids("other.txt")


def test_what_is_not_changed_stays_byte_for_byte(program, layered):
    before = layered.read_text()
    program.run("order", layered, 1020)  # is the first
    assert layered.read_text() == before


def test_a_place_that_does_not_exist_is_named(program, layered):
    complaint = program.fails("order", layered, 1003, "-o", "no/such/place.txt")
    assert "cannot write no/such/place.txt: No such file or directory" in complaint
    assert "Nothing was changed" in complaint


def test_a_directory_is_not_replaced(program, tmp_path, layered):
    (tmp_path / "place").mkdir()
    assert "Is a directory" in program.fails("order", layered, 1003, "-o", "place")


def test_the_standard_input_cannot_be_changed(program, layered):
    complaint = program.fails("order", "-", 1003, input=layered.read_text())
    assert "--output FILE" in complaint


def test_no_file_is_ever_half_written(program, tmp_path, layered):
    before = layered.read_bytes()

    def tiny_disk():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    complaint = program.fails("order", layered, 1003, preexec_fn=tiny_disk)
    assert "File too large" in complaint
    assert layered.read_bytes() == before and only(tmp_path) == ["layered.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_not_replaced(program, layered):
    layered.chmod(0o444)
    assert "Permission denied" in program.fails("order", layered, 1003)


def test_rights_and_links_survive(program, tmp_path, layered):
    layered.chmod(0o640)
    (tmp_path / "link").symlink_to(layered)
    program.run("order", "link", 1003)
    assert (tmp_path / "link").is_symlink() and layered.stat().st_mode & 0o777 == 0o640
    assert program.ids(layered)[0] == 1003


# --- Registry exports -----------------------------------------------------------------------------


@every_listing
def test_a_listing_survives_text_store_and_registry(program, tmp_path, listing):
    program.run("import", CATALOGS / listing, "store.sqlite:machine")
    program.run("export", "store.sqlite:machine", "machine.reg", "--format", "reg")
    program.run("import", "machine.reg", "back.txt")
    text = (CATALOGS / listing).read_text()
    assert entries_of((tmp_path / "back.txt").read_text()) == entries_of(text)
    exported = (tmp_path / "machine.reg").read_bytes()
    assert exported.startswith(b"\xff\xfeW\0i\0n\0d\0o\0w\0s\0")
    program.run("import", "machine.reg", "store.sqlite:again")
    program.run("export", "store.sqlite:again", "again.reg", "--format", "reg")
    assert (tmp_path / "again.reg").read_bytes() == exported


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig"])
def test_registry_exports_are_read_as_they_come(program, tmp_path, layered, encoding):
    program.run("export", layered, "machine.reg", "--format", "reg")
    text = (tmp_path / "machine.reg").read_text(encoding="utf-16")
    (tmp_path / "sent.reg").write_text(text, encoding=encoding, newline="\n")
    assert program.ids("sent.reg") == program.ids(layered)


def test_a_changed_registry_export_stays_one(program, tmp_path, layered):
    program.run("export", layered, "machine.reg", "--format", "reg")
    program.run("order", "machine.reg", 1003)
    assert (tmp_path / "machine.reg").read_bytes().startswith(b"\xff\xfe")
    assert program.ids("machine.reg")[0] == 1003


@pytest.mark.parametrize(
    "damage, complaint",
    [
        (('"PackedCatalogItem"=hex:', '"PackedCatalogItem"=hex:0g,'), "two hexadecimal digits"),
        (('"PackedCatalogItem"=hex:', '"PackedCatalogItem"=hex:00,'), "888 bytes"),
        (("[HKEY", "HKEY"), "a key in brackets or a value"),
        (("Protocol_Catalog9", "Protocol_Catalog8"), "expected"),
        (("Windows Registry Editor Version 5.00", "Windows Registry Editor Version 6.00"), "REGEDIT4"),
    ],
)
def test_the_line_of_a_damaged_registry_export_is_named(program, tmp_path, layered, damage, complaint):
    program.run("export", layered, "machine.reg", "--format", "reg")
    text = (tmp_path / "machine.reg").read_text(encoding="utf-16")
    count = -1 if damage[0].startswith("Protocol") else 1
    text = text.replace("NameSpace_Catalog5", "Other") if count == -1 else text
    line = text[: text.index(damage[0])].count("\n") + 1 if count == 1 else 1
    (tmp_path / "damaged.reg").write_text(text.replace(*damage, count), encoding="utf-8")
    found = program.fails("import", "damaged.reg", "new.txt")
    assert f"damaged.reg: line {line}: expected" in found and complaint in found
    assert not (tmp_path / "new.txt").exists()


# --- Stores ---------------------------------------------------------------------------------------


@pytest.fixture
def store(program, layered):
    """Return the name of a machine in a store: the one of layered."""
    program.run("import", layered, "store.sqlite:pc")
    return "store.sqlite:pc"


def test_every_command_works_on_a_store(program, layered, store):
    assert program.prints("show", store) == program.prints("show", layered)
    assert program.run("check", store, status=FAILED) == program.run("check", layered, status=FAILED)
    for command in (["remove", "1019"], ["order", "1003", "--last"], ["install", *NEW_LAYER]):
        ours = program.prints(command[0], store, *command[1:])
        assert ours == program.prints(command[0], layered, *command[1:])
    assert program.prints("show", store, "--full") == program.prints("show", layered, "--full")
    program.run("export", store, "table.tsv")
    assert program.ids("table.tsv") == program.ids(store)
    program.run("reset", store, "--profile", "windows-nt")
    program.run("reset", layered, "--profile", "windows-nt")
    assert program.prints("show", store) == program.prints("show", layered)


def test_a_changed_catalog_goes_from_a_store_to_a_file_and_back(program, tmp_path, store):
    program.run("order", store, 1003, "--output", "one.txt")
    assert program.ids("one.txt")[0] == 1003 != program.ids(store)[0]
    program.run("order", "one.txt", 1004, "-o", "store.sqlite:other")
    assert program.ids("store.sqlite:other")[:2] == [1004, 1003]


def test_the_only_machine_needs_no_name(program, store):
    assert program.prints("show", "store.sqlite") == program.prints("show", store)
    program.run("machines", "store.sqlite", "--copy", "pc", "mac")
    assert "holds these machines: mac, pc. Name one" in program.fails("show", "store.sqlite")
    assert "has no machine tv. There are: mac, pc" in program.fails("show", "store.sqlite:tv")
    assert "needs a name" in program.fails("reset", "new.sqlite", "--profile", "windows-nt")


def test_machines_are_replaced_only_by_force(program, layered, store):
    assert "exists" in program.fails("import", layered, store)
    program.run("import", layered, store, "--force")


def test_machines_are_copied_renamed_and_removed(program, store):
    listed = program.prints("machines", "store.sqlite", "--copy", "pc", "copy")
    assert [line.split(":")[0] for line in listed.splitlines()] == ["copy", "pc"]
    listed = program.prints("machines", "store.sqlite", "--rename", "copy", "new")
    assert [line.split(":")[0] for line in listed.splitlines()] == ["new", "pc"]
    assert "already" in program.fails("machines", "store.sqlite", "--rename", "new", "pc")
    assert program.prints("machines", "store.sqlite", "--remove", "pc").startswith("new: ")
    assert "no catalog store" in program.fails("machines", "layered.txt")


def test_history_tells_what_was_done(program, store):
    program.run("remove", store, 1019)
    program.run("order", store, 1003)
    rows = [line.split("\t") for line in program.prints("history", store).splitlines()]
    assert [row[:2] for row in rows] == [["-", "winsock-catalog"]] * 3
    assert rows[0][2] == "created machine pc"
    assert rows[1][2] == "removed protocol 1019 ASProxy"
    assert rows[2][2] == "reordered protocol" and rows[2][3].startswith("1003 ")


def test_a_store_can_be_asked_in_sql(program, tmp_path, store):
    program.run("remove", store, 1019)
    with sqlite3.connect(tmp_path / "store.sqlite") as database:
        assert database.execute("SELECT id, chain FROM catalog WHERE kind = 'chain'").fetchall() == [
            (1020, "1019 > 1002"),
            (1021, "1019 > 1003"),
        ]
        assert database.execute("SELECT DISTINCT missing FROM orphan").fetchall() == [(1019,)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_stores_that_cannot_be_used_stay_as_they_are(program, tmp_path, store):
    file = tmp_path / "store.sqlite"
    change = ("remove", store, 1019)
    before = file.read_bytes()
    with sqlite3.connect(file, isolation_level=None) as database:
        database.execute("BEGIN EXCLUSIVE")
        assert "is locked" in program.fails(*change)
        database.execute("ROLLBACK")
    assert file.read_bytes() == before
    with sqlite3.connect(file, isolation_level=None) as database:
        database.execute("PRAGMA user_version = 7")
    assert "of version 7, and this release knows version 1" in program.fails(*change)
    file.write_bytes(b"Dear diary," * 100)
    assert "is no SQLite database" in program.fails(*change)
    with sqlite3.connect(tmp_path / "other.sqlite") as database:
        database.execute("CREATE TABLE mine (x)")
    assert "no catalog store" in program.fails("reset", "other.sqlite:pc", "--profile", "windows-nt")
    assert "there is no file" in program.fails("show", "missing.sqlite:pc")


def test_a_file_that_is_too_large_for_the_disk_changes_nothing(program, tmp_path, store):
    before = (tmp_path / "store.sqlite").read_bytes()
    complaint = program.fails(
        "install",
        store,
        *NEW_LAYER,
        preexec_fn=lambda: (
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        ),
    )
    assert "store.sqlite" in complaint
    assert program.ids(store)[0] == 1020 and len(before) > 4096


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone becomes somebody else")
def test_a_read_only_store_says_so(program, tmp_path, store):
    before = (tmp_path / "store.sqlite").read_bytes()
    for directory in (tmp_path, *list(tmp_path.parents)[:2]):
        directory.chmod(0o755)
    (tmp_path / "store.sqlite").chmod(0o444)

    def become_nobody():
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)

    assert program.prints("show", store, preexec_fn=become_nobody).count("\n") > 10
    complaint = program.fails("remove", store, 1019, preexec_fn=become_nobody)
    assert "may only be read" in complaint
    assert (tmp_path / "store.sqlite").read_bytes() == before
