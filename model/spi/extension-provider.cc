/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "extension-provider.h"

#include "ns3/winsock-error.h"

namespace ns3::winsock
{

namespace
{

/// The answer of a provider that does not serve a function.
BOOL
Refuse(LPINT lpErrno)
{
    *lpErrno = WSAEOPNOTSUPP;
    return FALSE;
}

} // namespace

bool
ExtensionProvider::OffersExtension(const GUID& id) const
{
    return id == WSAID_WSASENDMSG || id == WSAID_WSARECVMSG;
}

BOOL
ExtensionProvider::AcceptEx(
    SOCKET, SOCKET, PVOID, DWORD, DWORD, DWORD, LPDWORD, LPOVERLAPPED, LPINT lpErrno)
{
    return Refuse(lpErrno);
}

BOOL
ExtensionProvider::ConnectEx(
    SOCKET, const SOCKADDR*, int, PVOID, DWORD, LPDWORD, LPOVERLAPPED, LPINT lpErrno)
{
    return Refuse(lpErrno);
}

BOOL
ExtensionProvider::DisconnectEx(SOCKET, LPOVERLAPPED, DWORD, DWORD, LPINT lpErrno)
{
    return Refuse(lpErrno);
}

BOOL
ExtensionProvider::TransmitFile(
    SOCKET, HANDLE, DWORD, DWORD, LPOVERLAPPED, LPTRANSMIT_FILE_BUFFERS, DWORD, LPINT lpErrno)
{
    return Refuse(lpErrno);
}

BOOL
ExtensionProvider::TransmitPackets(
    SOCKET, LPTRANSMIT_PACKETS_ELEMENT, DWORD, DWORD, LPOVERLAPPED, DWORD, LPINT lpErrno)
{
    return Refuse(lpErrno);
}

} // namespace ns3::winsock
