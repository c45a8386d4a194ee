/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The same echo server and the same file server in seven styles: blocking calls with a thread for each
// client, select, WSAPoll, WSAEventSelect, WSAAsyncSelect, overlapped calls with completion routines, and a
// completion port. All meet the same clients, some slow, some that end sending first, some that reset
// their connections; the network is drawn in styles/comparison.h, the servers are beside it. The tables
// tell what each style costs. Try
//
//   winsock-styles --server=echo --codec=false --clients=100
//   winsock-styles --style=select --calls
//   winsock-styles --loss=0.02 --out=styles.csv

#include "ns3/command-line.h"

#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "styles/comparison.h"

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::styles;

namespace
{

/// What the command line can change.
struct Settings
{
    std::string server{"both"};
    std::string style{"all"};
    std::string codec{"both"};
    uint32_t clients{10};
    uint32_t hold{0};
    double loss{0};
    bool calls{false};
    std::string out{};
};

/// A setup, and what came of each style in it.
struct Table
{
    Setup setup;
    std::vector<const Style*> styles;
    std::vector<Outcome> outcomes;
};

const char*
NameOf(Service service)
{
    return service == Service::ECHO ? "echo" : "file";
}

/// @return a checksum as eight digits
std::string
HexText(uint32_t number)
{
    std::ostringstream text;
    text << std::hex << std::setw(8) << std::setfill('0') << number;
    return text.str();
}

/// @return the styles that were asked for; none if there are no such
std::vector<const Style*>
ChooseStyles(const std::string& name)
{
    std::vector<const Style*> chosen;
    for (const Style& style : STYLES)
    {
        if (name == "all" || name == style.name)
        {
            chosen.push_back(&style);
        }
    }
    return chosen;
}

/// @return the values that an option with a third value for both stands for
template <typename T>
std::vector<T>
Choose(const std::string& option,
       const std::string& word,
       const std::pair<const char*, T> (&values)[2])
{
    std::vector<T> chosen;
    for (const auto& [name, value] : values)
    {
        if (word == name || word == "both")
        {
            chosen.push_back(value);
        }
    }
    if (chosen.empty())
    {
        std::cout << "There is no --" << option << "=" << word << "; choose " << values[0].first
                  << ", " << values[1].first << " or both.\n";
    }
    return chosen;
}

void
Print(const Table& table)
{
    std::cout << NameOf(table.setup.service) << " server, "
              << (table.setup.codec ? "with a codec layer on all nodes" : "no layer") << "\n"
              << "                bytes    bytes                   wake-  layers'        "
                 "descrip-    other\n"
              << "style          received     sent  checksum  calls    ups   turns  threads  tors  "
                 "handles   end/s\n";
    for (std::size_t i = 0; i < table.styles.size(); ++i)
    {
        const Outcome& outcome = table.outcomes[i];
        std::cout << std::left << std::setw(14) << table.styles[i]->name << std::right
                  << std::setw(9) << outcome.received << std::setw(9) << outcome.sent << "  "
                  << HexText(outcome.checksum) << std::setw(7) << outcome.CountCalls()
                  << std::setw(7) << outcome.wakeUps << std::setw(8) << outcome.workerTurns
                  << std::setw(9) << outcome.threads << std::setw(6) << outcome.descriptors
                  << std::setw(9) << outcome.otherHandles << std::setw(8) << std::fixed
                  << std::setprecision(3) << outcome.end << "\n";
    }
    std::cout << "\n";
}

void
PrintCalls(const Table& table)
{
    for (std::size_t i = 0; i < table.styles.size(); ++i)
    {
        std::cout << table.styles[i]->name << ":";
        const char* separator = " ";
        for (const auto& [name, times] : table.outcomes[i].calls)
        {
            std::cout << separator << name << " " << times;
            separator = ", ";
        }
        std::cout << "\n";
    }
    std::cout << "\n";
}

void
WriteCsv(std::ostream& os, const std::vector<Table>& tables)
{
    os << "server,codec,style,received,sent,checksum,calls,wake_ups,layers_turns,threads,"
          "descriptors,"
          "other_handles,end\n";
    for (const Table& table : tables)
    {
        for (std::size_t i = 0; i < table.styles.size(); ++i)
        {
            const Outcome& outcome = table.outcomes[i];
            os << NameOf(table.setup.service) << "," << table.setup.codec << ","
               << table.styles[i]->name << "," << outcome.received << "," << outcome.sent << ","
               << HexText(outcome.checksum) << "," << outcome.CountCalls() << "," << outcome.wakeUps
               << "," << outcome.workerTurns << "," << outcome.threads << "," << outcome.descriptors
               << "," << outcome.otherHandles << "," << outcome.end << "\n";
        }
    }
}

/// @return whether all clients of all servers had their answers, and everything was given back
bool
IsWell(const std::vector<Table>& tables)
{
    bool well = true;
    for (const Table& table : tables)
    {
        for (const Outcome& outcome : table.outcomes)
        {
            well = well && outcome.unhappy == 0 && outcome.unfinished == 0 &&
                   outcome.heldAtEnd == 0 && outcome.checksum == table.outcomes[0].checksum;
        }
    }
    std::cout << (well ? "All styles gave the same bytes, and all descriptors back.\n"
                       : "Some server went wrong.\n");
    return well;
}

} // namespace

int
main(int argc, char* argv[])
{
    Settings settings;
    CommandLine cmd(__FILE__);
    cmd.AddValue("server", "Which servers: echo, file or both", settings.server);
    cmd.AddValue("style", "Which style, as the tables name it, or all", settings.style);
    cmd.AddValue("codec", "Whether with a codec layer: false, true or both", settings.codec);
    cmd.AddValue("clients", "Clients of each server", settings.clients);
    cmd.AddValue("hold", "Milliseconds that a client is connected before it asks", settings.hold);
    cmd.AddValue("loss", "Part of the packets that each device loses", settings.loss);
    cmd.AddValue("calls", "Print how often each function was called", settings.calls);
    cmd.AddValue("out", "A file that gets the tables as CSV", settings.out);
    cmd.Parse(argc, argv);

    const std::vector<const Style*> styles = ChooseStyles(settings.style);
    if (styles.empty())
    {
        std::cout << "There is no --style=" << settings.style
                  << "; choose one that the tables name, or all.\n";
    }
    const auto services = Choose<Service>(
        "server", settings.server, {{"echo", Service::ECHO}, {"file", Service::FILE}});
    const auto codecs = Choose<bool>("codec", settings.codec, {{"false", false}, {"true", true}});
    if (styles.empty() || services.empty() || codecs.empty())
    {
        return 1;
    }
    std::vector<Table> tables;
    for (const Service service : services)
    {
        for (const bool codec : codecs)
        {
            Setup setup;
            setup.service = service;
            setup.codec = codec;
            setup.loss = settings.loss;
            setup.clients = settings.clients;
            setup.hold = settings.hold;
            tables.push_back({setup, styles, {}});
            for (const Style* style : styles)
            {
                tables.back().outcomes.push_back(Compare(*style, tables.back().setup));
            }
            Print(tables.back());
            if (settings.calls)
            {
                PrintCalls(tables.back());
            }
        }
    }
    if (!settings.out.empty())
    {
        std::ofstream file(settings.out);
        WriteCsv(file, tables);
        std::cout << "The tables are in " << settings.out << ".\n";
    }
    return IsWell(tables) ? 0 : 1;
}
