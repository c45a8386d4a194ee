/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Ioctls through a layer: which ones tell of handles and functions, which a layer with handles of its
// own answers for itself.

#include "layered-forward.h"

#include "ns3/ioctl-call.h"
#include "ns3/overlapped-request.h"
#include "ns3/winsock-constants.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-ioctls.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <cstring>

namespace ns3::winsock
{

namespace
{

/// @return whether a function is asked for that a layer does not offer, whoever is below (R-IOC-5)
bool
IsRefused(const LayeredProvider& layer, DWORD code, const void* in, DWORD inBytes)
{
    GUID id{};
    if (code != SIO_GET_EXTENSION_FUNCTION_POINTER || IsNowhere(in) || inBytes < sizeof(id))
    {
        return false;
    }
    std::memcpy(&id, in, sizeof(id));
    return !layer.OffersExtension(id);
}

} // namespace

int
LayeredProvider::WSPIoctl(SOCKET s,
                          DWORD dwIoControlCode,
                          LPVOID lpvInBuffer,
                          DWORD cbInBuffer,
                          LPVOID lpvOutBuffer,
                          DWORD cbOutBuffer,
                          LPDWORD lpcbBytesReturned,
                          LPWSAOVERLAPPED lpOverlapped,
                          LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
                          LPWSATHREADID lpThreadId,
                          LPINT lpErrno)
{
    if (IsRefused(*this, dwIoControlCode, lpvInBuffer, cbInBuffer))
    {
        *lpErrno = GetLower(s, lpErrno).table ? WSAEINVAL : WSAENOTSOCK;
        return SOCKET_ERROR;
    }
    // Codes that must come to the base provider as they are: nobody in between may answer.
    const bool untouched = m_kind == HandleKind::IFS || dwIoControlCode == SIO_BASE_HANDLE ||
                           IsNowhere(lpcbBytesReturned);
    const bool reports = !untouched && lpOverlapped && RunsOverlapped(s);
    if (reports)
    {
        *lpErrno = JudgeOverlapped(GetProcess(), s, lpOverlapped, lpCompletionRoutine, lpThreadId);
        if (*lpErrno != 0)
        {
            return SOCKET_ERROR;
        }
    }
    // No ioctl of a provider here waits, so that the layer can tell of the end itself, by its handle.
    const int result = Forward(&WSPPROC_TABLE::lpWSPIoctl,
                               SOCKET_ERROR,
                               lpErrno,
                               s,
                               dwIoControlCode,
                               lpvInBuffer,
                               cbInBuffer,
                               lpvOutBuffer,
                               cbOutBuffer,
                               lpcbBytesReturned,
                               reports ? nullptr : lpOverlapped,
                               reports ? nullptr : lpCompletionRoutine,
                               lpThreadId);
    if (result != 0 || untouched)
    {
        return result;
    }
    *lpErrno = AnswerForHandle(s,
                               IoctlCall{dwIoControlCode,
                                         lpvInBuffer,
                                         cbInBuffer,
                                         lpvOutBuffer,
                                         cbOutBuffer,
                                         lpcbBytesReturned,
                                         lpOverlapped});
    if (*lpErrno != 0)
    {
        return SOCKET_ERROR;
    }
    if (reports)
    {
        ReportDone({GetProcess(), s, lpOverlapped, lpCompletionRoutine, lpThreadId},
                   *lpcbBytesReturned);
    }
    return 0;
}

int
LayeredProvider::AnswerForHandle(SOCKET s, const IoctlCall& call) const
{
    switch (call.code)
    {
    case SIO_BSP_HANDLE:
    case SIO_BSP_HANDLE_SELECT:
    case SIO_BSP_HANDLE_POLL:
        return call.Write(&s, sizeof(s)); // so that these calls come through the layer (R-IOC-6)
    case SIO_GET_EXTENSION_FUNCTION_POINTER:
        return call.WriteExtension(*this); // the function from below knows nothing of s (R-IOC-5)
    default:
        return 0;
    }
}

} // namespace ns3::winsock
