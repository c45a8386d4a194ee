/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PYTHON_CONSTANTS_H
#define PYTHON_CONSTANTS_H

#include <pybind11/pybind11.h>

#include <cstdint>

/**
 * @file
 * @ingroup winsock
 * The constants of the headers for Python, by the names that the headers give them: one function for
 * each group of headers. A test compares them with the headers.
 */

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

/// Sets a constant whose value is a number. The plus sign makes numbers of those that are enumerators.
#define WINSOCK_CONSTANT(name) constants[#name] = pybind11::int_(+name)

/// @param constants get those of sockets, catalogs and waits
void SetSocketConstants(pybind11::dict& constants);

/// @param constants get the error codes of Winsock and of the system
void SetErrorConstants(pybind11::dict& constants);

/// @param constants get the options of sockets
void SetOptionConstants(pybind11::dict& constants);

/// @param constants get the control codes
void SetIoctlConstants(pybind11::dict& constants);

/// @param constants get those of names, name spaces and extension functions; ids are text in braces
void SetNameConstants(pybind11::dict& constants);

/// @param constants get those of messages, quality of service, infrared and Bluetooth
void SetDeviceConstants(pybind11::dict& constants);

/** @} */

} // namespace ns3::winsock

#endif /* PYTHON_CONSTANTS_H */
