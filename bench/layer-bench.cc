/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What each layer of a chain adds to a call.

#include "allocation-counter.h"
#include "bench-registry.h"
#include "chain-world.h"

#include "ns3/winsock.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <iomanip>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace ns3::winsock
{

namespace
{

constexpr int LONGEST = MAX_PROTOCOL_CHAIN; // elements, the base provider among them
constexpr uint32_t PAIRS = 100'000;
constexpr uint32_t SOCKETS = 10'000;
constexpr uint32_t VIRTUAL_PAIRS = 1'000'000;
constexpr int MESSAGE_BYTES = Chain::LOOP_BYTES;

/// @return a stream socket, while the layers serve a datagram socket in another chain as well
SOCKET
OpenThroughBoth(Winsock& winsock)
{
    SOCKET s = INVALID_SOCKET;
    for (const int type : {SOCK_DGRAM, SOCK_STREAM})
    {
        s = winsock.socket(AF_INET, type, 0);
        Expect(s != INVALID_SOCKET, "socket");
    }
    return s;
}

/// Sends and receives so many times.
void
ExchangeMessages(Winsock& winsock, SOCKET s, uint32_t pairs)
{
    char out[MESSAGE_BYTES] = {};
    char in[MESSAGE_BYTES] = {};
    for (uint32_t i = 0; i < pairs; ++i)
    {
        std::memcpy(out, &i, sizeof(i));
        winsock.send(s, out, MESSAGE_BYTES, 0);
        winsock.recv(s, in, MESSAGE_BYTES, 0);
    }
    Expect(std::memcmp(in, out, MESSAGE_BYTES) == 0, "the message comes back");
}

/// @return nanoseconds of a send and a recv
double
MeasurePair(Winsock& winsock)
{
    const SOCKET s = OpenThroughBoth(winsock);
    ExchangeMessages(winsock, s, PAIRS / 10);
    Stopwatch watch;
    ExchangeMessages(winsock, s, PAIRS);
    return watch.GetNanoseconds() / PAIRS;
}

/// @return allocations of one send or recv
double
CountAllocations(Winsock& winsock)
{
    const uint64_t atStart = GetAllocationCount();
    const SOCKET s = OpenThroughBoth(winsock);
    ExchangeMessages(winsock, s, 1);
    const uint64_t before = GetAllocationCount();
    // Each layer made a record of each socket.
    Expect(before - atStart >= 2 * (LONGEST - 1), "allocations are counted");
    ExchangeMessages(winsock, s, PAIRS);
    return static_cast<double>(GetAllocationCount() - before) / (2 * PAIRS);
}

/// @return nanoseconds of a socket's creation and end
double
MeasureCreation(Winsock& winsock)
{
    const auto make = [&](uint32_t count)
    {
        for (uint32_t i = 0; i < count; ++i)
        {
            const SOCKET s = winsock.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
            Expect(winsock.closesocket(s) == 0, "closesocket");
        }
    };
    OpenThroughBoth(winsock);
    make(SOCKETS / 10);
    Stopwatch watch;
    make(SOCKETS);
    return watch.GetNanoseconds() / SOCKETS;
}

// ---------------------------------------------------------------- empty virtual calls

/// An element of a chain that does nothing, with the parameters of WSPSend.
class EmptyElement
{
  public:
    virtual ~EmptyElement() = default;
    /// @return 0
    virtual int Call(SOCKET s,
                     LPWSABUF lpBuffers,
                     DWORD dwBufferCount,
                     LPDWORD lpNumberOfBytes,
                     DWORD dwFlags,
                     LPWSAOVERLAPPED lpOverlapped,
                     LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                     LPWSATHREADID lpThreadId,
                     LPINT lpErrno) = 0;
};

/// The last one.
class EmptyBase : public EmptyElement
{
  public:
    int
    Call(SOCKET,
         LPWSABUF,
         DWORD,
         LPDWORD lpNumberOfBytes,
         DWORD,
         LPWSAOVERLAPPED,
         LPWSAOVERLAPPED_COMPLETION_ROUTINE,
         LPWSATHREADID,
         LPINT) override
    {
        ++*lpNumberOfBytes;
        return 0;
    }
};

/// One that calls the next.
class EmptyLayer : public EmptyElement
{
  public:
    explicit EmptyLayer(EmptyElement& next)
        : m_next(next)
    {
    }

    int
    Call(SOCKET s,
         LPWSABUF lpBuffers,
         DWORD dwBufferCount,
         LPDWORD lpNumberOfBytes,
         DWORD dwFlags,
         LPWSAOVERLAPPED lpOverlapped,
         LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
         LPWSATHREADID lpThreadId,
         LPINT lpErrno) override
    {
        return m_next.Call(s,
                           lpBuffers,
                           dwBufferCount,
                           lpNumberOfBytes,
                           dwFlags,
                           lpOverlapped,
                           lpCompletionRoutine,
                           lpThreadId,
                           lpErrno);
    }

  private:
    EmptyElement& m_next; //!< whom it calls
};

/// @return nanoseconds of two calls through so many elements
double
MeasureVirtualPair(int elements)
{
    std::vector<std::unique_ptr<EmptyElement>> chain;
    chain.push_back(std::make_unique<EmptyBase>());
    while (chain.size() < static_cast<std::size_t>(elements))
    {
        chain.push_back(std::make_unique<EmptyLayer>(*chain.back()));
    }
    DWORD calls = 0;
    INT error = 0;
    Stopwatch watch;
    for (uint32_t i = 0; i < 2 * VIRTUAL_PAIRS; ++i)
    {
        chain.back()->Call(i, nullptr, 1, &calls, 0, nullptr, nullptr, nullptr, &error);
    }
    const double nanoseconds = watch.GetNanoseconds() / VIRTUAL_PAIRS;
    Expect(calls == 2 * VIRTUAL_PAIRS, "every call arrives");
    return nanoseconds;
}

// ---------------------------------------------------------------- cost against length

/// Medians of something for chains of 1 to LONGEST elements.
using Costs = std::vector<double>;

/// @return what an element more costs: the slope of the straight line that fits best
double
GetSlope(const Costs& costs)
{
    const double middle = (costs.size() - 1) / 2.0;
    double product = 0;
    double square = 0;
    for (std::size_t i = 0; i < costs.size(); ++i)
    {
        product += (i - middle) * costs[i];
        square += (i - middle) * (i - middle);
    }
    return product / square;
}

/// A column of a table: what is measured for a number of elements.
struct Column
{
    std::string title;                  //!< for people
    std::function<double(int)> measure; //!< by the number of elements
};

/// Measures all columns in turns, so that whatever slows the machine down hits all of them.
std::vector<Costs>
MeasureColumns(const std::vector<Column>& columns)
{
    std::vector<std::vector<std::vector<double>>> values(columns.size(),
                                                         std::vector<std::vector<double>>(LONGEST));
    for (int round = 0; round < ROUNDS; ++round)
    {
        for (int elements = 1; elements <= LONGEST; ++elements)
        {
            for (std::size_t i = 0; i < columns.size(); ++i)
            {
                values[i][elements - 1].push_back(
                    MeasureApart([&]() { return columns[i].measure(elements); }));
            }
        }
    }
    std::vector<Costs> medians(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i)
    {
        std::transform(values[i].begin(), values[i].end(), std::back_inserter(medians[i]), Median);
    }
    return medians;
}

/// Shows columns of numbers, a row for each number of elements, and what a layer adds.
void
PrintColumns(const std::string& title,
             const std::vector<Column>& columns,
             const std::vector<Costs>& costs)
{
    const auto makeRow =
        [&](const std::string& name, const std::function<double(const Costs&)>& get)
    {
        std::ostringstream row;
        row << std::left << std::setw(10) << name << std::right << std::fixed
            << std::setprecision(1);
        for (const Costs& column : costs)
        {
            row << std::setw(10) << get(column);
        }
        return row.str();
    };
    PrintNote(title);
    std::ostringstream head;
    head << std::left << std::setw(10) << "elements" << std::right;
    for (const Column& column : columns)
    {
        head << std::setw(10) << column.title;
    }
    PrintNote(head.str());
    for (int elements = 1; elements <= LONGEST; ++elements)
    {
        PrintNote(makeRow(std::to_string(elements),
                          [elements](const Costs& all) { return all[elements - 1]; }));
    }
    PrintNote(makeRow("per layer", GetSlope));
}

/// @return a column that runs a program on sockets through a chain
Column
MakeColumn(const std::string& title, HandleKind kind, bool loop, double (*program)(Winsock&))
{
    return {title, [=](int elements) { return RunThrough(Chain{elements, kind, loop}, program); }};
}

void
MeasureCalls(const Benchmark& benchmark)
{
    const std::vector<Column> columns{MakeColumn("IFS", HandleKind::IFS, true, MeasurePair),
                                      MakeColumn("non-IFS", HandleKind::NON_IFS, true, MeasurePair),
                                      {"virtual", MeasureVirtualPair}};
    const std::vector<Costs> costs = MeasureColumns(columns);
    PrintColumns("send + recv, ns, by length of the chain", columns, costs);
    // A pair is two calls.
    const double ifs = GetSlope(costs[0]) / 2;
    const double nonIfs = GetSlope(costs[1]) / 2;
    benchmark.PrintSide("ifs", ifs, "ns");
    benchmark.PrintSide("non_ifs", nonIfs, "ns");
    benchmark.PrintSide("virtual_call", GetSlope(costs[2]) / 2, "ns");
    benchmark.PrintResult(std::max(ifs, nonIfs), "ns");
}

void
MeasureAllocations(const Benchmark& benchmark)
{
    const auto count = [](HandleKind kind) {
        return MeasureApart([=]() { return RunThrough({LONGEST, kind, true}, CountAllocations); });
    };
    const double ifs = count(HandleKind::IFS);
    const double nonIfs = count(HandleKind::NON_IFS);
    benchmark.PrintSide("allocations_ifs", ifs, "allocations");
    benchmark.PrintSide("allocations_non_ifs", nonIfs, "allocations");
    benchmark.PrintResult(std::max(ifs, nonIfs), "allocations");
}

void
MeasureCreations(const Benchmark& benchmark)
{
    const std::vector<Column> columns{
        MakeColumn("IFS", HandleKind::IFS, false, MeasureCreation),
        MakeColumn("non-IFS", HandleKind::NON_IFS, false, MeasureCreation)};
    const std::vector<Costs> costs = MeasureColumns(columns);
    PrintColumns("socket + closesocket, ns, by length of the chain", columns, costs);
    const double chain = std::max(costs[0].back(), costs[1].back());
    const double base = std::min(costs[0].front(), costs[1].front());
    benchmark.PrintSide("chain7", chain, "ns");
    benchmark.PrintSide("base", base, "ns");
    benchmark.PrintResult(chain / base, "ratio");
}

const Benchmark g_calls("layer_call.ns_per_layer", MeasureCalls);
const Benchmark g_allocations("layer_call.allocations", MeasureAllocations);
const Benchmark g_creations("chain7_to_base.create_close.ratio", MeasureCreations);

} // namespace

} // namespace ns3::winsock
