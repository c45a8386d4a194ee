/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The system's own functions for files, on sockets and on byte sources.
 */

#include "windows-calls.h"

#include "ns3/overlapped-request.h"
#include "ns3/provider-loader.h"
#include "ns3/service-provider.h"
#include "ns3/winsock-api-call.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

namespace
{

/// Whom a function for files reaches by a handle.
struct FileTarget
{
    /// The provider that serves the kernel object, whose functions stand for the driver's: it is not
    /// called through its table, because nothing crosses the SPI.
    Ptr<ServiceProvider> driver;
    const WSPPROC_TABLE* table{nullptr}; //!< where the redirector leads, without a kernel object
    int error{0};                        //!< if there is neither

    /// Calls the one that there is. @return what it returned
    template <auto Method, auto Member, typename... Arguments>
    int
    Call(Arguments... arguments) const
    {
        return driver ? ((*driver).*Method)(arguments...) : (table->*Member)(arguments...);
    }
};

FileTarget
FindTarget(WinsockProcess& process, SOCKET s, bool overlapped)
{
    const HandleEntry* entry = process.GetHandles().Find(s);
    if (entry && entry->object)
    {
        const LoadedProvider* driver =
            process.GetProviders().FindByEntry(entry->object->GetDriverEntryId());
        // Where files cannot be overlapped, each handle is as good as any without.
        const WinsockStack& stack = process.GetStack();
        const bool any = stack.GetRefusal(OptionalCall::READ_OVERLAPPED) != 0;
        if (driver && !overlapped && !any && !entry->object->IsSynchronousFile())
        {
            return {nullptr, nullptr, ERROR_INVALID_PARAMETER};
        }
        return driver ? FileTarget{driver->instance}
                      : FileTarget{nullptr, nullptr, ERROR_INVALID_HANDLE};
    }
    if (entry && entry->provider && process.GetStack().RedirectsFiles())
    {
        return {nullptr, entry->provider->table};
    }
    return {nullptr, nullptr, ERROR_INVALID_HANDLE};
}

/// A function for files from its first check to its end.
class FileCall
{
  public:
    FileCall(WinsockThread& thread,
             ApiCall& call,
             LPDWORD bytes,
             LPOVERLAPPED overlapped,
             OptionalCall way)
        : m_thread(thread),
          m_call(call),
          m_bytes(bytes)
    {
        // The number is 0 before anything is looked at; only an overlapped operation needs no place
        // for it.
        if (bytes && !IsBadPointer(bytes))
        {
            *bytes = 0;
        }
        const bool nowhere = overlapped ? IsBadPointer(bytes) : IsNowhere(bytes);
        m_error = nowhere || IsBadPointer(overlapped) ? ERROR_NOACCESS : 0;
        if (m_error == 0 && overlapped)
        {
            m_error = thread.GetProcess().GetStack().GetRefusal(way);
        }
    }

    /// Finds out whom a handle reaches. @return whether the call may go on; if not, end it
    bool
    Find(SOCKET s, LPOVERLAPPED overlapped)
    {
        if (m_error == 0)
        {
            m_target = FindTarget(m_thread.GetProcess(), s, overlapped != nullptr);
            m_error = m_target.error;
        }
        return m_error == 0;
    }

    const FileTarget&
    GetTarget() const
    {
        return m_target;
    }

    /// Reads a file, which never waits.
    void
    Read(FileObject& file, WSABUF buffer, LPOVERLAPPED overlapped)
    {
        if (m_error == 0 && buffer.len != 0 && IsNowhere(buffer.buf))
        {
            m_error = ERROR_NOACCESS;
        }
        if (m_error == 0 && overlapped)
        {
            m_error = JudgeOverlapped(m_thread.GetProcess(), 0, overlapped, nullptr, nullptr);
        }
        if (m_error != 0)
        {
            return;
        }
        const uint64_t offset =
            overlapped ? overlapped->Offset | (static_cast<uint64_t>(overlapped->OffsetHigh) << 32)
                       : file.GetPosition();
        const uint64_t size = file.GetSource().GetSize();
        const auto length =
            static_cast<DWORD>(offset < size ? std::min<uint64_t>(size - offset, buffer.len) : 0);
        if (overlapped && length == 0 && buffer.len != 0)
        {
            m_error = ERROR_HANDLE_EOF;
            return;
        }
        file.GetSource().Read(offset, buffer.buf, length);
        file.SetPosition(overlapped ? file.GetPosition() : offset + length);
        if (overlapped)
        {
            ReportDone({m_thread.GetProcess(), 0, overlapped, nullptr, nullptr}, length);
        }
        Take(0, 0, length);
    }

    /// Takes what the target has answered.
    void
    Take(int result, int error, DWORD bytes)
    {
        m_error = result == 0 ? 0 : SystemErrorFromWinsock(error);
        if (m_bytes && m_error != ERROR_IO_PENDING)
        {
            *m_bytes = bytes;
        }
    }

