/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ORACLE_PEERS_H
#define ORACLE_PEERS_H

#include "ns3/winsock.h"

#include <string>

namespace ns3::winsock::test
{

/**
 * @name Sockets and addresses around a row's call
 * All are in the row's own process and on the loopback interface.
 * @{
 */

/// Lets simulated time pass, so that what is under way on the loopback interface arrives.
void LetArrive(Winsock& ws);

/// Starts Winsock 2.2.
void Start(Winsock& ws);

/// @param address dotted; @param port in host byte order; @return both as the calls take them
SOCKADDR_IN OracleIp4(const std::string& address, USHORT port);

/// @param address in hexadecimal text; @param port in host byte order; @return both
SOCKADDR_IN6 OracleIp6(const std::string& address, USHORT port);

/// @return the IPv4 loopback address. @param port in host byte order
SOCKADDR_IN Loopback(USHORT port = 0);

/// @param name a SOCKADDR_IN or SOCKADDR_IN6; @return it as the calls take it
template <typename Name>
SOCKADDR*
AsAddress(Name& name)
{
    return reinterpret_cast<SOCKADDR*>(&name);
}

/// @return where a bound socket is
SOCKADDR_IN NameOf(Winsock& ws, SOCKET s);

/// @return an IPv4 stream socket
SOCKET NewTcp(Winsock& ws);

/// @return an IPv4 datagram socket
SOCKET NewUdp(Winsock& ws);

/// @return a stream socket with a port of its own
SOCKET BoundTcp(Winsock& ws);

/// @return a datagram socket with a port of its own
SOCKET BoundUdp(Winsock& ws);

/// @return a stream socket that waits for connections
SOCKET Listener(Winsock& ws);

/// @return an address at which no socket is
SOCKADDR_IN ClosedTcpPort(Winsock& ws);

/// @return an address at which no socket is
SOCKADDR_IN ClosedUdpPort(Winsock& ws);

/// Makes a socket nonblocking, or blocking again.
void SetMode(Winsock& ws, SOCKET s, bool nonblocking = true);

/// Sets an option whose value is a number.
void SetTo(Winsock& ws, SOCKET s, int level, int option, int value);

/// Sends bytes to the peer.
void Say(Winsock& ws, SOCKET s, int bytes);

/// Closes a stream socket so that its peer sees a reset.
void Reset(Winsock& ws, SOCKET s);

/// Two sockets that are connected with each other.
struct SocketPair
{
    SOCKET s;    //!< that the row is about; nonblocking, and the one that connected
    SOCKET peer; //!< the other end
};

/// @return two connected stream sockets
SocketPair TcpPair(Winsock& ws);

/// @return two datagram sockets; the first has the second as its peer
SocketPair UdpPair(Winsock& ws);

/// @return a nonblocking stream socket whose connection was refused
SOCKET RefusedTcp(Winsock& ws);

/** @} */

} // namespace ns3::winsock::test

#endif /* ORACLE_PEERS_H */
