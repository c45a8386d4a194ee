/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The C library's headers come first, then those of ns-3, then this module's.
// clang-format off
#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "ns3/inet-socket-address.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv4-address.h"
#include "ns3/ipv4-l3-protocol.h"
#include "ns3/ipv6-address.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/tcp-socket-base.h"
#include "ns3/tcp-socket-factory.h"
#include "ns3/test.h"
#include "ns3/udp-socket-factory.h"

#include "ns3/winsock-constants.h"
#include "ns3/winsock-device-family-constants.h"
#include "ns3/winsock-guid.h"
#include "ns3/winsock-qos-constants.h"
#include "ns3/winsock-spi.h"
#include "ns3/winsock-structures.h"

#include "winsock-abi-include-order.h"
#include "winsock-abi-include-order-checks.h"

// clang-format on

std::vector<std::string>
ns3::winsock::test::CheckWinsockHeadersLast()
{
    return CheckNames();
}
