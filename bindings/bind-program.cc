/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "program-calls.h"
#include "python-bindings.h"
#include "python-program.h"

namespace py = pybind11;

namespace ns3::winsock
{

namespace
{

/// Waits without a call of Winsock's, to the nanosecond.
py::object
SleepFor(PythonProgram& self, int64_t nanoseconds)
{
    return self.Call(
        [=](Winsock& winsock)
        {
            winsock.GetThread().Sleep(NanoSeconds(nanoseconds));
            return 0;
        });
}

} // namespace

void
BindProgram(py::module_& module)
{
    py::register_exception<PythonProgramEnded>(module, "ProcessKilled", PyExc_BaseException)
        .attr("__doc__") = "Raised in a program whose process has been ended, to unwind it.";
    module.attr("PENDING") = PythonProgram::GetPending();

    ProgramClass program(module, "NativeProgram", "A program; the C++ half.");
    program
        .def_property_readonly("process_id",
                               &PythonProgram::GetProcessId,
                               "Number of the process on its node, 0 before its start.")
        .def_property_readonly(
            "alive", &PythonProgram::IsAlive, "Whether the process was started and has not ended.")
        .def("take_result",
             &PythonProgram::TakeResult,
             "Return the result of the call that was pending.")
        .def("terminate", &PythonProgram::Terminate, "End the process.")
        .def("sleep", &SleepFor);
    BindSocketCalls(program);
    BindConnectionCalls(program);
    BindTransferCalls(program);
    BindReadinessCalls(program);
    BindNameCalls(program);
    BindAddressCalls(program);
}

} // namespace ns3::winsock
