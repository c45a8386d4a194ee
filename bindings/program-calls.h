/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PROGRAM_CALLS_H
#define PROGRAM_CALLS_H

#include "python-address.h"
#include "python-program.h"

#include <pybind11/pybind11.h>

#include <memory>
#include <utility>

/**
 * @file
 * @ingroup winsock
 * The calls of a Python program, by the names of the Winsock functions: one function for each group of
 * them. What each call takes and returns is said in the Python package.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

/// Python's class of programs.
using ProgramClass = pybind11::class_<PythonProgram, std::shared_ptr<PythonProgram>>;

/// @param program gets the calls that make, close and change sockets
void BindSocketCalls(ProgramClass& program);

/// @param program gets the calls that connect sockets
void BindConnectionCalls(ProgramClass& program);

/// @param program gets the calls that transfer data
void BindTransferCalls(ProgramClass& program);

/// @param program gets the calls that wait for the readiness of sockets
void BindReadinessCalls(ProgramClass& program);

/// @param program gets the calls that look up names
void BindNameCalls(ProgramClass& program);

/// @param program gets the calls that write and read addresses
void BindAddressCalls(ProgramClass& program);

/**
 * @param result of recvfrom and its like
 * @param failed whether the call has failed
 * @param address what the call gave besides
 * @return (result, address), without the address after a failure
 */
inline pybind11::object
MakePair(pybind11::object result, bool failed, const PythonAddress& address)
{
    return pybind11::make_tuple(std::move(result), failed ? pybind11::none() : address.ToPython());
}

/** @} */

} // namespace ns3::winsock

#endif /* PROGRAM_CALLS_H */
