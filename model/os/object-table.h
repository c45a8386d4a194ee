/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef OBJECT_TABLE_H
#define OBJECT_TABLE_H

#include "ns3/handle-table.h"
#include "ns3/winsock-types.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ns3::winsock
{

class WinsockProcess;

/**
 * @ingroup winsock
 * @brief The handles of a process that are no sockets: events, completion ports, windows.
 *
 * Their values lie above those of sockets, so that one is never taken for the other. They take no
 * descriptor, but count among the handles of any kind, which a device has a bounded number of as well.
 */
class ObjectTable
{
  public:
    /// @param process whose handles these are; outlives them
    explicit ObjectTable(WinsockProcess& process);

    /**
     * The one door for handles that are no sockets (R-ACC-10).
     * @param object becomes known to the process
     * @return its handle; null if the device has no handle left, and nothing has changed
     */
    HANDLE Add(Ptr<KernelObject> object);

    /**
     * @tparam T the kind of object that is wanted
     * @param handle any value
     * @return the object, or null for a handle of another kind or none
     */
    template <typename T>
    Ptr<T>
    Find(HANDLE handle) const
    {
        return DynamicCast<T>(FindAny(handle));
    }

    /// @param handle any value; @return whether it was a handle, which is forgotten now
    bool Remove(HANDLE handle);

    /// Forgets all handles: the end of the process.
    void Clear();

    /// @return how many handles there are
    std::size_t GetCount() const;

    /// @return the most handles that there ever were at once
    std::size_t GetPeak() const;

  private:
    /// @return the object behind a handle, or null
    Ptr<KernelObject> FindAny(HANDLE handle) const;

    WinsockProcess& m_process;                //!< whose handles these are
    std::vector<Ptr<KernelObject>> m_objects; //!< by handle; null where free
    std::size_t m_count{0};                   //!< handles that there are
    std::size_t m_peak{0};                    //!< most handles at once
};

} // namespace ns3::winsock

#endif /* OBJECT_TABLE_H */
