/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MULTICAST_MEMBERSHIP_H
#define MULTICAST_MEMBERSHIP_H

#include "ns3/net-device.h"
#include "ns3/ptr.h"
#include "ns3/winsock-socket-address.h"

#include <array>
#include <cstdint>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What IP_ADD_MEMBERSHIP and its relatives of both IP levels ask for.
 */
struct MembershipChange
{
    /// What is asked for.
    enum class Action : uint8_t
    {
        JOIN,         //!< all senders of the group
        LEAVE,        //!< the group as a whole
        JOIN_SOURCE,  //!< one sender more, of those who alone are heard
        LEAVE_SOURCE, //!< one of these senders fewer
        BLOCK,        //!< of a group joined as a whole one sender is not heard
        UNBLOCK,      //!< the sender is heard again
    };

    Action action{Action::JOIN}; //!< what
    WinsockSocketAddress group;  //!< the group; its port means nothing
    WinsockSocketAddress source; //!< the sender, if the action has one
    Ptr<NetDevice> device;       //!< where; not null
};

/**
 * @ingroup winsock
 * @brief The multicast groups of one socket: which group on which device, and from whom.
 */
class MulticastMemberships
{
  public:
    /**
     * @param change what is asked for
     * @return 0, or WSAEINVAL: joined already, no member, or a change that the kind of membership
     *         does not know
     */
    int Change(const MembershipChange& change);

    /**
     * @param group where a datagram went to
     * @param source who sent it
     * @param device where it came in; null for anywhere
     * @return whether the socket gets it
     */
    bool Accepts(const WinsockSocketAddress& group,
                 const WinsockSocketAddress& source,
                 const Ptr<NetDevice>& device) const;

    /// A group on a device.
    struct Place
    {
        WinsockSocketAddress group; //!< the group
        Ptr<NetDevice> device;      //!< where
    };

    /// @return what is joined, in the order of joining
    std::vector<Place> GetPlaces() const;

    /// @return whether there are none
    bool IsEmpty() const;

    /// @return whether a group is joined on a device, whoever the senders are
    bool Has(const WinsockSocketAddress& group, const Ptr<NetDevice>& device) const;

  private:
    using Bytes = std::array<uint8_t, 16>;

    /// One group on one device.
    struct Membership
    {
        WinsockSocketAddress group; //!< the group
        Ptr<NetDevice> device;      //!< where
        bool including;             //!< the senders are those who are heard, not those who are not
        std::vector<Bytes> senders; //!< addresses
    };

    /// Makes a membership. @return 0
    int Join(const MembershipChange& change);
    /// Adds a sender to a membership's list, or takes it away. @return 0 or WSAEINVAL
    static int ChangeSenders(Membership& membership, const MembershipChange& change, bool add);
    /// @return where the membership is, or the end
    std::vector<Membership>::iterator Find(const MembershipChange& change);

    std::vector<Membership> m_memberships; //!< in the order of joining
};

} // namespace ns3::winsock

#endif /* MULTICAST_MEMBERSHIP_H */
