/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef COUNTING_LAYER_H
#define COUNTING_LAYER_H

#include "ns3/layered-provider.h"

#include <cstdint>

/// A layered provider to copy: it counts the bytes that programs send, and passes everything on.
class CountingLayer : public ns3::winsock::LayeredProvider
{
  public:
    /// @param bytes the counter, which outlives the simulation
    explicit CountingLayer(uint64_t& bytes)
        : LayeredProvider("counter", ns3::winsock::HandleKind::NON_IFS),
          m_bytes(bytes)
    {
    }

    int
    WSPSend(ns3::winsock::SOCKET s,
            ns3::winsock::LPWSABUF lpBuffers,
            ns3::winsock::DWORD dwBufferCount,
            ns3::winsock::LPDWORD lpNumberOfBytesSent,
            ns3::winsock::DWORD dwFlags,
            ns3::winsock::LPWSAOVERLAPPED lpOverlapped,
            ns3::winsock::LPWSAOVERLAPPED_COMPLETION_ROUTINE lpCompletionRoutine,
            ns3::winsock::LPWSATHREADID lpThreadId,
            ns3::winsock::LPINT lpErrno) override
    {
        const int result = LayeredProvider::WSPSend(s,
                                                    lpBuffers,
                                                    dwBufferCount,
                                                    lpNumberOfBytesSent,
                                                    dwFlags,
                                                    lpOverlapped,
                                                    lpCompletionRoutine,
                                                    lpThreadId,
                                                    lpErrno);
        m_bytes += result == 0 ? *lpNumberOfBytesSent : 0;
        return result;
    }

  private:
    uint64_t& m_bytes; //!< what was sent
};

#endif /* COUNTING_LAYER_H */
