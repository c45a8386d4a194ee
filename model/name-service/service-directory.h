/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef SERVICE_DIRECTORY_H
#define SERVICE_DIRECTORY_H

#include "ns3/name-space-records.h"
#include "ns3/node.h"
#include "ns3/ptr.h"

#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What WSASetService does to a service.
 *
 * The forms for addresses are those with SERVICE_MULTIPLE: they leave the other addresses alone.
 */
enum class ServiceOperation
{
    REGISTER,             //!< it has these addresses and no others
    REGISTER_ADDRESSES,   //!< it has these addresses as well
    DEREGISTER,           //!< it has no addresses, and is not found until it is registered again
    DEREGISTER_ADDRESSES, //!< it has not these addresses; without any it is not found
    REMOVE,               //!< it goes
    REMOVE_ADDRESSES,     //!< it has not these addresses; without any it goes
};

/**
 * @ingroup winsock
 * @brief The services that the programs of all nodes have published: a directory of the network.
 *
 * A service is known by its name and its class; upper and lower case are the same in names. What was
 * published stays, whatever becomes of the program.
 */
class ServiceDirectory
{
  public:
    /**
     * @param operation what to do
     * @param service whose name and class say which
     * @param node where it is
     * @return 0, or WSASERVICE_NOT_FOUND
     */
    int Set(ServiceOperation operation, const NameSpaceRecord& service, Ptr<Node> node);

    /**
     * @param question has a class
     * @param[out] records gets the services that it is about, in the order of their registration; in
     *             place of a wildcard the node's addresses of this moment
     * @return 0; WSASERVICE_NOT_FOUND (none of that class and name); WSANO_DATA (none of that version or
     *         with such an address)
     */
    int Find(const NameSpaceQuestion& question, std::vector<NameSpaceRecord>& records) const;

    /// @param classId a class @return whether a service of it is there, found or not
    bool Uses(const GUID& classId) const;

  private:
    /// An address of a service.
    struct Place
    {
        ServiceEndPoint endPoint; //!< as it was published
        Ptr<Node> node;           //!< by whom
    };

    /// A service and what is known of it here.
    struct Entry
    {
        NameSpaceRecord record;    //!< as it was published last, without addresses
        std::vector<Place> places; //!< its addresses, in the order of their coming
        bool registered;           //!< whether it is found
    };

    /// Adds a service or changes one.
    void Register(const NameSpaceRecord& service, Ptr<Node> node, bool keepsAddresses);
    /// @return the place of a service, or the end
    std::vector<Entry>::iterator FindEntry(const NameSpaceRecord& service);
    /// Takes an address away, if it is there.
    static void Withdraw(Entry& entry, const Place& place);
    /// @return the addresses of a service as others can use them
    static std::vector<ServiceEndPoint> Resolve(const std::vector<Place>& places);

    std::vector<Entry> m_entries; //!< in the order of their first registration
};

} // namespace ns3::winsock

#endif /* SERVICE_DIRECTORY_H */
