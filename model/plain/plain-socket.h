/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PLAIN_SOCKET_H
#define PLAIN_SOCKET_H

#include "ns3/address.h"
#include "ns3/plain-process.h"
#include "ns3/socket.h"
#include "ns3/waitable-object.h"
#include "ns3/winsock-structures.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A socket as plain ns-3 applications know it, over a handle of Winsock.
 *
 * What stream and datagram sockets share. The handle is nonblocking; its network events come to an
 * event object of its own, whose signals call OnSignal() in an event of ns-3. An address decides the
 * family, so the handle is made with the first call that has one: there the node's catalog, chain and
 * limits have their say.
 *
 * Tags and metadata of packets do not cross a chain, which carries bytes; neither do time to live,
 * type of service and priority, for which the base provider has no options.
 */
class PlainSocket : public Socket
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    ~PlainSocket() override;

    /// @return what WSAGetLastError gave for the last call that failed
    int GetWinsockError() const;

    /// @return the handle, or INVALID_SOCKET
    SOCKET GetHandle() const;

    /// The process has ended, and the handle with it.
    virtual void OnProcessEnded();

    enum SocketErrno GetErrno() const override;
    Ptr<Node> GetNode() const override;
    int Bind(const Address& address) override;
    int Bind() override;
    int Bind6() override;
    int ShutdownSend() override;
    int ShutdownRecv() override;
    int GetSockName(Address& address) const override;
    int GetPeerName(Address& address) const override;

    /**
     * Lets Bind take an address of the device in place of the wildcard, as Winsock programs choose an
     * interface.
     * @param netdevice a device of the node; null for all
     */
    void BindToNetDevice(Ptr<NetDevice> netdevice) override;

    /// Aborts with a message: the module's Winsock has no multicast groups.
    void Ipv6JoinGroup(Ipv6Address address,
                       Ipv6MulticastFilterMode filterMode,
                       std::vector<Ipv6Address> sourceAddresses) override;

  protected:
    /**
     * @param process whose handles are used
     * @param type SOCK_STREAM or SOCK_DGRAM
     */
    PlainSocket(Ptr<PlainProcess> process, int type);

    /// A socket with the same callbacks and settings, and no handle yet.
    PlainSocket(const PlainSocket& other);

    /**
     * Makes the handle where there is none yet.
     * @param address what its family is taken from
     * @return 0 or a Winsock error
     */
    int Open(const Address& address);

    /**
     * Makes the handle of a socket whose Bind() was refused late.
     * @return 0 or a Winsock error; WSAEINVAL where nothing was bound
     */
    int Reopen();

    /**
     * Takes a handle over; closes it where there is no event left to watch it by.
     * @param s a handle that was just made
     * @param family its address family
     * @return 0 or a Winsock error
     */
    int Adopt(SOCKET s, int family);

    /// Gives the handle back; harmless without one.
    void CloseHandle();

    /// @return whether there is a handle
    bool IsOpen() const;

    /// @return whether ShutdownSend() was called
    bool IsSendShut() const;

    /// @return whether ShutdownRecv() was called
    bool IsReceiveShut() const;

    /// @return the calls of the process
    Winsock& Calls() const;

    /// @return the process
    PlainProcess& GetPlainProcess() const;

    /// @param error a Winsock error, kept for GetErrno() @return -1
    int Fail(int error) const;

    /// @return Fail() with the error of the last call
    int FailLastCall() const;

    /// @param option of SOL_SOCKET @return its number
    uint32_t GetNumber(int option) const;

    /**
     * Something has happened to the handle.
     * @param events what; the handle may be gone after each call of an application
     */
    virtual void OnEvents(const WSANETWORKEVENTS& events) = 0;

    /// ShutdownRecv() was called.
    virtual void DropReceived() = 0;

    /// ShutdownSend() was called.
    virtual void OnSendShut() = 0;

  private:
    /// Makes the handle. @return 0 or why the chain refuses it
    int OpenFamily(int family);
    /// Makes the handle and binds it. @return 0 or an error, with no handle then
    int OpenAndBind(const Address& address);
    /// @return the address, or that of the bound device in place of a wildcard
    Address OnBoundDevice(const Address& address) const;
    /// Asks for network events.
    void Watch();
    /// The event object was signalled.
    void OnSignal();
    /// Asks for an address of the handle and hands it on.
    template <typename Function>
    int GetName(Function function, Address& address) const;

    Ptr<PlainProcess> m_process;     //!< whose handles are used
    SOCKET m_handle{INVALID_SOCKET}; //!< the handle
    WSAEVENT m_eventHandle{};        //!< of the event object
    Ptr<EventObject> m_event;        //!< where network events are reported
    Address m_refusedBind;           //!< what Bind() was given that was refused late
    int m_type;                      //!< SOCK_STREAM or SOCK_DGRAM
    int m_family{0};                 //!< address family of the handle
    mutable int m_error{0};          //!< of the last call that failed
    bool m_sendShut{false};          //!< ShutdownSend() was called
    bool m_receiveShut{false};       //!< ShutdownRecv() was called
};

/**
 * @ingroup winsock
 * @param error a Winsock error
 * @return what stands for it in ns-3: ERROR_ADDRNOTAVAIL, which ns-3 gives when it has no room for a
 *         socket, for WSAEMFILE and WSAENOBUFS; ERROR_NODEV where no provider works
 */
Socket::SocketErrno Ns3ErrnoFromWinsock(int error);

} // namespace ns3::winsock

#endif /* PLAIN_SOCKET_H */
