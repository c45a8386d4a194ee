/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "tcp-socket-prototype.h"

#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/object-factory.h"
#include "ns3/pointer.h"
#include "ns3/rtt-estimator.h"
#include "ns3/simulator.h"
#include "ns3/tcp-congestion-ops.h"
#include "ns3/tcp-l4-protocol.h"
#include "ns3/tcp-rate-ops.h"
#include "ns3/tcp-recovery-ops.h"
#include "ns3/tcp-rx-buffer.h"
#include "ns3/tcp-socket-state.h"
#include "ns3/tcp-tx-buffer.h"
#include "ns3/winsock-tcp-socket.h"

#include <algorithm>
#include <memory>
#include <string>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("TcpSocketPrototype");

namespace
{

using PrototypeList = std::vector<std::unique_ptr<TcpSocketPrototype>>;

/**
 * @return the prototypes of this simulation
 */
PrototypeList&
GetPrototypes()
{
    static PrototypeList prototypes;
    return prototypes;
}

/**
 * @param name attribute of TcpL4Protocol
 * @return how to read it, without looking up the name each time
 */
Ptr<const AttributeAccessor>
FindAccessor(const std::string& name)
{
    TypeId::AttributeInformation info;
    TcpL4Protocol::GetTypeId().LookupAttributeByName(name, &info);
    return info.accessor;
}

/**
 * @param object an object
 * @param type the type that declares the attributes; its parents are included
 * @param [out] values the attributes as text, those excepted that refer to other objects
 */
void
ReadAttributes(Ptr<const Object> object, TypeId type, std::vector<std::string>& values)
{
    for (bool last = false; !last; last = !type.HasParent(), type = type.GetParent())
    {
        for (std::size_t i = 0; i < type.GetAttributeN(); i++)
        {
            const TypeId::AttributeInformation info = type.GetAttribute(i);
            Ptr<AttributeValue> value = info.checker->Create();
            const bool isText = !DynamicCast<PointerValue>(value);
            if (isText && info.accessor->HasGetter() &&
                info.accessor->Get(PeekPointer(object), *value))
            {
                values.push_back(info.name + "=" + value->SerializeToString(info.checker));
            }
        }
    }
}

} // namespace

bool
TcpSocketPrototype::Kind::operator==(const Kind& other) const
{
    return congestion == other.congestion && recovery == other.recovery && rtt == other.rtt;
}

TcpSocketPrototype::TcpSocketPrototype(const Kind& kind)
    : m_kind(kind),
      m_socket(Construct(kind))
{
    NS_LOG_FUNCTION(this << kind.congestion << kind.recovery << kind.rtt);
    Watch(WinsockTcpSocket::GetTypeId());
    Watch(TcpTxBuffer::GetTypeId());
    Watch(TcpRxBuffer::GetTypeId());
    Watch(TcpSocketState::GetTypeId());
    Watch(kind.congestion);
    Watch(kind.recovery);
    Watch(kind.rtt);
    m_copyable = CopiesFaithfully();
}

TcpSocketPrototype::~TcpSocketPrototype() = default;

Ptr<WinsockTcpSocket>
TcpSocketPrototype::CreateSocket(Ptr<Node> node, Ptr<TcpL4Protocol> tcp)
{
    const Kind kind = GetKind(tcp);
    TcpSocketPrototype& prototype = Find(kind);
    Ptr<WinsockTcpSocket> socket =
        prototype.m_copyable ? CopyObject<WinsockTcpSocket>(prototype.m_socket) : Construct(kind);
    socket->SetNode(node);
    socket->SetTcp(tcp);
    return socket;
}

std::size_t
TcpSocketPrototype::GetCount()
{
    return GetPrototypes().size();
}

TcpSocketPrototype::Kind
TcpSocketPrototype::GetKind(Ptr<TcpL4Protocol> tcp)
{
    static const Ptr<const AttributeAccessor> congestion = FindAccessor("SocketType");
    static const Ptr<const AttributeAccessor> recovery = FindAccessor("RecoveryType");
    static const Ptr<const AttributeAccessor> rtt = FindAccessor("RttEstimatorType");
    Kind kind;
    TypeIdValue value;
    congestion->Get(PeekPointer(tcp), value);
    kind.congestion = value.Get();
    recovery->Get(PeekPointer(tcp), value);
    kind.recovery = value.Get();
    rtt->Get(PeekPointer(tcp), value);
    kind.rtt = value.Get();
    return kind;
}

