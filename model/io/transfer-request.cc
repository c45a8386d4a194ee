/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "transfer-request.h"

namespace ns3::winsock
{

TransferRequest::TransferRequest(const OverlappedReport& report, const Transfer& transfer)
    : OverlappedRequest(report),
      m_transfer(transfer),
      m_buffers(transfer.buffers, transfer.buffers + transfer.count)
{
    m_transfer.buffers = m_buffers.data();
    if (transfer.to || transfer.control)
    {
        m_sending = std::make_unique<Sending>();
    }
    if (transfer.to)
    {
        m_sending->to = *transfer.to;
        m_transfer.to = &m_sending->to;
    }
    if (transfer.control)
    {
        m_sending->control = *transfer.control;
        m_transfer.control = &m_sending->control;
    }
}

Transfer&
TransferRequest::GetTransfer()
{
    return m_transfer;
}

void
TransferRequest::SetSender(LPSOCKADDR from, LPINT fromlen)
{
    m_from = from;
    m_fromlen = fromlen;
}

void
TransferRequest::Collect(PendingOperation&, DWORD& bytes, DWORD&)
{
    bytes = m_transfer.bytes;
    if (m_from && m_transfer.hasFrom)
    {
        m_transfer.from.Write(m_from, m_fromlen);
    }
}

} // namespace ns3::winsock
