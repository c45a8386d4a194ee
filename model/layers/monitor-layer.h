/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */
#ifndef MONITOR_LAYER_H
#define MONITOR_LAYER_H

#include "ns3/call-gate.h"
#include "ns3/call-record.h"
#include "ns3/layer-library.h"
#include "ns3/traced-callback.h"

#include <bitset>
#include <cstdint>
#include <string>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The library of a layer that reports every call that crosses it.
 *
 * The trace source `Call` gets two records for each crossing call of the thirty functions: one on its
 * way down, one on its way up with result and error. They have the form of the stack's own call
 * trace, which tells of all calls at all places; a monitor tells of those at its own place in a chain.
 * The depth of its records is that place, 1 for the top of the chain, which is what the stack's trace
 * says of a call that a program made.
 *
 * While nobody listens the layer only passes calls on.
 */
class MonitorLibrary : public LayerLibrary
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    MonitorLibrary();
    ~MonitorLibrary() override;

    Ptr<ServiceProvider> CreateLayer() override;

    /// @param place in the procedure table @return whether calls of the function there are reported
    bool IsReported(uint32_t place) const;

    /// @return how many bytes of sent and received data the records show
    uint32_t GetPayloadBytes() const;

    /// @param record is handed to the listeners
    void Report(const CallRecord& record) const;

  private:
    /// @param text of the attribute `Functions`; an unknown name aborts
    void SetFunctions(const std::string& text);
    /// @return the text of the attribute `Functions`
    std::string GetFunctions() const;

    std::string m_functionsText;                   //!< attribute
    std::bitset<SPI_FUNCTIONS> m_functions;        //!< what it says, by place
    uint32_t m_payloadBytes{0};                    //!< attribute
    TracedCallback<const CallRecord&> m_callTrace; //!< `Call`
};

/**
 * @ingroup winsock
 * @brief A layer that reports every call that crosses it.
 */
class MonitorLayer : public LibraryLayer<MonitorLibrary>, private CallGate
{
  public:
    using LibraryLayer::LibraryLayer;

  private:
    /// The two records of one call.
    class Report;

    CallGate* GetCallGate() override;
    int64_t Cross(SpiCall& call) override;
};

} // namespace ns3::winsock

#endif /* MONITOR_LAYER_H */