    /// @return what the function returns; a success leaves the last error as it is
    BOOL
    End()
    {
        if (m_error != 0)
        {
            m_thread.SetLastError(m_error);
        }
        return m_call.Leave(m_error == 0 ? TRUE : FALSE, m_error);
    }

  private:
    WinsockThread& m_thread; //!< who calls
    ApiCall& m_call;         //!< makes the call visible
    LPDWORD m_bytes;         //!< where the number of bytes goes, or null
    FileTarget m_target;     //!< whom the handle reaches
    int m_error{0};          //!< a system error
};

} // namespace

HANDLE
WindowsCalls::OpenByteSource(Ptr<const ByteSource> source)
{
    const HANDLE file = GetProcess().GetObjects().Add(Create<FileObject>(source));
    if (!file)
    {
        m_thread.SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return INVALID_HANDLE_VALUE;
    }
    return file;
}

BOOL
WindowsCalls::SetFilePointerEx(HANDLE hFile,
                               LONGLONG liDistanceToMove,
                               LONGLONG* lpNewFilePointer,
                               DWORD dwMoveMethod)
{
    ApiCall call(m_thread, "SetFilePointerEx", Arg("dwMoveMethod", dwMoveMethod));
    const auto file = GetProcess().GetObjects().Find<FileObject>(hFile);
    if (!file || dwMoveMethod > FILE_END)
    {
        call.SetError(file ? ERROR_INVALID_PARAMETER : ERROR_INVALID_HANDLE);
        return call.FinishTruth(FALSE);
    }
    const uint64_t from[] = {0, file->GetPosition(), file->GetSource().GetSize()};
    const LONGLONG position = static_cast<LONGLONG>(from[dwMoveMethod]) + liDistanceToMove;
    if (position < 0)
    {
        call.SetError(ERROR_NEGATIVE_SEEK);
        return call.FinishTruth(FALSE);
    }
    file->SetPosition(static_cast<uint64_t>(position));
    if (lpNewFilePointer && !IsBadPointer(lpNewFilePointer))
    {
        *lpNewFilePointer = position;
    }
    return call.FinishTruth(TRUE);
}

BOOL
WindowsCalls::ReadFile(HANDLE hFile,
                       LPVOID lpBuffer,
                       DWORD nNumberOfBytesToRead,
                       LPDWORD lpNumberOfBytesRead,
                       LPOVERLAPPED lpOverlapped)
{
    const auto s = reinterpret_cast<SOCKET>(hFile);
    ApiCall call(
        m_thread, "ReadFile", Arg("hFile", s), Arg("nNumberOfBytesToRead", nNumberOfBytesToRead));
    FileCall file(m_thread, call, lpNumberOfBytesRead, lpOverlapped, OptionalCall::READ_OVERLAPPED);
    if (const auto source = GetProcess().GetObjects().Find<FileObject>(hFile))
    {
        file.Read(*source, {nNumberOfBytesToRead, static_cast<char*>(lpBuffer)}, lpOverlapped);
    }
    else if (file.Find(s, lpOverlapped))
    {
        WSABUF buffer{nNumberOfBytesToRead, static_cast<char*>(lpBuffer)};
        WSATHREADID thread{&m_thread, m_thread.GetId()};
        DWORD bytes = 0;
        DWORD flags = 0;
        int error = 0;
        const int result =
            file.GetTarget().Call<&ServiceProvider::WSPRecv, &WSPPROC_TABLE::lpWSPRecv>(
                s, &buffer, 1, &bytes, &flags, lpOverlapped, nullptr, &thread, &error);
        file.Take(result, error, bytes);
    }
    return file.End();
}

BOOL
WindowsCalls::WriteFile(HANDLE hFile,
                        LPCVOID lpBuffer,
                        DWORD nNumberOfBytesToWrite,
                        LPDWORD lpNumberOfBytesWritten,
                        LPOVERLAPPED lpOverlapped)
{
    const auto s = reinterpret_cast<SOCKET>(hFile);
    ApiCall call(m_thread,
                 "WriteFile",
                 Arg("hFile", s),
                 Arg("nNumberOfBytesToWrite", nNumberOfBytesToWrite));
    FileCall file(
        m_thread, call, lpNumberOfBytesWritten, lpOverlapped, OptionalCall::WRITE_OVERLAPPED);
    if (file.Find(s, lpOverlapped))
    {
        WSABUF buffer{nNumberOfBytesToWrite, const_cast<char*>(static_cast<const char*>(lpBuffer))};
        WSATHREADID thread{&m_thread, m_thread.GetId()};
        DWORD bytes = 0;
        int error = 0;
        const int result =
            file.GetTarget().Call<&ServiceProvider::WSPSend, &WSPPROC_TABLE::lpWSPSend>(
                s, &buffer, 1, &bytes, 0, lpOverlapped, nullptr, &thread, &error);
        file.Take(result, error, bytes);
    }
    return file.End();
}

} // namespace ns3::winsock
