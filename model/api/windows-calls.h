/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINDOWS_CALLS_H
#define WINDOWS_CALLS_H

#include "ns3/byte-source.h"
#include "ns3/ptr.h"
#include "ns3/winsock-messages.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-structures.h"
#include "ns3/winsock-thread.h"

#include <functional>

/**
 * @defgroup winsock Windows Sockets 2
 * The Windows Sockets 2 architecture for simulated nodes: programs, protocol catalog, service
 * providers and device limits over ns-3's internet stack.
 */

namespace ns3::winsock
{

class Winsock;

/**
 * @ingroup winsock
 * @brief The functions of Windows around Winsock, as one thread of a simulated program calls them.
 *
 * They are those of kernel32 and user32 that programs with sockets need: none of them needs
 * WSAStartup, and they report system errors. A program calls them as members of its Winsock.
 */
class WindowsCalls
{
  public:
    /**
     * The calls of a thread.
     * @param thread who calls; outlives the object
     */
    explicit WindowsCalls(WinsockThread& thread);

    /**
     * Calls from plain ns-3 event handlers, on a thread of their own that never waits.
     * @param process on whose behalf
     */
    explicit WindowsCalls(Ptr<WinsockProcess> process);

    /// @return the thread that calls
    WinsockThread& GetThread() const;

    /// @return the process that the thread belongs to
    WinsockProcess& GetProcess() const;

    /**
     * @name The system around Winsock
     * @{
     */

    /// @param dwMilliseconds how long the thread waits in simulated time
    void Sleep(DWORD dwMilliseconds);

    /**
     * @param dwMilliseconds how long at most; INFINITE only ends by a completion routine
     * @param bAlertable whether completion routines run, which end the wait
     * @return 0, or WAIT_IO_COMPLETION
     */
    DWORD SleepEx(DWORD dwMilliseconds, BOOL bAlertable);

    /// @return simulated milliseconds since the start of the simulation
    DWORD GetTickCount() const;

    /// @return number of the process on its node
    DWORD GetCurrentProcessId() const;

    /// @return number of the thread in its process
    DWORD GetCurrentThreadId() const;

    /**
     * Starts another thread of the process; its end needs no care.
     * @param body what it runs, with a Winsock of its own
     * @return the thread, which is a handle as long as it runs, or null with ERROR_NOT_ENOUGH_MEMORY (no
     *         handle is left, R-ACC-10)
     */
    Ptr<WinsockThread> CreateThread(std::function<int(Winsock&)> body);

    /**
     * Makes an event object, as WSACreateEvent does for manual reset.
     * @param lpEventAttributes unused
     * @param bManualReset whether it stays signalled after a wait
     * @param bInitialState whether it is signalled now
     * @param lpName unused: events belong to their process
     * @return the event, or null with ERROR_NOT_ENOUGH_MEMORY (no handle is left, R-ACC-10)
     */
    HANDLE
    CreateEvent(LPVOID lpEventAttributes, BOOL bManualReset, BOOL bInitialState, LPCSTR lpName);

    /// @param hEvent is signalled; @return TRUE, or FALSE with ERROR_INVALID_HANDLE
    BOOL SetEvent(HANDLE hEvent);

    /// @param hEvent is signalled no more; @return TRUE, or FALSE with ERROR_INVALID_HANDLE
    BOOL ResetEvent(HANDLE hEvent);

    /**
     * @param hHandle an event
     * @param dwMilliseconds how long to wait at most
     * @return WAIT_OBJECT_0, WAIT_TIMEOUT, or WAIT_FAILED with ERROR_INVALID_HANDLE
     */
    DWORD WaitForSingleObject(HANDLE hHandle, DWORD dwMilliseconds);

    /**
     * @param hHandle an event
     * @param dwMilliseconds how long to wait at most
     * @param bAlertable whether completion routines run, which end the wait
     * @return as WaitForSingleObject, or WAIT_IO_COMPLETION
     */
    DWORD WaitForSingleObjectEx(HANDLE hHandle, DWORD dwMilliseconds, BOOL bAlertable);

