/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The administrator's view of a Winsock catalog that is kept in a file: what netsh and an order tool
// do on a machine. Results go to the standard output, complaints to the standard error.

#include "catalog-commands.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <string>

using namespace ns3::winsock;

namespace
{

constexpr int FAILED = 1; //!< also the status of a check that found something
constexpr int WRONG_USAGE = 2;

const char* const FORMATS =
    "netsh (a listing), table (values with tabs between them) or reg (a registry export)";

/// What main runs once all arguments are understood.
using Command = std::function<int()>;

CLI::App*
AddCommand(CLI::App& app, const std::string& name, const std::string& description)
{
    CLI::App* command = app.add_subcommand(name, description);
    command->get_formatter()->column_width(34);
    return command;
}

void
AddFile(CLI::App* command, std::string& file)
{
    command
        ->add_option("FILE",
                     file,
                     "The catalog file, or a machine in a store, STORE.sqlite:MACHINE; - is the "
                     "standard input")
        ->required();
}

void
AddFormat(CLI::App* command, CatalogFormat& format)
{
    static const std::map<std::string, CatalogFormat> names{{"netsh", CatalogFormat::NETSH},
                                                            {"table", CatalogFormat::TABLE},
                                                            {"reg", CatalogFormat::REGISTRY}};
    command->add_option("--format", format, FORMATS)
        ->transform(CLI::Transformer(names).description("netsh|table|reg"));
}

void
AddPlace(CLI::App* command, CatalogPlace& place)
{
    AddFile(command, place.file);
    command->add_option("-o,--output", place.output, "Leave FILE as it is and write this file");
    command->add_flag("--32", place.wow64, "The catalog for 32-bit programs of a 64-bit machine");
}

void
AddShow(CLI::App& app, Command& run)
{
    CLI::App* command = AddCommand(app, "show", "List the entries of a catalog in their order");
    const auto file = std::make_shared<std::string>();
    const auto full = std::make_shared<bool>(false);
    AddFile(command, *file);
    command->add_flag("--full", *full, "All that \"netsh winsock show catalog\" prints");
    command->callback([&run, file, full] { run = [=] { return ShowCatalog(*file, *full); }; });
}

void
AddCheck(CLI::App& app, Command& run)
{
    CLI::App* command = AddCommand(
        app, "check", "Name every inconsistency of a catalog, with its rule and the mend");
    const auto file = std::make_shared<std::string>();
    AddFile(command, *file);
    command->callback([&run, file] { run = [=] { return CheckCatalogFile(*file); }; });
}

void
AddImport(CLI::App& app, Command& run)
{
    CLI::App* command = AddCommand(
        app,
        "import",
        "Make a catalog file of a listing as people send it, a registry export, or a table");
    const auto conversion = std::make_shared<Conversion>();
    command
        ->add_option(
            "SOURCE",
            conversion->source,
            "What netsh printed, in UTF-8 or UTF-16, with or without the console around "
            "it, a registry export of Protocol_Catalog9, a table, or a machine in a store; - is "
            "the standard input")
        ->required();
    command
        ->add_option(
            "FILE", conversion->target, "The catalog file to make, or a machine in a store")
        ->required();
    command->add_flag("-f,--force", conversion->replace, "Replace FILE if it exists");
    AddFormat(command, conversion->format);
    command->callback([&run, conversion] { run = [=] { return ImportCatalog(*conversion); }; });
}

void
AddExport(CLI::App& app, Command& run)
{
    CLI::App* command =
        AddCommand(app,
                   "export",
                   "Write a catalog for other programs: a table, a listing, or a registry export");
    const auto conversion = std::make_shared<Conversion>();
    conversion->target = "-";
    conversion->format = CatalogFormat::TABLE;
    AddFile(command, conversion->source);
    command->add_option("TARGET", conversion->target, "The file to write; default: print it");
    command->add_flag("-f,--force", conversion->replace, "Replace TARGET if it exists");
    AddFormat(command, conversion->format);
    command->callback([&run, conversion] { run = [=] { return ExportCatalog(*conversion); }; });
}

void
AddInstall(CLI::App& app, Command& run)
{
    CLI::App* command = AddCommand(
        app,
        "install",
        "Add a layer and its chains, as WSCInstallProviderAndChains does: the chains come "
        "first, a layer with IFS handles goes below those without");
    const auto place = std::make_shared<CatalogPlace>();
    const auto layer = std::make_shared<NewLayer>();
    AddPlace(command, *place);
    command->add_option("--name", layer->name, "What people call the layer")->required();
    command->add_option("--path", layer->path, "Its library")->required();
    command->add_option("--guid", layer->guid, "Its provider id; default: one made of the name");
    command->add_flag("--ifs", layer->ifs, "It shows the handles of the provider below as its own");
    command->add_option("--over",
                        layer->over,
                        "Entries whose family, type and protocol it is for; default: all base "
                        "protocols. Each chain stands over the first entry of the same");
    command->callback([&run, place, layer] { run = [=] { return AddLayer(*place, *layer); }; });
}

void
AddRemove(CLI::App& app, Command& run)
{
    CLI::App* command =
        AddCommand(app,
                   "remove",
                   "Remove providers, as \"netsh winsock remove provider\" does: all entries with "
                   "the provider id of the one that is named. Chains with it stay as orphans");
    const auto place = std::make_shared<CatalogPlace>();
    const auto removal = std::make_shared<Removal>();
    AddPlace(command, *place);
    command->add_option("ID", removal->ids, "Catalog entry ids")->required();
    command->add_flag("--chains",
                      removal->chains,
                      "They are layers: remove their chains too, and take them "
                      "out of other layers' chains, as an uninstaller does");
    command->add_flag("--base", removal->base, "Allow the removal of base protocols");
    command->callback([&run, place, removal]
                      { run = [=] { return RemoveProviders(*place, *removal); }; });
}

void
AddOrder(CLI::App& app, Command& run)
{
    CLI::App* command = AddCommand(
        app, "order", "Move entries, which decides what programs get: to the front by default");
    const auto place = std::make_shared<CatalogPlace>();
    const auto order = std::make_shared<Reordering>();
    AddPlace(command, *place);
    command->add_option("ID", order->ids, "Catalog entry ids in their new order")->required();
    CLI::Option* last = command->add_flag("--last", order->last, "Move them to the end");
    CLI::Option* before =
        command->add_option("--before", order->before, "Move them before this entry");
    CLI::Option* all = command->add_flag(
        "--all", order->all, "They are all entries, as WSCWriteProviderOrder wants them");
    last->excludes(before)->excludes(all);
    all->excludes(before);
    command->callback([&run, place, order] { run = [=] { return OrderEntries(*place, *order); }; });
}

void
AddReset(CLI::App& app, Command& run)
{
    CLI::App* command = AddCommand(app,
                                   "reset",
                                   "Put the stock catalog back, as \"netsh winsock reset\" does; "
                                   "makes FILE if there is none");
    const auto place = std::make_shared<CatalogPlace>();
    const auto profile = std::make_shared<std::string>();
    const auto replace = std::make_shared<bool>(false);
    command->add_option("FILE", place->file, "The catalog file")->required();
    command->add_option("-o,--output", place->output, "Leave FILE as it is and write this file");
    command->add_option("--profile", *profile, "The device profile, such as windows-10")
        ->required();
    command->add_flag("-f,--force", *replace, "Replace FILE even if it holds no catalog");
    command->callback([&run, place, profile, replace]
                      { run = [=] { return ResetCatalogFile(*place, *profile, *replace); }; });
}

void
AddProfile(CLI::App& app, Command& run)
{
    CLI::App* command = AddCommand(
        app, "profile", "List the device profiles, or all values of one and where they come from");
    const auto name = std::make_shared<std::string>();
    const auto file = std::make_shared<std::string>();
    command->add_option("NAME", *name, "A device profile, such as wince-6.0");
    command->add_option("--file", *file, "Add the profiles of this file");
    command->callback([&run, name, file] { run = [=] { return ShowProfile(*name, *file); }; });
}

void
AddMachines(CLI::App& app, Command& run)
{
    CLI::App* command = AddCommand(
        app, "machines", "List the machines of a store, after copying, renaming or removing one");
    const auto management = std::make_shared<MachineManagement>();
    command->add_option("STORE", management->store, "A file that ends in .sqlite")->required();
    CLI::Option* copy =
        command->add_option("--copy", management->copy, "Make a machine NEW like the machine OLD")
            ->expected(2)
            ->type_name("OLD NEW");
    CLI::Option* rename =
        command->add_option("--rename", management->rename, "Give the machine OLD the name NEW")
            ->expected(2)
            ->type_name("OLD NEW");
    CLI::Option* remove =
        command->add_option("--remove", management->remove, "Forget the machine with its history");
    copy->excludes(rename)->excludes(remove);
    rename->excludes(remove);
    command->callback([&run, management] { run = [=] { return ManageMachines(*management); }; });
}

void
AddHistory(CLI::App& app, Command& run)
{
    CLI::App* command =
        AddCommand(app, "history", "Tell who changed the machines of a store, when, and what");
    const auto store = std::make_shared<std::string>();
    command
        ->add_option("STORE", *store, "STORE.sqlite for all machines, STORE.sqlite:MACHINE for one")
        ->required();
    command->callback([&run, store] { run = [=] { return ShowHistory(*store); }; });
}

/// @return the status of wrong usage, which it explains
int
Complain(const std::string& problem)
{
    std::cerr
        << "winsock-catalog: " << problem
        << ".\n\"winsock-catalog --help\" lists the commands, \"winsock-catalog COMMAND --help\" "
           "explains one.\n";
    return WRONG_USAGE;
}

bool
HasCommand(const CLI::App& app, const std::string& name)
{
    const auto isNamed = [&name](const CLI::App* command) { return command->get_name() == name; };
    return !app.get_subcommands(isNamed).empty();
}

/// @return the names of all commands
std::string
CommandNames(const CLI::App& app)
{
    std::string names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    {
        names += (names.empty() ? "" : ", ") + command->get_name();
    }
    return names;
}

} // namespace

