/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-program.h"

#include "ns3/winsock-ioctls.h"

// What programs send and receive, and how they wait for it.

namespace ns3::winsock::test
{

namespace
{

constexpr uint32_t BY_EVENT = 0;   // of an overlapped operation
constexpr uint32_t BY_ROUTINE = 1; // of an overlapped operation

/// A completion routine; that it runs is all.
void
Routine(DWORD, DWORD, LPWSAOVERLAPPED, DWORD)
{
}

} // namespace

SoakProgram::Operation&
SoakProgram::Begin(Winsock& ws, const Step& step)
{
    m_operations.push_back(std::make_unique<Operation>());
    Operation& operation = *m_operations.back();
    operation.s = At(step.slot);
    operation.bytes.resize(step.a % m_bytes.size());
    operation.buffer.buf = operation.bytes.data();
    operation.buffer.len = static_cast<ULONG>(operation.bytes.size());
    if (step.b == BY_EVENT)
    {
        operation.overlapped.hEvent = GetEvent(ws);
    }
    return operation;
}

LPWSAOVERLAPPED_COMPLETION_ROUTINE
SoakProgram::RoutineOf(const Step& step)
{
    return step.b == BY_ROUTINE ? &Routine : nullptr;
}

WSAEVENT
SoakProgram::GetEvent(Winsock& ws)
{
    if (!m_event)
    {
        m_event = ws.WSACreateEvent();
    }
    return m_event;
}

void
SoakProgram::Send(Winsock& ws, const Step& step)
{
    const char* data = step.c == Step::BAD_POINTER ? nullptr : m_bytes.data();
    const int length = static_cast<int>(step.a % m_bytes.size());
    ws.send(At(step.slot), data, length, static_cast<int>(step.b));
}

void
SoakProgram::Receive(Winsock& ws, const Step& step)
{
    char* data = step.c == Step::BAD_POINTER ? nullptr : m_bytes.data();
    const int length = static_cast<int>(step.a % m_bytes.size());
    ws.recv(At(step.slot), data, length, static_cast<int>(step.b));
}

void
SoakProgram::ReceiveFrom(Winsock& ws, const Step& step)
{
    sockaddr_storage room{};
    int bytes = sizeof(room);
    const int length = static_cast<int>(step.a % m_bytes.size());
    ws.recvfrom(At(step.slot),
                m_bytes.data(),
                length,
                static_cast<int>(step.b),
                reinterpret_cast<SOCKADDR*>(&room),
                &bytes);
}

void
SoakProgram::OverlappedSend(Winsock& ws, const Step& step)
{
    Operation& operation = Begin(ws, step);
    ws.WSASend(
        operation.s, &operation.buffer, 1, nullptr, 0, &operation.overlapped, RoutineOf(step));
}

void
SoakProgram::OverlappedReceive(Winsock& ws, const Step& step)
{
    Operation& operation = Begin(ws, step);
    ws.WSARecv(operation.s,
               &operation.buffer,
               1,
               nullptr,
               &operation.flags,
               &operation.overlapped,
               RoutineOf(step));
}

void
SoakProgram::Result(Winsock& ws, const Step& step)
{
    if (m_operations.empty())
    {
        return;
    }
    DWORD bytes = 0;
    DWORD flags = 0;
    ws.WSAGetOverlappedResult(
        At(step.slot), &m_operations.back()->overlapped, &bytes, step.a != 0, &flags);
}

void
SoakProgram::Cancel(Winsock& ws, const Step& step)
{
    ws.CancelIoEx(reinterpret_cast<HANDLE>(At(step.slot)), nullptr);
}

void
SoakProgram::Select(Winsock& ws, const Step& step)
{
    FD_SET reading{1, {At(step.slot)}};
    FD_SET writing{1, {At(static_cast<uint8_t>((step.slot + 1) % Step::SLOTS))}};
    const TIMEVAL timeout{0, static_cast<LONG>(step.a * 1000)};
    ws.select(0, &reading, &writing, nullptr, &timeout);
}

void
SoakProgram::EventSelect(Winsock& ws, const Step& step)
{
    ws.WSAEventSelect(At(step.slot), GetEvent(ws), static_cast<LONG>(step.a));
}

void
SoakProgram::MakePort(Winsock& ws, const Step&)
{
    if (!m_port)
    {
        m_port = ws.CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 0);
    }
}

void
SoakProgram::UsePort(Winsock& ws, const Step& step)
{
    ws.CreateIoCompletionPort(reinterpret_cast<HANDLE>(At(step.slot)), m_port, step.slot, 0);
}

void
SoakProgram::TakePacket(Winsock& ws, const Step& step)
{
    DWORD bytes = 0;
    ULONG_PTR key = 0;
    LPOVERLAPPED overlapped = nullptr;
    ws.GetQueuedCompletionStatus(m_port, &bytes, &key, &overlapped, step.a);
}

void
SoakProgram::Sleep(Winsock& ws, const Step& step)
{
    ws.SleepEx(step.a, TRUE);
}

void
SoakProgram::Readable(Winsock& ws, const Step& step)
{
    ULONG bytes = 0;
    ws.ioctlsocket(At(step.slot), static_cast<LONG>(FIONREAD), &bytes);
}

} // namespace ns3::winsock::test
