/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TRANSFER_REQUEST_H
#define TRANSFER_REQUEST_H

#include "ns3/message-control.h"
#include "ns3/overlapped-request.h"
#include "ns3/transfer.h"

#include <memory>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief An overlapped send or receive of a socket.
 *
 * Keeps a copy of the array of buffers, which the program may forget once the call has returned
 * (R-DAT-7).
 */
class TransferRequest : public OverlappedRequest
{
  public:
    /**
     * @param report where the end is reported
     * @param transfer the call's own, of which a copy is kept
     */
    TransferRequest(const OverlappedReport& report, const Transfer& transfer);

    /// @return the transfer, which lives as long as the request
    Transfer& GetTransfer();

    /**
     * Where a receive writes the sender's address.
     * @param from the program's, or null
     * @param fromlen bytes of it
     */
    void SetSender(LPSOCKADDR from, LPINT fromlen);

  protected:
    void Collect(PendingOperation& operation, DWORD& bytes, DWORD& flags) override;

  private:
    /// What only a datagram that is sent has: most requests are without it.
    struct Sending
    {
        SendControl control;     //!< what control data chose
        WinsockSocketAddress to; //!< destination
    };

    Transfer m_transfer;                //!< what goes where
    std::vector<WSABUF> m_buffers;      //!< the program's buffers
    std::unique_ptr<Sending> m_sending; //!< null without a destination and control data
    LPSOCKADDR m_from{nullptr};         //!< where the sender's address goes
    LPINT m_fromlen{nullptr};           //!< bytes of it
};

} // namespace ns3::winsock

#endif /* TRANSFER_REQUEST_H */
