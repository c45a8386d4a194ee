/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The catalog as programs list it.
 */

#include "winsock-catalog-calls.h"

#include "ns3/catalog-enumeration.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

int
WinsockCatalogCalls::WSAEnumProtocolsW(LPINT lpiProtocols,
                                       LPWSAPROTOCOL_INFOW lpProtocolBuffer,
                                       LPDWORD lpdwBufferLength)
{
    ApiCall call(m_thread, "WSAEnumProtocolsW");
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    const Enumeration listed = EnumerateProtocols(GetProcess().GetCatalog(),
                                                  CatalogView::APPLICATION,
                                                  lpiProtocols,
                                                  lpProtocolBuffer,
                                                  lpdwBufferLength);
    call.SetError(listed.error);
    return call.Finish(listed.count);
}

int
WinsockCatalogCalls::WSAEnumProtocolsA(LPINT lpiProtocols,
                                       LPWSAPROTOCOL_INFOA lpProtocolBuffer,
                                       LPDWORD lpdwBufferLength)
{
    ApiCall call(m_thread, "WSAEnumProtocolsA");
    if (!call.IsAllowed())
    {
        return call.Finish(SOCKET_ERROR);
    }
    const Enumeration listed = EnumerateProtocols(GetProcess().GetCatalog(),
                                                  CatalogView::APPLICATION,
                                                  lpiProtocols,
                                                  lpProtocolBuffer,
                                                  lpdwBufferLength);
    call.SetError(listed.error);
    return call.Finish(listed.count);
}

int
WinsockCatalogCalls::WSCEnumProtocols(LPINT lpiProtocols,
                                      LPWSAPROTOCOL_INFOW lpProtocolBuffer,
                                      LPDWORD lpdwBufferLength,
                                      LPINT lpErrno)
{
    ApiCall call(m_thread, "WSCEnumProtocols");
    if (IsNowhere(lpErrno))
    {
        // There is nowhere to put an error: the result alone says that the call failed.
        return call.Leave(SOCKET_ERROR, WSAEFAULT);
    }
    const Enumeration listed = EnumerateProtocols(*GetProcess().GetStack().GetCatalog(),
                                                  CatalogView::INSTALLER,
                                                  lpiProtocols,
                                                  lpProtocolBuffer,
                                                  lpdwBufferLength);
    if (listed.count == SOCKET_ERROR)
    {
        *lpErrno = listed.error;
    }
    return call.Leave(listed.count, listed.error);
}

} // namespace ns3::winsock
