/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PYTHON_BINDINGS_H
#define PYTHON_BINDINGS_H

#include <pybind11/pybind11.h>

namespace ns3::winsock
{

/**
 * @addtogroup winsock
 * @{
 */

/// @param module gets Winsock's constants and what names its errors
void BindConstants(pybind11::module_& module);

/// @param module gets the structures of the catalog
void BindCatalog(pybind11::module_& module);

/// @param module gets what builds and runs a network
void BindNetwork(pybind11::module_& module);

/// @param module gets the calls of a program
void BindProgram(pybind11::module_& module);

/** @} */

} // namespace ns3::winsock

#endif /* PYTHON_BINDINGS_H */
