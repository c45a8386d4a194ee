/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-program.h"

#include "ns3/abort.h"
#include "ns3/winsock-stack.h"

#include <algorithm>
#include <map>

namespace ns3::winsock::test
{

namespace
{

constexpr std::size_t MOST_BYTES = 65536; // in one call

} // namespace

SoakProgram::SoakProgram(WinsockStack& stack, uint32_t number, SoakDuplicates& duplicates)
    : m_number(number),
      m_duplicates(duplicates),
      m_process(stack.CreateProcess("soak")),
      m_bytes(MOST_BYTES, 'x')
{
    m_slots.fill(INVALID_SOCKET);
    for (uint8_t i = 0; i < Step::THREADS; ++i)
    {
        m_threads.push_back(m_process->CreateThread());
    }
    m_duplicates.processes[number] = m_process->GetId();
    Make({Act::STARTUP});
}

SoakProgram::Call
SoakProgram::FindCall(Act act)
{
    static const std::map<Act, Call> calls = {
        {Act::STARTUP, &SoakProgram::Startup},
        {Act::CLEANUP, &SoakProgram::Cleanup},
        {Act::EXIT, &SoakProgram::Exit},
        {Act::SOCKET, &SoakProgram::Socket},
        {Act::WILD_SOCKET, &SoakProgram::WildSocket},
        {Act::NON_BLOCKING, &SoakProgram::NonBlocking},
        {Act::TIMEOUT, &SoakProgram::Timeout},
        {Act::SEND_BUFFER, &SoakProgram::SendBuffer},
        {Act::RECEIVE_BUFFER, &SoakProgram::ReceiveBuffer},
        {Act::LINGER, &SoakProgram::Linger},
        {Act::SHARE, &SoakProgram::Share},
        {Act::DUPLICATE, &SoakProgram::Duplicate},
        {Act::OPEN_DUPLICATE, &SoakProgram::OpenDuplicate},
        {Act::CLOSE, &SoakProgram::Close},
        {Act::BIND, &SoakProgram::Bind},
        {Act::LISTEN, &SoakProgram::Listen},
        {Act::ACCEPT, &SoakProgram::Accept},
        {Act::CONNECT, &SoakProgram::Connect},
        {Act::SHUTDOWN, &SoakProgram::Shutdown},
        {Act::ACCEPT_EX, &SoakProgram::AcceptEx},
        {Act::SEND, &SoakProgram::Send},
        {Act::SEND_TO, &SoakProgram::SendTo},
        {Act::RECEIVE, &SoakProgram::Receive},
        {Act::RECEIVE_FROM, &SoakProgram::ReceiveFrom},
        {Act::OVERLAPPED_SEND, &SoakProgram::OverlappedSend},
        {Act::OVERLAPPED_RECEIVE, &SoakProgram::OverlappedReceive},
        {Act::RESULT, &SoakProgram::Result},
        {Act::CANCEL, &SoakProgram::Cancel},
        {Act::SELECT, &SoakProgram::Select},
        {Act::EVENT_SELECT, &SoakProgram::EventSelect},
        {Act::MAKE_PORT, &SoakProgram::MakePort},
        {Act::USE_PORT, &SoakProgram::UsePort},
        {Act::TAKE_PACKET, &SoakProgram::TakePacket},
        {Act::SLEEP, &SoakProgram::Sleep},
        {Act::NAMES, &SoakProgram::Names},
        {Act::GET_OPTION, &SoakProgram::GetOption},
        {Act::READABLE, &SoakProgram::Readable},
        {Act::ENUMERATE, &SoakProgram::Enumerate},
    };
    const auto at = calls.find(act);
    NS_ABORT_MSG_IF(at == calls.end(), GetName(act) << " is no call of a program");
    return at->second;
}

bool
SoakProgram::Make(const Step& step)
{
    const Call call = FindCall(step.act);
    for (uint8_t i = 0; i < Step::THREADS; ++i)
    {
        const Ptr<WinsockThread> thread = m_threads[(step.thread + i) % Step::THREADS];
        if (!thread->IsRunning())
        {
            WinsockThread* const self = PeekPointer(thread);
            thread->Run(
                [this, self, call, step]
                {
                    Winsock ws(*self);
                    (this->*call)(ws, step);
                    return 0;
                });
            return true;
        }
    }
    return false;
}

void
SoakProgram::CloseAll()
{
    if (!m_process->IsAlive())
    {
        return;
    }
    const Ptr<WinsockThread> closer = m_process->CreateThread();
    Winsock ws(*closer);
    const std::set<SOCKET> open = m_open;
    for (const SOCKET s : open)
    {
        SetNumber(ws, s, SO_DONTLINGER, 1);
        if (ws.closesocket(s) == 0)
        {
            m_open.erase(s);
        }
    }
    m_process->RemoveThread(*closer);
}

void
SoakProgram::Kill()
{
    m_process->Terminate();
}

bool
SoakProgram::IsAlive() const
{
    return m_process->IsAlive();
}

WinsockProcess&
SoakProgram::GetProcess() const
{
    return *m_process;
}

std::size_t
SoakProgram::GetOpenCount() const
{
    return m_open.size();
}

std::size_t
SoakProgram::GetWaitingCount() const
{
    return static_cast<std::size_t>(std::count_if(m_threads.begin(),
                                                  m_threads.end(),
                                                  [](const Ptr<WinsockThread>& thread)
                                                  { return thread->IsRunning(); }));
}

SOCKET
SoakProgram::At(uint8_t slot) const
{
    static constexpr std::array<SOCKET, Step::ILLEGAL_HANDLES> ILLEGAL{
        0, 1, 6, 4000000, INVALID_SOCKET, UINT64_MAX - 3};
    return slot < m_slots.size() ? m_slots[slot]
                                 : ILLEGAL[(slot - m_slots.size()) % ILLEGAL.size()];
}

void
SoakProgram::Keep(uint32_t slot, SOCKET s)
{
    if (s != INVALID_SOCKET)
    {
        m_slots[slot % m_slots.size()] = s;
        m_open.insert(s);
    }
}

void
SoakProgram::SetNumber(Winsock& ws, SOCKET s, int option, DWORD value)
{
    ws.setsockopt(s, SOL_SOCKET, option, reinterpret_cast<const char*>(&value), sizeof(value));
}

void
SoakProgram::Startup(Winsock& ws, const Step&)
{
    WSADATA data;
    ws.WSAStartup(MAKEWORD(2, 2), &data);
}

void
SoakProgram::Cleanup(Winsock& ws, const Step&)
{
    ws.WSACleanup();
    if (!m_process->IsStarted())
    {
        m_open.clear();
    }
}

void
SoakProgram::Exit(Winsock& ws, const Step&)
{
    ws.ExitProcess();
}

} // namespace ns3::winsock::test
