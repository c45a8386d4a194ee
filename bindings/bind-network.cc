/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "python-bindings.h"
#include "python-network.h"

#include "ns3/device-profile.h"
#include "ns3/fiber-stack-pool.h"
#include "ns3/simulator.h"

#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

/// @return the time, if there is one
std::optional<Time>
MakeTime(const std::optional<int64_t>& nanoseconds)
{
    return nanoseconds ? std::optional<Time>(NanoSeconds(*nanoseconds)) : std::nullopt;
}

/// @return the program's number, or None
std::optional<uint32_t>
NumberOf(const PythonProgram* program)
{
    return program ? std::optional<uint32_t>(program->GetNumber()) : std::nullopt;
}

/// The methods that build a network.
void
BindBuilding(py::class_<PythonNetwork>& network)
{
    network
        .def("add_node",
             &PythonNetwork::AddNode,
             py::arg("name"),
             py::arg("profile"),
             py::arg("catalog"),
             "Add a node with a Winsock stack; return its number.")
        .def(
            "add_link",
            [](PythonNetwork& self, uint32_t a, uint32_t b, uint64_t rate, int64_t delay)
            { self.AddLink(a, b, DataRate(rate), NanoSeconds(delay)); },
            py::arg("a"),
            py::arg("b"),
            py::arg("rate"),
            py::arg("delay"),
            "Connect two nodes; bits per second and nanoseconds.")
        .def("addresses",
             &PythonNetwork::GetAddresses,
             py::arg("node"),
             "Return a node's addresses, in the order of its links.")
        .def(
            "add_program",
            [](PythonNetwork& self,
               uint32_t node,
               const std::string& name,
               int64_t start,
               const std::optional<int64_t>& stop)
            { return self.AddProgram(node, name, NanoSeconds(start), MakeTime(stop)); },
            py::arg("node"),
            py::arg("name"),
            py::arg("start"),
            py::arg("stop"),
            "Add a program; its times are nanoseconds of simulated time.")
        .def("trace_calls",
             &PythonNetwork::TraceCalls,
             py::arg("filename"),
             "Write the calls of all present nodes into a file.");
}

/// The methods that run a network.
void
BindRunning(py::class_<PythonNetwork>& network)
{
    network
        .def(
            "begin",
            [](PythonNetwork& self, const std::optional<int64_t>& until)
            {
                self.UpdateRoutes();
                self.GetLoop().Begin(MakeTime(until));
            },
            py::arg("until"),
            "Begin a run that ends at a simulated time, in nanoseconds.")
        .def(
            "advance",
            [](PythonNetwork& self) { return NumberOf(self.GetLoop().Advance()); },
            "Go on until a program is ready; return its number, or None at the end of the run.")
        .def(
            "take_ready",
            [](PythonNetwork& self) { return NumberOf(self.GetLoop().TakeReady()); },
            "Return the number of a program that is ready by now, or None.")
        .def(
            "end", [](PythonNetwork& self) { self.GetLoop().End(); }, "End what begin() began.")
        .def("terminate_all", &PythonNetwork::TerminateAll, "End the processes of all programs.")
        .def("close", &PythonNetwork::Close, "Take the network down.");
}

} // namespace

void
BindNetwork(py::module_& module)
{
    py::class_<PythonNetwork> network(module, "NativeNetwork", "A network; the C++ half.");
    network.def(py::init<uint32_t, uint64_t>(), py::arg("seed"), py::arg("run"));
    BindBuilding(network);
    BindRunning(network);
    module.def(
        "now",
        [] { return Simulator::Now().GetNanoSeconds(); },
        "Return the simulated time, in nanoseconds.");
    module.def("profiles", &GetDeviceProfileNames, "Return the names of all device profiles.");
    module.def(
        "add_profiles",
        [](const std::string& path)
        {
            const std::string problem = AddDeviceProfiles(path);
            if (!problem.empty())
            {
                throw std::invalid_argument(problem);
            }
        },
        py::arg("path"),
        "Add the device profiles of a file, which may have others as their base.");
    module.def(
        "fiber_stacks",
        []
        {
            const FiberStackPool& pool = FiberStackPool::Get();
            return py::make_tuple(pool.GetInUse(), pool.GetIdle());
        },
        "Return how many fiber stacks are in use and how many wait for their next use.");
}

} // namespace ns3::winsock