    /**
     * @param nCount how many handles, at most MAXIMUM_WAIT_OBJECTS
     * @param lpHandles events
     * @param bWaitAll whether all must be signalled at once
     * @param dwMilliseconds how long to wait at most
     * @return WAIT_OBJECT_0 and the lowest index that is signalled, WAIT_TIMEOUT, or WAIT_FAILED with
     *         ERROR_INVALID_PARAMETER or ERROR_INVALID_HANDLE
     */
    DWORD WaitForMultipleObjects(DWORD nCount,
                                 const HANDLE* lpHandles,
                                 BOOL bWaitAll,
                                 DWORD dwMilliseconds);

    /**
     * @param nCount how many handles, at most MAXIMUM_WAIT_OBJECTS
     * @param lpHandles events
     * @param bWaitAll whether all must be signalled at once
     * @param dwMilliseconds how long to wait at most
     * @param bAlertable whether completion routines run, which end the wait
     * @return as WaitForMultipleObjects, or WAIT_IO_COMPLETION
     */
    DWORD WaitForMultipleObjectsEx(DWORD nCount,
                                   const HANDLE* lpHandles,
                                   BOOL bWaitAll,
                                   DWORD dwMilliseconds,
                                   BOOL bAlertable);

    /// Ends the process; from inside one of its threads the call does not return.
    void ExitProcess();
    /** @} */

    /**
     * @name Sockets as files
     * A socket with an IFS handle is a kernel object, which
     * they reach past all layers of its chain: no layer sees these calls (R-SPI-23). A non-IFS handle
     * is none: they fail with ERROR_INVALID_HANDLE, unless WinsockStack::FileRedirector leads them to
     * the functions WSPRecv and WSPSend of the handle's provider. A success leaves the last error as
     * it is. Errors of the transport are the system's codes where these are known, such as
     * ERROR_NETNAME_DELETED for WSAECONNRESET (see SystemErrorFromWinsock), else Winsock's.
     * @{
     */

    /**
     * Opens what the scenario has for a file, to be read by ReadFile or sent by TransmitFile.
     * @param source the contents
     * @return the file, at its beginning, or INVALID_HANDLE_VALUE with ERROR_NOT_ENOUGH_MEMORY (no handle
     *         is left, R-ACC-10)
     */
    HANDLE OpenByteSource(Ptr<const ByteSource> source);

    /**
     * Moves the position of a file.
     * @param hFile of OpenByteSource()
     * @param liDistanceToMove how far
     * @param lpNewFilePointer gets the new position; may be null
     * @param dwMoveMethod from FILE_BEGIN, FILE_CURRENT or FILE_END
     * @return TRUE, or FALSE with ERROR_INVALID_HANDLE, ERROR_INVALID_PARAMETER or
     *         ERROR_NEGATIVE_SEEK
     */
    BOOL SetFilePointerEx(HANDLE hFile,
                          LONGLONG liDistanceToMove,
                          LONGLONG* lpNewFilePointer,
                          DWORD dwMoveMethod);

    /**
     * Receives, as recv without flags; or reads a file, from its position or where lpOverlapped says.
     * @param hFile a socket, or a file of OpenByteSource()
     * @param lpBuffer where to
     * @param nNumberOfBytesToRead bytes of room
     * @param lpNumberOfBytesRead gets the bytes received, 0 at the end of a stream; may be null with
     *        lpOverlapped
     * @param lpOverlapped null for a socket without WSA_FLAG_OVERLAPPED; any other needs a structure
     * @return TRUE, or FALSE: ERROR_INVALID_HANDLE, ERROR_NOACCESS (a bad pointer),
     *         ERROR_INVALID_PARAMETER (an overlapped socket without a structure), ERROR_IO_PENDING,
     *         ERROR_MORE_DATA (the datagram was longer), and the errors of recv; of a file
     *         ERROR_HANDLE_EOF with lpOverlapped behind its end
     */
    BOOL ReadFile(HANDLE hFile,
                  LPVOID lpBuffer,
                  DWORD nNumberOfBytesToRead,
                  LPDWORD lpNumberOfBytesRead,
                  LPOVERLAPPED lpOverlapped);

