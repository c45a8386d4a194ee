/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef HANDLE_SET_H
#define HANDLE_SET_H

#include "ns3/winsock-structures.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The three sets of a select call, as the provider below knows the sockets in them.
 *
 * A layer with handles of its own translates what it was given, calls down, and translates the
 * answer back. Sets of more than FD_SETSIZE sockets are legal (R-SLC-2); one set given twice stays
 * one set (R-SLC-4).
 */
class TranslatedHandleSets
{
  public:
    /// Leads from a handle to the socket below, or to INVALID_SOCKET.
    using Translation = std::function<SOCKET(SOCKET)>;

    /**
     * @param readfds the caller's set, or null; outlives the object
     * @param writefds likewise
     * @param exceptfds likewise
     * @param toLower translates each handle
     */
    TranslatedHandleSets(fd_set* readfds,
                         fd_set* writefds,
                         fd_set* exceptfds,
                         const Translation& toLower);

    /// @return whether each handle could be translated
    bool IsComplete() const;

    fd_set* GetRead();   //!< @return what to hand down for the first set
    fd_set* GetWrite();  //!< @return what to hand down for the second set
    fd_set* GetExcept(); //!< @return what to hand down for the third set

    /// Writes what the provider below left in the sets into the caller's sets.
    void TranslateBack();

  private:
    /// One of the caller's sets and its translation.
    struct Set
    {
        fd_set* given{nullptr};         //!< the caller's; null if there is none
        std::vector<SOCKET> upper;      //!< the caller's handles
        std::vector<SOCKET> lower;      //!< the handles below, in the same order
        std::vector<std::byte> storage; //!< room for an fd_set of so many sockets
        Set* same{nullptr};             //!< an earlier set that is the same object

        /// @return the set in the storage, or null
        fd_set* Get();
        /// Writes the answer into the caller's set.
        void TranslateBack();
    };

    /// Translates one set.
    void Translate(Set& set, const Translation& toLower);

    Set m_sets[3];         //!< read, write, except
    bool m_complete{true}; //!< each handle could be translated
};

} // namespace ns3::winsock

#endif /* HANDLE_SET_H */