TcpSocketPrototype&
TcpSocketPrototype::Find(const Kind& kind)
{
    PrototypeList& prototypes = GetPrototypes();
    for (auto& prototype : prototypes)
    {
        if (prototype->m_kind == kind)
        {
            if (!prototype->IsCurrent())
            {
                NS_LOG_LOGIC("defaults have changed");
                prototype.reset(new TcpSocketPrototype(kind));
            }
            return *prototype;
        }
    }
    if (prototypes.empty())
    {
        Simulator::ScheduleDestroy(&TcpSocketPrototype::ReleaseAll);
    }
    prototypes.emplace_back(new TcpSocketPrototype(kind));
    return *prototypes.back();
}

void
TcpSocketPrototype::ReleaseAll()
{
    GetPrototypes().clear();
}

Ptr<WinsockTcpSocket>
TcpSocketPrototype::Construct(const Kind& kind)
{
    ObjectFactory factory;
    factory.SetTypeId(kind.rtt);
    Ptr<RttEstimator> rtt = factory.Create<RttEstimator>();
    Ptr<WinsockTcpSocket> socket = CreateObject<WinsockTcpSocket>();
    factory.SetTypeId(kind.congestion);
    Ptr<TcpCongestionOps> congestion = factory.Create<TcpCongestionOps>();
    factory.SetTypeId(kind.recovery);
    Ptr<TcpRecoveryOps> recovery = factory.Create<TcpRecoveryOps>();
    socket->SetRtt(rtt);
    socket->SetCongestionControlAlgorithm(congestion);
    socket->SetRecoveryAlgorithm(recovery);
    return socket;
}

void
TcpSocketPrototype::Watch(TypeId type)
{
    for (bool last = false; !last; last = !type.HasParent(), type = type.GetParent())
    {
        for (std::size_t i = 0; i < type.GetAttributeN(); i++)
        {
            m_defaults.push_back({type, i, type.GetAttribute(i).initialValue, 0});
        }
    }
    for (Default& entry : m_defaults)
    {
        entry.references = entry.initial->GetReferenceCount();
    }
}

bool
TcpSocketPrototype::IsCurrent()
{
    // Config::SetDefault() replaces the value object, and its number of holders changes by that.
    // Comparing the objects themselves is exact, but costs a copy of each attribute's texts; it
    // is done for those whose number of holders is not what it was.
    for (Default& entry : m_defaults)
    {
        const uint32_t references = entry.initial->GetReferenceCount();
        if (references != entry.references)
        {
            if (entry.type.GetAttribute(entry.index).initialValue != entry.initial)
            {
                return false;
            }
            entry.references = references;
        }
    }
    return true;
}

bool
TcpSocketPrototype::CopiesFaithfully() const
{
    Ptr<WinsockTcpSocket> copy = CopyObject<WinsockTcpSocket>(m_socket);
    std::vector<std::string> original;
    std::vector<std::string> copied;
    const auto read = [this](const WinsockTcpSocket& socket, std::vector<std::string>& values)
    {
        ReadAttributes(&socket, WinsockTcpSocket::GetTypeId(), values);
        ReadAttributes(socket.m_txBuffer, TcpTxBuffer::GetTypeId(), values);
        ReadAttributes(socket.m_tcb->m_rxBuffer, TcpRxBuffer::GetTypeId(), values);
        ReadAttributes(socket.m_tcb, TcpSocketState::GetTypeId(), values);
        ReadAttributes(socket.m_congestionControl, m_kind.congestion, values);
        ReadAttributes(socket.m_recoveryOps, m_kind.recovery, values);
        ReadAttributes(socket.m_rtt, m_kind.rtt, values);
    };
    read(*m_socket, original);
    read(*copy, copied);
    return original == copied;
}

} // namespace ns3::winsock
