/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "call-gate.h"

#include "ns3/winsock-constants.h"

namespace ns3::winsock
{

SpiCall::SpiCall(uint32_t place, LPINT lpErrno)
    : m_place(place),
      m_lpErrno(lpErrno)
{
}

uint32_t
SpiCall::GetPlace() const
{
    return m_place;
}

const char*
SpiCall::GetName() const
{
    return GetSpiFunction(m_place).name;
}

SOCKET
SpiCall::GetSocket() const
{
    return m_socket;
}

const WSAPROTOCOL_INFOW*
SpiCall::GetProtocolInfo() const
{
    return m_protocolInfo;
}

const SpiCall::Data&
SpiCall::GetData() const
{
    return m_data;
}

bool
SpiCall::IsFailure(int64_t result) const
{
    return result == (GetSpiFunction(m_place).returnsTruth ? FALSE : SOCKET_ERROR);
}

int
SpiCall::GetError() const
{
    return *m_lpErrno;
}

int64_t
SpiCall::Fail(int error)
{
    *m_lpErrno = error;
    return GetSpiFunction(m_place).returnsTruth ? FALSE : SOCKET_ERROR;
}

} // namespace ns3::winsock
