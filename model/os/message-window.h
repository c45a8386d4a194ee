/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MESSAGE_WINDOW_H
#define MESSAGE_WINDOW_H

#include "ns3/handle-table.h"
#include "ns3/winsock-messages.h"
#include "ns3/winsock-thread.h"

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A window that has messages and nothing to see: what WSAAsyncSelect reports to.
 */
class MessageWindow : public KernelObject
{
  public:
    /**
     * @param thread whose queue gets the messages
     */
    explicit MessageWindow(Ptr<WinsockThread> thread);
    ~MessageWindow() override;

    /// @param handle by which the process knows the window
    void SetHandle(HWND handle);

    /// @return by which the process knows the window
    HWND GetHandle() const;

    /**
     * @param message its number
     * @param wParam its first argument
     * @param lParam its second argument
     */
    virtual void Post(UINT message, WPARAM wParam, LPARAM lParam);

  private:
    Ptr<WinsockThread> m_thread; //!< whose queue gets the messages
    HWND m_handle{nullptr};      //!< by which the process knows the window
};

} // namespace ns3::winsock

#endif /* MESSAGE_WINDOW_H */
