/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-socket-factory.h"

#include "plain-datagram-socket.h"
#include "plain-process.h"
#include "plain-stream-socket.h"

#include "ns3/abort.h"
#include "ns3/winsock-stack.h"

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(WinsockSocketFactory);
NS_OBJECT_ENSURE_REGISTERED(WinsockTcpSocketFactory);
NS_OBJECT_ENSURE_REGISTERED(WinsockUdpSocketFactory);

TypeId
WinsockSocketFactory::GetTypeId()
{
    static TypeId tid = TypeId("ns3::winsock::WinsockSocketFactory")
                            .SetParent<SocketFactory>()
                            .SetGroupName("Winsock");
    return tid;
}

void
WinsockSocketFactory::Install(Ptr<WinsockStack> stack)
{
    stack->AggregateObject(CreateObject<PlainProcess>());
    stack->AggregateObject(CreateObject<WinsockTcpSocketFactory>());
    stack->AggregateObject(CreateObject<WinsockUdpSocketFactory>());
}

Ptr<PlainProcess>
WinsockSocketFactory::GetPlainProcess() const
{
    Ptr<PlainProcess> process = GetObject<PlainProcess>();
    NS_ABORT_MSG_IF(!process,
                    "A socket factory of Winsock belongs to no node with a Winsock stack: call"
                    " WinsockStackHelper::Install for the node, which aggregates the factories.");
    return process;
}

// The names are those that ns-3's own factories have, in this namespace; the classes are called
// otherwise for programs that use both namespaces.

TypeId
WinsockTcpSocketFactory::GetTypeId()
{
    static TypeId tid = TypeId("ns3::winsock::TcpSocketFactory")
                            .SetParent<WinsockSocketFactory>()
                            .SetGroupName("Winsock")
                            .AddConstructor<WinsockTcpSocketFactory>();
    return tid;
}

Ptr<Socket>
WinsockTcpSocketFactory::CreateSocket()
{
    return CreateObject<PlainStreamSocket>(GetPlainProcess());
}

TypeId
WinsockUdpSocketFactory::GetTypeId()
{
    static TypeId tid = TypeId("ns3::winsock::UdpSocketFactory")
                            .SetParent<WinsockSocketFactory>()
                            .SetGroupName("Winsock")
                            .AddConstructor<WinsockUdpSocketFactory>();
    return tid;
}

Ptr<Socket>
WinsockUdpSocketFactory::CreateSocket()
{
    return CreateObject<PlainDatagramSocket>(GetPlainProcess());
}

} // namespace ns3::winsock
