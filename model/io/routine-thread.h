/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef ROUTINE_THREAD_H
#define ROUTINE_THREAD_H

#include "ns3/ptr.h"
#include "ns3/winsock-types.h"

#include <memory>

namespace ns3::winsock
{

class WinsockProcess;

/**
 * @ingroup winsock
 * @brief The handle of the thread that a device without asynchronous procedure calls makes for each
 *        completion routine (R-CE-107, R-ACC-11).
 *
 * It stands for what such a thread takes of the device. The routine itself runs on the thread that
 * started the operation, on every device.
 */
class RoutineThread
{
  public:
    /**
     * @param process whose operation is to have a completion routine
     * @return 0, WSAEOPNOTSUPP where there are no such routines, or the profile's ErrorPool where there
     *         is no handle for the thread
     */
    static int Judge(WinsockProcess& process);

    /**
     * @param process whose operation has a completion routine, after Judge()
     * @return what holds the handle as long as it lives; null where routines need no thread
     */
    static std::shared_ptr<RoutineThread> Take(WinsockProcess& process);

    /// @param process whose table the handle is in @param handle of the thread
    RoutineThread(WinsockProcess& process, HANDLE handle);
    ~RoutineThread();

    RoutineThread(const RoutineThread&) = delete;
    RoutineThread& operator=(const RoutineThread&) = delete;

  private:
    Ptr<WinsockProcess> m_process; //!< whose table the handle is in
    HANDLE m_handle;               //!< of the thread
};

} // namespace ns3::winsock

#endif /* ROUTINE_THREAD_H */