    /**
     * Sends to the peer, as send without flags.
     * @param hFile a connected socket
     * @param lpBuffer the data
     * @param nNumberOfBytesToWrite bytes of it
     * @param lpNumberOfBytesWritten gets the bytes taken; may be null with lpOverlapped
     * @param lpOverlapped as ReadFile
     * @return TRUE, or FALSE: ERROR_INVALID_HANDLE, ERROR_NOACCESS, ERROR_INVALID_PARAMETER,
     *         ERROR_IO_PENDING, and the errors of send
     */
    BOOL WriteFile(HANDLE hFile,
                   LPCVOID lpBuffer,
                   DWORD nNumberOfBytesToWrite,
                   LPDWORD lpNumberOfBytesWritten,
                   LPOVERLAPPED lpOverlapped);
    /** @} */

    /**
     * @name Completion ports
     * @{
     */

    /**
     * Makes a completion port, or lets a socket report to one (R-OVL-14).
     * @param FileHandle a socket, or INVALID_HANDLE_VALUE for a port alone
     * @param ExistingCompletionPort null to make a port
     * @param CompletionKey what packets of the socket carry
     * @param NumberOfConcurrentThreads unused: threads take turns
     * @return the port, or null with ERROR_INVALID_HANDLE, ERROR_INVALID_PARAMETER (the socket has a
     *         port already) or ERROR_NOT_ENOUGH_MEMORY (no handle is left, R-ACC-10)
     */
    HANDLE CreateIoCompletionPort(HANDLE FileHandle,
                                  HANDLE ExistingCompletionPort,
                                  ULONG_PTR CompletionKey,
                                  DWORD NumberOfConcurrentThreads);

    /**
     * @param CompletionPort a port
     * @param lpNumberOfBytesTransferred gets what the packet says
     * @param lpCompletionKey gets what the packet says
     * @param lpOverlapped gets the operation; null when there was no packet
     * @param dwMilliseconds how long to wait
     * @return TRUE; FALSE with an operation that has failed, whose error is the last error; or FALSE
     *         without one: WAIT_TIMEOUT, ERROR_INVALID_HANDLE, ERROR_INVALID_PARAMETER,
     *         ERROR_ABANDONED_WAIT_0 (the port was closed)
     */
    BOOL GetQueuedCompletionStatus(HANDLE CompletionPort,
                                   LPDWORD lpNumberOfBytesTransferred,
                                   ULONG_PTR* lpCompletionKey,
                                   LPOVERLAPPED* lpOverlapped,
                                   DWORD dwMilliseconds);

    /**
     * Takes several packets at once; waits for the first only. Failed operations count as well: their
     * status is in the entry.
     * @param CompletionPort a port
     * @param lpCompletionPortEntries get the packets
     * @param ulCount how many there is room for
     * @param ulNumEntriesRemoved gets how many there were
     * @param dwMilliseconds how long to wait
     * @param fAlertable whether completion routines run, which end the wait
     * @return TRUE, or FALSE with WAIT_TIMEOUT, WAIT_IO_COMPLETION, ERROR_INVALID_HANDLE,
     *         ERROR_INVALID_PARAMETER or ERROR_ABANDONED_WAIT_0
     */
    BOOL GetQueuedCompletionStatusEx(HANDLE CompletionPort,
                                     LPOVERLAPPED_ENTRY lpCompletionPortEntries,
                                     ULONG ulCount,
                                     ULONG* ulNumEntriesRemoved,
                                     DWORD dwMilliseconds,
                                     BOOL fAlertable);

