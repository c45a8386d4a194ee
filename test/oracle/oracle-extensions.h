/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_EXTENSIONS_H
#define ORACLE_EXTENSIONS_H

#include "ns3/winsock.h"

namespace ns3::winsock::test
{

/// @param id of an extension function; @return a pointer to it, or null; Winsock need not be started
PVOID FindExtensionFunction(Winsock& ws, const GUID& id);

/// @copydoc FindExtensionFunction
template <typename Function>
Function
FindExtension(Winsock& ws, const GUID& id)
{
    return reinterpret_cast<Function>(FindExtensionFunction(ws, id));
}

} // namespace ns3::winsock::test

#endif /* ORACLE_EXTENSIONS_H */
