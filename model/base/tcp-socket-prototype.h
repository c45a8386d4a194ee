/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TCP_SOCKET_PROTOTYPE_H
#define TCP_SOCKET_PROTOTYPE_H

#include "ns3/attribute.h"
#include "ns3/ptr.h"
#include "ns3/type-id.h"

#include <cstdint>
#include <vector>

namespace ns3
{
class Node;
class TcpL4Protocol;
} // namespace ns3

namespace ns3::winsock
{

class WinsockTcpSocket;

/**
 * @ingroup winsock
 *
 * A TCP socket that is never used, only copied.
 *
 * Constructing the ninety-odd attributes of a TCP socket, its congestion control, recovery and
 * RTT estimator is four fifths of what a socket costs; copying an existing one skips that. There
 * is one prototype per combination of the three types, shared by all nodes. It is replaced as
 * soon as the default of one of its attributes was changed, and all are released when the
 * simulation is destroyed.
 */
class TcpSocketPrototype
{
  public:
    /**
     * Makes a socket on a node. See WinsockTcpSocket::Create().
     *
     * @param node the node
     * @param tcp its TCP
     * @return the unbound socket
     */
    static Ptr<WinsockTcpSocket> CreateSocket(Ptr<Node> node, Ptr<TcpL4Protocol> tcp);

    /**
     * @return how many prototypes exist now
     */
    static std::size_t GetCount();

    ~TcpSocketPrototype();

  private:
    /** The three types that make up a TCP socket of ns-3. */
    struct Kind
    {
        TypeId congestion; //!< congestion control
        TypeId recovery;   //!< recovery algorithm
        TypeId rtt;        //!< RTT estimator

        /**
         * @param other another combination
         * @return whether all three types are the same
         */
        bool operator==(const Kind& other) const;
    };

    /** An attribute's default as it was when the prototype was made. */
    struct Default
    {
        TypeId type;                       //!< type that declares the attribute
        std::size_t index;                 //!< its number there
        Ptr<const AttributeValue> initial; //!< the default
        uint32_t references;               //!< holders of that value when last looked at
    };

    /**
     * @param kind the combination to stand for
     */
    explicit TcpSocketPrototype(const Kind& kind);

    /**
     * @param tcp a node's TCP
     * @return the combination that it makes sockets of
     */
    static Kind GetKind(Ptr<TcpL4Protocol> tcp);

    /**
     * @param kind a combination
     * @return its prototype, made or renewed when need be
     */
    static TcpSocketPrototype& Find(const Kind& kind);

    /** Forgets all prototypes. */
    static void ReleaseAll();

    /**
     * @param kind a combination
     * @return a socket of it, made attribute by attribute
     */
    static Ptr<WinsockTcpSocket> Construct(const Kind& kind);

    /**
     * Notes the defaults of a type and its parents.
     *
     * @param type the type
     */
    void Watch(TypeId type);

    /**
     * @return whether every default is what it was
     */
    bool IsCurrent();

    /**
     * @return whether a copy has the attribute values of the original in all its parts
     */
    bool CopiesFaithfully() const;

    Kind m_kind;                     //!< what it stands for
    std::vector<Default> m_defaults; //!< defaults that it was made from
    Ptr<WinsockTcpSocket> m_socket;  //!< what is copied
    bool m_copyable{false};          //!< a copy is as good as a new one
};

} // namespace ns3::winsock

#endif // TCP_SOCKET_PROTOTYPE_H
