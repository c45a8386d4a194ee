/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "fault-layer.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-thread.h"

#include <algorithm>
#include <cstring>

namespace ns3::winsock
{

namespace
{

/// Takes a function out of a table.
void
Omit(WSPPROC_TABLE& table, uint32_t place)
{
    using Function = void (*)();
    static_assert(sizeof(WSPPROC_TABLE) == SPI_FUNCTIONS * sizeof(Function));
    const Function none = nullptr;
    auto* const bytes = reinterpret_cast<unsigned char*>(&table);
    std::memcpy(bytes + place * sizeof(none), &none, sizeof(none));
}

} // namespace

int
FaultLayer::WSPStartup(WORD wVersionRequested,
                       LPWSPDATA lpWSPData,
                       LPWSAPROTOCOL_INFOW lpProtocolInfo,
                       WSPUPCALLTABLE UpcallTable,
                       LPWSPPROC_TABLE lpProcTable)
{
    WinsockThread& thread = *WinsockThread::GetCurrent();
    const int family = lpProtocolInfo ? lpProtocolInfo->iAddressFamily : AF_UNSPEC;
    const int type = lpProtocolInfo ? lpProtocolInfo->iSocketType : 0;
    const FaultLibrary::Effect effect =
        GetLibrary().Strike(thread, "WSPStartup", INVALID_SOCKET, family, type);
    if (!effect.delay.IsZero() && thread.CanBlock() && !thread.Sleep(effect.delay))
    {
        return WSAEINTR;
    }
    if (effect.error != 0)
    {
        return effect.error;
    }
    const int error = LayeredProvider::WSPStartup(
        wVersionRequested, lpWSPData, lpProtocolInfo, UpcallTable, lpProcTable);
    if (error == 0)
    {
        lpWSPData->wVersion = effect.version != 0 ? effect.version : lpWSPData->wVersion;
        for (const uint32_t place : effect.missing)
        {
            Omit(*lpProcTable, place);
        }
    }
    return error;
}

CallGate*
FaultLayer::GetCallGate()
{
    return this;
}

int64_t
FaultLayer::Cross(SpiCall& call)
{
    if (!GetLibrary().HasFaults())
    {
        return call.Proceed();
    }
    const Ptr<LayeredSocket> socket = FindSocket(call.GetSocket());
    const WSAPROTOCOL_INFOW* const info = call.GetProtocolInfo();
    const bool named = !socket && !IsNowhere(info);
    const FaultLibrary::Effect effect = GetLibrary().Strike(*WinsockThread::GetCurrent(),
                                                            call.GetName(),
                                                            call.GetSocket(),
                                                            socket  ? socket->family
                                                            : named ? info->iAddressFamily
                                                                    : AF_UNSPEC,
                                                            socket  ? socket->type
                                                            : named ? info->iSocketType
                                                                    : 0);
    const int delayError = effect.delay.IsZero() ? 0 : Delay(call, effect.delay);
    if (delayError != 0 || effect.error != 0)
    {
        return call.Fail(delayError != 0 ? delayError : effect.error);
    }
    return effect.bytes != 0 ? ProceedShort(call, effect.bytes) : call.Proceed();
}

int
FaultLayer::Delay(const SpiCall& call, const Time& delay)
{
    WinsockThread& thread = *WinsockThread::GetCurrent();
    const bool cleansUp = call.GetName() == std::string("WSPCleanup");
    if (!thread.CanBlock())
    {
        return cleansUp ? 0 : WSAEWOULDBLOCK;
    }
    const SOCKET s = call.GetSocket();
    const Ptr<LayeredSocket> socket = FindSocket(s);
    if (!thread.Sleep(delay))
    {
        return WSAEINTR;
    }
    if (!IsStarted())
    {
        return WSANOTINITIALISED;
    }
    // The handle may belong to another socket by now.
    return socket && socket->handle != s ? WSAENOTSOCK : 0;
}

int64_t
FaultLayer::ProceedShort(SpiCall& call, uint32_t bytes)
{
    const SpiCall::Data& data = call.GetData();
    if (IsNowhere(*data.buffers))
    {
        return call.Proceed();
    }
    // A provider takes note of the buffers before its call returns (R-DAT-7).
    std::vector<WSABUF> cut(*data.buffers, *data.buffers + *data.bufferCount);
    for (WSABUF& buffer : cut)
    {
        buffer.len = std::min<ULONG>(buffer.len, bytes);
        bytes -= buffer.len;
    }
    *data.buffers = cut.data();
    return call.Proceed();
}

} // namespace ns3::winsock
