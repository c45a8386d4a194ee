/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef REDIRECTED_SOCKET_H
#define REDIRECTED_SOCKET_H

#include "ns3/redirector-layer.h"
#include "ns3/winsock-constants.h"

/**
 * @file
 * @ingroup winsock
 * What a redirector knows about a socket. Private to the redirector layer.
 */

namespace ns3::winsock
{

/// For each socket of the layer, of whichever kind.
struct RedirectorLayer::RedirectedSocket : public LayeredSocket
{
    /// The registration for network events that the program has asked for.
    struct Registration
    {
        WSAEVENT event{nullptr}; //!< where they are reported, or null
        HWND window{nullptr};    //!< or here
        UINT message{0};         //!< number of the messages
        LONG mask{0};            //!< which ones; 0 for none
    };

    Ptr<RedirectedConnection> connection; //!< stands for the socket; null before and afterwards
    Registration registration;            //!< latest
    WSANETWORKEVENTS owed{};              //!< recorded during the handshake, not fetched yet
    RedirectionReport report;             //!< of the present connect
    WinsockSocketAddress target;          //!< whom the program named
    int family{AF_UNSPEC};                //!< of a TCP socket; else AF_UNSPEC
    int error{0};                         //!< what SO_ERROR gives once (R-OPT-4)
    bool nonBlocking{false};              //!< as the program wants it
    bool redirected{false};               //!< connected by way of the proxy
};

/// @param error 0 or a Winsock error @param lpErrno gets it @return what a layer's function returns
inline int
AnswerWith(int error, LPINT lpErrno)
{
    *lpErrno = error;
    return error == 0 ? 0 : SOCKET_ERROR;
}

} // namespace ns3::winsock

#endif /* REDIRECTED_SOCKET_H */
