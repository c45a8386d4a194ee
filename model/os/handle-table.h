/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HANDLE_TABLE_H
#define HANDLE_TABLE_H

#include "ns3/ptr.h"
#include "ns3/simple-ref-count.h"
#include "ns3/winsock-types.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace ns3::winsock
{

class LoadedProvider;

/**
 * @ingroup winsock
 * @brief What an IFS handle refers to: an object of the simulated operating system's kernel.
 *
 * Several handles, of one process or of several, may refer to the same object; it lives until the
 * last of them is closed.
 */
class KernelObject : public SimpleRefCount<KernelObject>
{
  public:
    virtual ~KernelObject() = default;

    /**
     * @name As a file
     * What the system's own functions, ReadFile and WriteFile, need to know of it.
     * @{
     */

    /// @return the catalog entry of the provider that serves it as its driver, 0 for no file
    virtual DWORD
    GetDriverEntryId() const
    {
        return 0;
    }

    /// @return whether it is read and written without an overlapped structure
    virtual bool
    IsSynchronousFile() const
    {
        return false;
    }

    /** @} */

    /// @return how many handles refer to it, in all processes
    uint32_t
    GetHandleCount() const
    {
        return m_handles;
    }

  private:
    friend class HandleReference;

    uint32_t m_handles{0}; //!< handles that refer to it
};

/**
 * @ingroup winsock
 * @brief A handle's reference to a kernel object: a Ptr that the object counts.
 */
class HandleReference : public Ptr<KernelObject>
{
  public:
    HandleReference() = default;

    /// @param other what to refer to as well
    HandleReference(const HandleReference& other)
        : Ptr<KernelObject>(other)
    {
        Count(1);
    }

    ~HandleReference()
    {
        Count(-1);
    }

    /// @param object what to refer to from now on @return this
    HandleReference&
    operator=(const Ptr<KernelObject>& object)
    {
        Count(-1);
        Ptr<KernelObject>::operator=(object);
        Count(1);
        return *this;
    }

    /// @param other what to refer to from now on @return this
    HandleReference&
    operator=(const HandleReference& other)
    {
        return *this = static_cast<const Ptr<KernelObject>&>(other);
    }

  private:
    /// Tells the object that a handle more or less refers to it.
    void
    Count(int change)
    {
        if (KernelObject* object = PeekPointer(*this))
        {
            object->m_handles += static_cast<uint32_t>(change);
        }
    }
};

/**
 * @ingroup winsock
 * @brief What a process knows about one of its socket handles.
 */
struct HandleEntry
{
    LoadedProvider* provider{nullptr}; //!< whose procedure table serves the handle (R-SPI-14)
    HandleReference object;            //!< what it refers to; null for a non-IFS handle
    DWORD_PTR context{0};    //!< a non-IFS provider's own word (R-SPI-20); where free, the table's
    DWORD catalogEntryId{0}; //!< what a program opened the socket through, else 0
    bool inUse{false};       //!< the handle exists
    bool charged{false};     //!< a descriptor was taken for it
};

/**
 * @ingroup winsock
 * @brief The socket handles of one process.
 *
 * Handles are small multiples of four, as on Windows; a closed handle's value is used again, the one
 * closed last first. The table only keeps the books: who may have a descriptor is decided at the
 * two doors, WPUCreateSocketHandle and WPUModifyIFSHandle (design decision D5).
 */
class HandleTable
{
  public:
    /**
     * @return a handle with an empty entry
     */
    SOCKET Add();

    /**
     * @param s a handle, known or not
     * @return its entry, or null for anything that is no handle of this process; valid until the
     *         next Add()
     */
    HandleEntry*
    Find(SOCKET s)
    {
        const uint64_t index = s / STEP - 1;
        return s % STEP == 0 && index < m_entries.size() && m_entries[index].inUse
                   ? &m_entries[index]
                   : nullptr;
    }

    /// @param s an existing handle; its entry is forgotten and the reference to its object dropped
    void Remove(SOCKET s);

    /**
     * Lets a handle's completions go somewhere; few handles have that.
     * @param s an existing handle
     * @param completion a CompletionBinding
     */
    void SetCompletion(SOCKET s, Ptr<KernelObject> completion);

    /// @param s any handle; @return where its completions go, or null
    Ptr<KernelObject> FindCompletion(SOCKET s) const;

    /// @return how many handles exist
    std::size_t GetCount() const;

    /// @return all handles, in rising order
    std::vector<SOCKET> GetAll() const;

  private:
    static constexpr SOCKET STEP = 4; //!< distance between neighbouring handles

    static constexpr uint32_t NONE = UINT32_MAX; //!< no index

    std::vector<HandleEntry> m_entries; //!< by (handle / STEP - 1)
    uint32_t m_firstFree{NONE}; //!< index of the handle closed last; its context is the next one's
    uint32_t m_freeCount{0};    //!< closed handles
    std::unique_ptr<std::map<SOCKET, Ptr<KernelObject>>> m_completions; //!< null until one is set
};

} // namespace ns3::winsock

#endif /* HANDLE_TABLE_H */
