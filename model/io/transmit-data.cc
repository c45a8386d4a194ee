/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "transmit-data.h"

#include "ns3/winsock-error.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

/// More cannot be sent by one call.
constexpr uint64_t MOST = 2147483646;

} // namespace

int
JudgeTransmitFlags(DWORD flags, DWORD allowed)
{
    const bool lone =
        (flags & TF_REUSE_SOCKET) && (allowed & TF_DISCONNECT) && !(flags & TF_DISCONNECT);
    return (flags & ~allowed) || lone ? WSAEINVAL : 0;
}

uint64_t
TransmitData::GetRest() const
{
    uint64_t rest = 0;
    for (const Piece& piece : m_pieces)
    {
        rest += piece.bytes;
    }
    return rest;
}

uint32_t
TransmitData::Read(char* buffer, uint32_t room)
{
    uint32_t got = 0;
    while (got < room && !m_pieces.empty())
    {
        Piece& piece = m_pieces.front();
        const auto length = static_cast<uint32_t>(std::min<uint64_t>(room - got, piece.bytes));
        if (piece.file)
        {
            piece.file->GetSource().Read(piece.offset, buffer + got, length);
        }
        else
        {
            std::copy_n(piece.memory, length, buffer + got);
            piece.memory += length;
        }
        got += length;
        piece.offset += length;
        piece.bytes -= length;
        if (piece.bytes == 0)
        {
            m_pieces.pop_front();
        }
    }
    return got;
}

int
TransmitData::AddMemory(const void* memory, DWORD bytes)
{
    if (bytes == 0)
    {
        return 0;
    }
    if (IsNowhere(memory))
    {
        return WSAEFAULT;
    }
    m_pieces.push_back({static_cast<const char*>(memory), nullptr, 0, bytes});
    return 0;
}

int
TransmitData::AddFile(WinsockProcess& process, HANDLE hFile, int64_t offset, DWORD bytes)
{
    const Ptr<FileObject> file = process.GetObjects().Find<FileObject>(hFile);
    if (!file)
    {
        return WSAEINVAL;
    }
    const uint64_t size = file->GetSource().GetSize();
    const uint64_t begin = offset < 0 ? file->GetPosition() : static_cast<uint64_t>(offset);
    if (begin > size)
    {
        return WSAEINVAL;
    }
    const uint64_t length = bytes == 0 ? size - begin : std::min<uint64_t>(bytes, size - begin);
    if (length > MOST)
    {
        return WSAEINVAL;
    }
    if (offset < 0)
    {
        file->SetPosition(begin + length);
    }
    if (length != 0)
    {
        m_pieces.push_back({nullptr, file, begin, length});
    }
    return 0;
}

int
TransmitData::JudgeSize() const
{
    return GetRest() > MOST ? WSAEINVAL : 0;
}

int
TransmitData::TakeFile(WinsockProcess& process,
                       HANDLE hFile,
                       DWORD bytes,
                       const OVERLAPPED* overlapped,
                       const TRANSMIT_FILE_BUFFERS* buffers)
{
    if (IsBadPointer(buffers) || IsBadPointer(overlapped))
    {
        return WSAEFAULT;
    }
    if (bytes > MOST)
    {
        return WSAEINVAL;
    }
    int error = buffers ? AddMemory(buffers->Head, buffers->HeadLength) : 0;
    if (error == 0 && hFile)
    {
        const int64_t offset =
            overlapped ? static_cast<int64_t>(overlapped->Offset |
                                              (static_cast<uint64_t>(overlapped->OffsetHigh) << 32))
                       : -1;
        error = overlapped && offset < 0 ? WSAEINVAL : AddFile(process, hFile, offset, bytes);
    }
    error = error == 0 && buffers ? AddMemory(buffers->Tail, buffers->TailLength) : error;
    return error ? error : JudgeSize();
}

int
TransmitData::TakePackets(WinsockProcess& process,
                          const TRANSMIT_PACKETS_ELEMENT* elements,
                          DWORD count)
{
    if (count != 0 && IsNowhere(elements))
    {
        return WSAEFAULT;
    }
    for (DWORD i = 0; i < count; ++i)
    {
        const TRANSMIT_PACKETS_ELEMENT& one = elements[i];
        int error = WSAEINVAL;
        if ((one.dwElFlags & ~TP_ELEMENT_EOP) == TP_ELEMENT_MEMORY)
        {
            error = AddMemory(one.pBuffer, one.cLength);
        }
        else if ((one.dwElFlags & ~TP_ELEMENT_EOP) == TP_ELEMENT_FILE)
        {
            error = AddFile(process, one.file.hFile, one.file.nFileOffset, one.cLength);
        }
        if (error != 0)
        {
            return error;
        }
    }
    return JudgeSize();
}

} // namespace ns3::winsock
