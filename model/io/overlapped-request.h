/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef OVERLAPPED_REQUEST_H
#define OVERLAPPED_REQUEST_H

#include "ns3/completion-port.h"
#include "ns3/pending-operation.h"
#include "ns3/waitable-object.h"
#include "ns3/winsock-spi.h"
#include "ns3/winsock-structures.h"
#include "ns3/winsock-thread.h"

#include <memory>

namespace ns3::winsock
{

class IoSocket;
class RoutineThread;
class WinsockProcess;

/**
 * @ingroup winsock
 * @brief Where the end of an overlapped operation is reported (R-OVL-2).
 *
 * With a completion routine that is queued for the thread, and hEvent is the program's own; where such
 * a routine needs a thread of its own, that one's handle is held from the beginning until the routine
 * has run (R-ACC-11). Without a routine the event is signalled, if there is one, and the completion port gets a packet, if the handle
 * has one.
 */
class OverlappedReport
{
  public:
    /**
     * @param process whose handles and memory these are
     * @param s the handle that the operation was started on
     * @param overlapped the program's structure; not null
     * @param routine completion routine, or null
     * @param threadId for whom the routine is queued
     */
    OverlappedReport(WinsockProcess& process,
                     SOCKET s,
                     LPWSAOVERLAPPED overlapped,
                     LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                     const WSATHREADID* threadId);

    /**
     * The operation is under way: the event is reset and the structure says so (R-OVL-4).
     */
    void Begin();

    /**
     * The operation has ended: the structure is filled in, then whoever is to know is told. Nothing
     * is touched once the process has ended, whose memory the structure was.
     * @param error 0 or a Winsock error
     * @param bytes transferred
     * @param flags as recv reports them
     */
    void End(int error, DWORD bytes, DWORD flags);

    /**
     * The operation has not begun, or the provider has gone and nobody is to be told (R-SPI-10).
     * @param error with which the structure is filled in
     */
    void EndSilently(int error);

    /// @return the program's structure
    LPWSAOVERLAPPED GetOverlapped() const;

    /// @param process a process @return whether the structure is in its memory
    bool IsOf(const WinsockProcess& process) const;

  private:
    /// Fills the structure in.
    void Write(int error, DWORD bytes, DWORD flags);

