/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-name-helper.h"

#include "ns3/winsock-name-table.h"

namespace ns3::winsock
{

void
WinsockNameHelper::SetHostName(Ptr<Node> node, const std::string& name) const
{
    WinsockNameTable::Get()->SetHostName(node, name);
}

void
WinsockNameHelper::AddHost(const std::string& name, const Address& address) const
{
    WinsockNameTable::Get()->AddHost(name, address);
}

void
WinsockNameHelper::AddAlias(const std::string& alias, const std::string& name) const
{
    WinsockNameTable::Get()->AddAlias(alias, name);
}

void
WinsockNameHelper::AddService(const std::string& name,
                              uint16_t port,
                              const std::string& protocol,
                              const std::vector<std::string>& aliases) const
{
    WinsockNameTable::Get()->AddService({name, port, protocol, aliases});
}

void
WinsockNameHelper::AddProtocol(const std::string& name,
                               int number,
                               const std::vector<std::string>& aliases) const
{
    WinsockNameTable::Get()->AddProtocol({name, number, aliases});
}

void
WinsockNameHelper::SetLookupDelay(const Time& delay) const
{
    WinsockNameTable::Get()->SetAttribute("LookupDelay", TimeValue(delay));
}

} // namespace ns3::winsock
