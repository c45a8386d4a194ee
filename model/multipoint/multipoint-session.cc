/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "multipoint-session.h"

#include "ns3/node-interfaces.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <utility>

namespace ns3::winsock
{

MultipointSession::MultipointSession(WinsockStack& stack,
                                     const Settings& settings,
                                     MultipointSessionOwner& owner)
    : m_stack(stack),
      m_pool(stack.GetPool()),
      m_settings(settings),
      m_owner(&owner)
{
}

MultipointSession::~MultipointSession()
{
    for (const Message& message : m_window)
    {
        m_pool->Give(message.price, 1);
    }
    for (const Member& member : m_members)
    {
        member.connection->Abort();
    }
}

// ---------------------------------------------------------------- leaves

void
MultipointSession::OpenGroup(const MultipointConnection& connection)
{
    WinsockSocketAddress root = connection.GetLocal();
    root.port = m_settings.port;
    m_start.group = m_settings.library->GetGroupOf(root);
    m_start.session = root.ToIpv4().Get();
    m_start.window = m_settings.window;
    m_start.heartbeat = static_cast<uint32_t>(m_settings.library->GetHeartbeat().GetMilliSeconds());
    MultipointGroup::Receiver receiver;
    if (!m_settings.circuit)
    {
        receiver =
            [this](Ptr<Packet> packet, const WinsockSocketAddress& from, const Arrival& arrival)
        {
            MultipointFrame frame;
            if (m_owner && frame.Read(packet) && frame.number == m_start.session)
            {
                m_owner->OnSessionMessage(frame.payload, from, arrival);
            }
        };
    }
    m_group = std::make_unique<MultipointGroup>(m_stack.GetNode(), std::move(receiver));
    const bool copies = m_settings.library->GetDataPath() == MultipointLibrary::COPIES;
    if ((m_settings.circuit && copies) || !m_group->Open(m_start.group))
    {
        m_start.group = WinsockSocketAddress();
    }
}

void
MultipointSession::Admit(Ptr<MultipointConnection> connection, MultipointLeafObserver& observer)
{
    if (!m_group)
    {
        OpenGroup(*connection);
    }
    const Ptr<NetDevice> device =
        FindDeviceByAddress(m_stack.GetNode(), connection->GetLocal().ToIpv4());
    const uint32_t next = m_last + 1;
    m_members.push_back(
        {connection, &observer, device, next, next, m_last, false, m_last, Simulator::Now()});
    ScheduleTick();
    MultipointFrame start;
    start.type = MultipointFrame::Type::START;
    start.number = next;
    start.payload = m_start.Write();
    connection->SetObserver(this);
    connection->Send(start);
    connection->Read();
    NotifyOwner();
}

MultipointSession::Members::iterator
MultipointSession::Find(const MultipointConnection& connection)
{
    return std::find_if(m_members.begin(),
                        m_members.end(),
                        [&](const Member& member)
                        { return PeekPointer(member.connection) == &connection; });
}

MultipointSession::Members::iterator
MultipointSession::Find(const MultipointLeafObserver& observer)
{
    return std::find_if(m_members.begin(),
                        m_members.end(),
                        [&](const Member& member) { return member.observer == &observer; });
}

void
MultipointSession::Drop(const MultipointLeafObserver& observer)
{
    const auto member = Find(observer);
    if (member != m_members.end())
    {
        member->observer = nullptr;
        LetGo(*member);
        Release(member);
    }
}

void
MultipointSession::Expel(const MultipointLeafObserver& observer)
{
    const auto member = Find(observer);
    if (member != m_members.end())
    {
        member->observer = nullptr;
        member->connection->Abort();
        Remove(member, 0);
    }
}

void
MultipointSession::LetGo(Member& member)
{
    if (!member.leaving)
    {
        member.last = m_last;
        member.leaving = true;
        MultipointFrame leave;
        leave.type = MultipointFrame::Type::LEAVE;
        leave.number = m_last + 1;
        member.connection->Send(leave);
    }
}

void
MultipointSession::Release(Members::iterator member)
{
    if (member->leaving && IsMultipointBefore(member->last, member->expected))
    {
        member->connection->Leave();
        Remove(member, 0);
    }
}

void
MultipointSession::Remove(Members::iterator member, int error)
{
    const Ptr<MultipointSession> self(this); // the observer may let go of the session
    MultipointLeafObserver* observer = member->observer;
    member->connection->SetObserver(nullptr);
    m_members.erase(member);
    Trim();
    if (observer)
    {
        observer->OnLeafGone(error);
    }
    NotifyOwner();
}

bool
MultipointSession::IsEmpty() const
{
    return m_members.empty();
}

void
MultipointSession::NotifyOwner()
{
    if (m_owner)
    {
        m_owner->OnSessionChanged();
    }
}

void
MultipointSession::Finish()
{
    const Ptr<MultipointSession> self(this);
    m_owner = nullptr;
    for (Member& member : m_members)
    {
        LetGo(member);
    }
    for (std::size_t i = m_members.size(); i-- != 0;)
    {
        Release(m_members.begin() + static_cast<Members::difference_type>(i));
    }
}

void
MultipointSession::Abort()
{
    const Ptr<MultipointSession> self(this);
    m_owner = nullptr;
    while (!m_members.empty())
    {
        m_members.back().connection->Abort();
        Remove(m_members.end() - 1, WSAECONNABORTED);
    }
}

// ---------------------------------------------------------------- messages

bool
MultipointSession::UsesGroup() const
{
    return !m_settings.circuit || m_group->IsOpen();
}

bool
MultipointSession::HasRoom(uint32_t size) const
{
    return m_window.empty() || m_windowBytes + size <= m_settings.window;
}

bool
MultipointSession::IsWaiting() const
{
    return !m_window.empty();
}

void
MultipointSession::SetScope(int16_t ttl)
{
    m_settings.ttl = ttl;
}

int
MultipointSession::Send(Ptr<Packet> message)
{
    BufferPool& pool = *m_pool;
    const uint32_t price = message->GetSize() + pool.GetPacketOverhead();
    if (!pool.Take(price, 1, RefusalCause::POOL_SEND))
    {
        return m_stack.GetNumbers().errorPool;
    }
    if (!m_settings.circuit)
    {
        const int error = SendToGroup(m_start.session, message);
        pool.Give(price, 1);
        return error;
    }
    m_window.push_back({++m_last, message, price});
    m_windowBytes += message->GetSize();
    if (UsesGroup())
    {
        SendToGroup(m_last, message); // what does not get there comes again
        return 0;
    }
    for (Member& member : m_members)
    {
        Pump(member);
    }
    return 0;
}

int
MultipointSession::SendToGroup(uint32_t number, const Ptr<Packet>& data)
{
    MultipointFrame frame;
    frame.type = MultipointFrame::Type::MESSAGE;
    frame.number = number;
    frame.payload = data;
    std::vector<Ptr<NetDevice>> done;
    int error = m_group->IsOpen() ? 0 : WSAENETUNREACH;
    for (const Member& member : m_members)
    {
        if (m_group->IsOpen() && std::find(done.begin(), done.end(), member.device) == done.end())
        {
            done.push_back(member.device);
            const int result = m_group->Send(frame.Write(), member.device, m_settings.ttl);
            error = error ? error : result;
        }
    }
    return error;
}

const MultipointSession::Message*
MultipointSession::FindMessage(uint32_t number) const
{
    const uint32_t first = m_window.empty() ? 0 : m_window.front().number;
    const uint32_t offset = number - first;
    return offset < m_window.size() ? &m_window[offset] : nullptr;
}

bool
MultipointSession::Repeat(Member& member, uint32_t number)
{
    const Message* message = FindMessage(number);
    if (message)
    {
        MultipointFrame frame;
        frame.type = MultipointFrame::Type::MESSAGE;
        frame.number = number;
        frame.payload = message->data;
        member.connection->Send(frame);
        member.told = Simulator::Now();
    }
    return message != nullptr;
}

void
MultipointSession::Pump(Member& member)
{
    const uint32_t last = member.leaving ? member.last : m_last;
    while (!IsMultipointBefore(last, member.next))
    {
        const Message* message = FindMessage(member.next);
        if (!message || !member.connection->HasRoom(message->data->GetSize()))
        {
            return;
        }
        Repeat(member, member.next++);
    }
}

void
MultipointSession::Trim()
{
    while (!m_window.empty())
    {
        const Message& oldest = m_window.front();
        const bool needed = std::any_of(
            m_members.begin(),
            m_members.end(),
            [&](const Member& member)
            {
                return !IsMultipointBefore(oldest.number, member.expected) &&
                       !(member.leaving && IsMultipointBefore(member.last, oldest.number));
            });
        if (needed)
        {
            return;
        }
        m_windowBytes -= oldest.data->GetSize();
        m_pool->Give(oldest.price, 1);
        m_window.pop_front();
    }
}

PoolShare
MultipointSession::GetPoolShare() const
{
    PoolShare share;
    for (const Message& message : m_window)
    {
        share.sending += message.price;
    }
    share.sendingPackets = m_window.size();
    for (const Member& member : m_members)
    {
        share += member.connection->GetPoolShare();
    }
    return share;
}

// ---------------------------------------------------------------- what leaves say

bool
MultipointSession::OnFrame(MultipointConnection& connection, const MultipointFrame& frame)
{
    const auto member = Find(connection);
    if (member == m_members.end())
    {
        return true;
    }
    switch (frame.type)
    {
    case MultipointFrame::Type::ACK:
        if (IsMultipointBefore(member->expected, frame.number) &&
            !IsMultipointBefore(m_last + 1, frame.number))
        {
            member->expected = frame.number;
            Trim();
            NotifyOwner();
            Release(Find(connection));
        }
        return true;
    case MultipointFrame::Type::NAK:
    {
        uint32_t last = 0;
        if (ReadMultipointNumber(frame.payload, last))
        {
            for (uint32_t number = frame.number;
                 !IsMultipointBefore(last, number) && Repeat(*member, number);
                 ++number)
            {
            }
        }
        return true;
    }
    case MultipointFrame::Type::LEAVE:
        connection.Leave();
        Remove(member, 0);
        return true;
    default:
        return true; // of a later version, or out of place: nothing depends on it
    }
}

void
MultipointSession::OnRoom(MultipointConnection& connection)
{
    const auto member = Find(connection);
    if (member != m_members.end() && !UsesGroup())
    {
        Pump(*member);
    }
}

void
MultipointSession::OnEnded(MultipointConnection& connection, int error)
{
    const auto member = Find(connection);
    if (member != m_members.end())
    {
        Remove(member, error);
    }
}

// ---------------------------------------------------------------- time

bool
MultipointSession::IsLost(const Member& member) const
{
    return Simulator::Now() - member.connection->GetLastHeard() >
           MULTIPOINT_PATIENCE * m_settings.library->GetHeartbeat();
}

void
MultipointSession::Probe(Member& member)
{
    MultipointFrame probe;
    probe.type = MultipointFrame::Type::PROBE;
    probe.number = m_last;
    member.connection->Send(probe);
    member.told = Simulator::Now();
}

void
MultipointSession::ScheduleTick()
{
    if (!m_ticking)
    {
        m_ticking = true;
        Simulator::Schedule(m_settings.library->GetProbeInterval(),
                            &MultipointSession::Tick,
                            Ptr<MultipointSession>(this));
    }
}

void
MultipointSession::Tick()
{
    m_ticking = false;
    for (std::size_t i = 0; i < m_members.size();)
    {
        const auto at = m_members.begin() + static_cast<Members::difference_type>(i);
        if (IsLost(*at))
        {
            at->connection->Abort();
            Remove(at, WSAETIMEDOUT);
            continue;
        }
        ++i;
        Member& member = *at;
        const bool lacks = !IsMultipointBefore(m_last, member.expected);
        const bool stands = member.probed == member.expected;
        const bool silent = Simulator::Now() - member.told >= m_settings.library->GetHeartbeat();
        // Over a connection that is not idle, what the leaf lacks may be on its way.
        if (silent || (UsesGroup() && lacks && stands && member.connection->IsIdle()))
        {
            Probe(member);
        }
        member.probed = member.expected;
    }
    if (!m_members.empty())
    {
        ScheduleTick();
    }
}

} // namespace ns3::winsock