    WinsockProcess& m_process;                    //!< whose memory it is
    LPWSAOVERLAPPED m_overlapped;                 //!< the program's structure
    LPWSAOVERLAPPED_COMPLETION_ROUTINE m_routine; //!< or null
    Ptr<WinsockThread> m_thread;                  //!< for whom the routine is queued
    std::shared_ptr<RoutineThread> m_handle; //!< held while the routine is to come; null: nothing
    Ptr<EventObject> m_event;                //!< or null
    Ptr<CompletionBinding> m_completion;     //!< or null
};

/**
 * @ingroup winsock
 * @brief Whether an overlapped operation may begin on a handle.
 * @param process whose handle it is
 * @param s the handle
 * @param overlapped the program's structure, or null
 * @param routine completion routine, or null
 * @param threadId for whom the routine is queued
 * @return 0, WSAEFAULT (bad structure or thread id), WSA_INVALID_HANDLE (hEvent is no event),
 *         WSAEINVAL (a routine on a handle that has a completion port, R-OVL-8), WSAEOPNOTSUPP (a
 *         routine on a device that has none) or the profile's ErrorPool (no handle for the thread that
 *         would run the routine, R-ACC-11)
 */
int JudgeOverlapped(WinsockProcess& process,
                    SOCKET s,
                    LPWSAOVERLAPPED overlapped,
                    LPWSAOVERLAPPED_COMPLETION_ROUTINE routine,
                    const WSATHREADID* threadId);

/**
 * @ingroup winsock
 * @brief Reports an operation that never waits and has succeeded: it has begun and ended (R-OVL-3).
 * @param report where to
 * @param bytes transferred
 */
void ReportDone(OverlappedReport report, DWORD bytes);

/**
 * @ingroup winsock
 * @brief Lets an operation that cannot succeed go on for a moment, after which its failure is reported.
 * @param process whose operation it is
 * @param report where to
 * @param error with which it ends
 * @return WSA_IO_PENDING
 */
int FailLater(WinsockProcess& process, OverlappedReport report, int error);

/**
 * @ingroup winsock
 * @param overlapped a structure that an operation was started with
 * @return whether the operation is still under way
 */
bool IsPending(const WSAOVERLAPPED& overlapped);

/**
 * @ingroup winsock
 * @brief Judges what WSAGetOverlappedResult is given.
 * @param overlapped the structure
 * @param bytes where the number of bytes goes
 * @param flags where the flags go
 * @return 0, WSA_INVALID_PARAMETER (no structure), or WSAEFAULT (no place for a result)
 */
int JudgeResultPlaces(LPWSAOVERLAPPED overlapped, LPDWORD bytes, LPDWORD flags);

/**
 * @ingroup winsock
 * @brief Reads the result that a completed operation has left in its structure.
 * @param overlapped the structure
 * @param[out] bytes transferred; not written for a failure (R-OVL-11)
 * @param[out] flags as recv reports them
 * @return 0 or the error of the operation
 */
int ReadResult(const WSAOVERLAPPED& overlapped, DWORD& bytes, DWORD& flags);

/**
 * @ingroup winsock
 * @brief The status that the Internal member of a completed operation shows.
 * @param error a Winsock error, 0 for success
 * @return the NTSTATUS that stands for it
 */
DWORD StatusFromError(int error);

/**
 * @ingroup winsock
 * @brief An overlapped operation of a socket: waits in a queue, owned by itself, and reports its end.
 *
 * Derive from it to hold what the operation needs.
 */
class OverlappedRequest : public OperationListener
{
  public:
    /**
     * @param report where its end is reported
     */
    explicit OverlappedRequest(const OverlappedReport& report);

    /**
     * Begins the operation.
     * @param request holds the operation; keeps itself alive until that has ended
     * @param operation what to do
     * @param queue where it waits
     * @return 0 (done and reported, R-OVL-3), WSA_IO_PENDING, or the error with which it ended at
     *         once, of which nobody is told
     */
    static int Begin(std::unique_ptr<OverlappedRequest> request,
                     std::unique_ptr<PendingOperation> operation,
                     OperationQueue& queue);

    /// @return where its end is reported
    const OverlappedReport& GetReport() const;

    /// @param thread any thread @return whether it has started the operation
    bool IsOf(const WinsockThread& thread) const;

    /// From now on the end is reported to nobody but the structure (R-SPI-10).
    void Silence();

    /// @param thread is woken at the end, to read the structure
    void SetWaiter(WinsockThread* thread);

    void OnOperationComplete(PendingOperation& operation) final;
    bool IsOverlapped() const final;

  protected:
    /**
     * The operation has ended: write what it produced besides bytes to where the program wants it.
     * @param operation what has ended
     * @param[out] bytes transferred
     * @param[out] flags as recv reports them
     */
    virtual void Collect(PendingOperation& operation, DWORD& bytes, DWORD& flags) = 0;

  private:
    OverlappedReport m_report;                     //!< where the end is reported
    std::unique_ptr<PendingOperation> m_operation; //!< what is done
    const WinsockThread* m_starter;                //!< who started it, whether it lives or not
    WinsockThread* m_waiter{nullptr};              //!< in WSAGetOverlappedResult
    bool m_silent{false};                          //!< nobody is told
};

/**
 * @ingroup winsock
 * @brief What WSPGetOverlappedResult does before it reads the result; its wait is not alertable.
 * @param socket whose operation it is
 * @param overlapped the program's structure
 * @param wait whether to wait for the end
 * @return 0 once the operation has ended, WSA_IO_INCOMPLETE, or WSAEINTR for a wait that was ended
 */
int AwaitResult(IoSocket& socket, LPWSAOVERLAPPED overlapped, bool wait);

} // namespace ns3::winsock

#endif /* OVERLAPPED_REQUEST_H */