int
main(int argc, char* argv[])
{
    CLI::App app("Shows, checks and changes the protocol catalog of a simulated machine, which is "
                 "kept in a file.",
                 "winsock-catalog");
    app.require_subcommand(1);
    app.get_formatter()->column_width(12);
    app.footer("Status: 0 done, 1 findings or failed with every file as it was, 2 wrong usage.\n"
               "\"winsock-catalog COMMAND --help\" explains a command.");
    Command run;
    AddShow(app, run);
    AddCheck(app, run);
    AddImport(app, run);
    AddExport(app, run);
    AddInstall(app, run);
    AddRemove(app, run);
    AddOrder(app, run);
    AddReset(app, run);
    AddMachines(app, run);
    AddHistory(app, run);
    AddProfile(app, run);
    const std::string first = argc > 1 ? argv[1] : "";
    if (first.empty() || (first[0] != '-' && !HasCommand(app, first)))
    {
        const std::string problem =
            first.empty() ? "no command was given" : "there is no command \"" + first + "\"";
        return Complain(problem + ". There are: " + CommandNames(app));
    }
    try
    {
        app.parse(argc, argv);
        return run();
    }
    catch (const CLI::ParseError& error)
    {
        const bool isHelp = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
        return isHelp ? app.exit(error) : Complain(error.what());
    }
    catch (const std::exception& error)
    {
        std::cerr << "winsock-catalog: " << error.what() << ".\n";
        return FAILED;
    }
}