    /**
     * @param CompletionPort a port
     * @param dwNumberOfBytesTransferred what the packet is to say
     * @param dwCompletionKey what the packet is to say
     * @param lpOverlapped what the packet is to say
     * @return TRUE, or FALSE with ERROR_INVALID_HANDLE
     */
    BOOL PostQueuedCompletionStatus(HANDLE CompletionPort,
                                    DWORD dwNumberOfBytesTransferred,
                                    ULONG_PTR dwCompletionKey,
                                    LPOVERLAPPED lpOverlapped);

    /**
     * Ends overlapped operations of a socket; each reports WSA_OPERATION_ABORTED in its own way.
     * Like ReadFile the function reaches the kernel's object and no layer.
     * @param hFile a socket with an IFS handle
     * @param lpOverlapped the structure of one operation, or null for all
     * @return TRUE, or FALSE with ERROR_NOT_FOUND (nothing is under way) or ERROR_INVALID_HANDLE
     */
    BOOL CancelIoEx(HANDLE hFile, LPOVERLAPPED lpOverlapped);

    /**
     * As CancelIoEx, for the operations that this thread has started.
     * @param hFile a socket with an IFS handle
     * @return TRUE, even if nothing was under way, or FALSE with ERROR_INVALID_HANDLE
     */
    BOOL CancelIo(HANDLE hFile);

    /**
     * @param hObject a completion port, an event, a file or a notification handle; sockets are closed by
     *        closesocket
     * @return TRUE, or FALSE with ERROR_INVALID_HANDLE
     */
    BOOL CloseHandle(HANDLE hObject);
    /** @} */

    /**
     * @name Window messages
     * What programs with WSAAsyncSelect need of the system.
     * @{
     */

    /// @return a window of this thread that has messages only, as CreateWindow makes for HWND_MESSAGE, or
    ///         null with ERROR_NOT_ENOUGH_MEMORY (no handle is left, R-ACC-10)
    HWND CreateMessageWindow();
    /// @param hWnd a window; @return TRUE, or FALSE with ERROR_INVALID_HANDLE
    BOOL DestroyWindow(HWND hWnd);

    /**
     * Waits for a message of this thread.
     * @param lpMsg gets it
     * @param hWnd of which window; null for any
     * @param wMsgFilterMin lowest number; both 0 for any
     * @param wMsgFilterMax highest number
     * @return TRUE, FALSE for WM_QUIT, or -1 for a wait that cannot be
     */
    BOOL GetMessage(LPMSG lpMsg, HWND hWnd, UINT wMsgFilterMin, UINT wMsgFilterMax);

    /**
     * As GetMessage without waiting.
     * @param lpMsg gets the message
     * @param hWnd of which window; null for any
     * @param wMsgFilterMin lowest number; both 0 for any
     * @param wMsgFilterMax highest number
     * @param wRemoveMsg PM_REMOVE takes it out of the queue
     * @return whether there was one
     */
    BOOL
    PeekMessage(LPMSG lpMsg, HWND hWnd, UINT wMsgFilterMin, UINT wMsgFilterMax, UINT wRemoveMsg);

    /**
     * @param hWnd a window of the process
     * @param Msg number of the message
     * @param wParam its first argument
     * @param lParam its second argument
     * @return TRUE, or FALSE with ERROR_INVALID_HANDLE
     */
    BOOL PostMessage(HWND hWnd, UINT Msg, WPARAM wParam, LPARAM lParam);
    /** @} */

  private:
    Ptr<WinsockProcess> m_process; //!< kept alive for plain event handlers
    Ptr<WinsockThread> m_owned;    //!< the thread of plain event handlers

  protected:
    WinsockThread& m_thread; //!< who calls
};

} // namespace ns3::winsock

#endif /* WINDOWS_CALLS_H */
