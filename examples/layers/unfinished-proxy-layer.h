/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef UNFINISHED_PROXY_LAYER_H
#define UNFINISHED_PROXY_LAYER_H

#include "ns3/layered-provider.h"
#include "ns3/winsock-error.h"

/// A proxy client's layer that takes every connection upon itself and cannot do it.
class UnfinishedProxyLayer : public ns3::winsock::LayeredProvider
{
  public:
    UnfinishedProxyLayer()
        : LayeredProvider("proxy", ns3::winsock::HandleKind::NON_IFS)
    {
    }

    int
    WSPConnect(ns3::winsock::SOCKET,
               const ns3::winsock::SOCKADDR*,
               int,
               ns3::winsock::LPWSABUF,
               ns3::winsock::LPWSABUF,
               ns3::winsock::LPQOS,
               ns3::winsock::LPQOS,
               ns3::winsock::LPINT lpErrno) override
    {
        *lpErrno = ns3::winsock::WSAEOPNOTSUPP;
        return ns3::winsock::SOCKET_ERROR;
    }
};

#endif /* UNFINISHED_PROXY_LAYER_H */
