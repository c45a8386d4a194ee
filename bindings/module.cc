/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The extension module ns3_winsock._native: what the Python package is made of.
 */

#include "python-bindings.h"

PYBIND11_MODULE(_native, module)
{
    module.doc() = "The C++ half of ns3_winsock; use the package, not this module.";
    ns3::winsock::BindConstants(module);
    ns3::winsock::BindCatalog(module);
    ns3::winsock::BindProgram(module);
    ns3::winsock::BindNetwork(module);
}
