/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef REDIRECTED_CONNECTION_H
#define REDIRECTED_CONNECTION_H

#include "ns3/event-id.h"
#include "ns3/io-socket.h"
#include "ns3/socks5-handshake.h"
#include "ns3/winsock-spi.h"

#include <functional>

namespace ns3::winsock
{

class MessageWindow;
class WinsockProcess;

/**
 * @ingroup winsock
 * @brief A connection on its way through a proxy: what stands for the socket until the proxy has
 *        answered.
 *
 * The socket below is nonblocking meanwhile and tells a window of the layer's own what happens to it;
 * the process's worker thread goes on with the handshake each time. Blocking and nonblocking
 * programs, select, event objects and window messages look at this object's queue and watch
 * (design decision D3), so none of them sees anything before it is over.
 */
class RedirectedConnection : public IoSocket
{
  public:
    /// Where it stands.
    enum class State : uint8_t
    {
        REACHING,    //!< the connection to the proxy is under way
        TALKING,     //!< the proxy is being asked
        CONNECTED,   //!< the proxy has connected to the target
        UNREACHABLE, //!< the proxy could not be reached
        REFUSED,     //!< the proxy said no, or nothing that makes sense
        CLOSED,      //!< the program has closed the socket
    };

    /**
     * @param process whose socket it is
     * @param lower the socket below, connected or connecting to the proxy
     * @param table the functions of the next element
     * @param handshake to be held with the proxy
     * @param onEnd called once when it is over, unless Close() comes first; before anybody is told
     */
    RedirectedConnection(WinsockProcess& process,
                         SOCKET lower,
                         const WSPPROC_TABLE& table,
                         Socks5Handshake handshake,
                         std::function<void()> onEnd);
    ~RedirectedConnection() override;

    /**
     * Begins to watch the socket below.
     * @param connected whether that is connected already
     * @param limit how long all may take; zero for no limit
     */
    void Begin(bool connected, const Time& limit);

    /**
     * Waits for the end.
     * @param mayWait whether to
     * @return 0, the error that it ended with, WSAEWOULDBLOCK if it is under way still, or WSAEINTR
     */
    int Await(bool mayWait);

    /// The socket below is closed: waiting threads end with WSAEINTR.
    void Close();

    /// @return where it stands
    State GetState() const;

    /// @return whether neither program nor proxy has ended it yet
    bool IsUnderWay() const;

    /// @return 0 or why there is no connection
    int GetError() const;

    /// Tells watchers of the end; the layer does so when the socket below is as it was.
    void Announce();

    Readiness GetReadiness() const override;
    SocketWatch::Conditions GetConditions() const override;

  private:
    /// Hears of the socket below.
    class Ear;
    /// A connect call that waits.
    class ConnectOperation;

    /// The worker thread has heard of the socket below. @param event FD_ bit @param error its code
    void OnEvent(LONG event, int error);
    /// Sends and receives as long as neither has to wait.
    void Talk();
    /// Sends what there is. @return 0 or an error
    int SendOutput();
    /// Receives what is wanted, or a part. @return 0 or an error
    int ReceiveInput();
    /// All is over. @param state how @param error why
    void End(State state, int error);
    /// Patience is over.
    void OnLimit();
    /// A send that found no room is tried again.
    void OnRetry();
    /// Does something on the worker thread.
    void Queue(std::function<void()> call);
    /// Stops to watch and to count the time.
    void StopWatching();

    WinsockProcess& m_process;      //!< whose socket it is
    SOCKET m_lower;                 //!< the socket below
    const WSPPROC_TABLE& m_table;   //!< the functions of the next element
    Socks5Handshake m_handshake;    //!< with the proxy
    std::function<void()> m_onEnd;  //!< of the layer
    Ptr<MessageWindow> m_ear;       //!< null unless the socket below is watched
    EventId m_limit;                //!< the end of patience
    EventId m_retry;                //!< a send is tried again
    State m_state{State::REACHING}; //!< where it stands
    int m_error{0};                 //!< why there is no connection
};

} // namespace ns3::winsock

#endif /* REDIRECTED_CONNECTION_H */
