/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */
#include "monitor-layer.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-pointer.h"
#include "ns3/winsock-thread.h"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <string_view>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(MonitorLibrary);

namespace
{

/// Appends a byte of a program's data as C++ would write it in a string.
void
AppendByte(std::string& text, char byte)
{
    static const char* const digits = "0123456789abcdef";
    const auto value = static_cast<unsigned char>(byte);
    if (byte == '"' || byte == '\\')
    {
        text += '\\';
        text += byte;
    }
    else if (std::isprint(value))
    {
        text += byte;
    }
    else
    {
        text += "\\x";
        text += digits[value / 16];
        text += digits[value % 16];
    }
}

/// The first bytes of what lies in the buffers of a call.
std::string
PayloadText(const SpiCall::Data& data, uint64_t length)
{
    std::string text = "\"";
    const WSABUF* const buffers = *data.buffers;
    for (DWORD i = 0; length != 0 && !IsNowhere(buffers) && i < *data.bufferCount; ++i)
    {
        const uint64_t here =
            IsNowhere(buffers[i].buf) ? 0 : std::min<uint64_t>(buffers[i].len, length);
        std::for_each(
            buffers[i].buf, buffers[i].buf + here, [&](char byte) { AppendByte(text, byte); });
        length -= here;
    }
    return text + "\"";
}

/// @return whether a call sends data
bool
IsSend(const SpiCall& call)
{
    static const std::string_view prefix = "WSPSend";
    return call.GetData().buffers &&
           std::string_view(call.GetName()).substr(0, prefix.size()) == prefix;
}

} // namespace

// ---------------------------------------------------------------- the library

TypeId
MonitorLibrary::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::MonitorLibrary")
            .SetParent<LayerLibrary>()
            .SetGroupName("Winsock")
            .AddConstructor<MonitorLibrary>()
            .AddAttribute(
                "Functions",
                "Names of the functions whose calls are reported, such as \"WSPSend WSPRecv\";"
                " empty for all thirty.",
                StringValue(""),
                MakeStringAccessor(&MonitorLibrary::SetFunctions, &MonitorLibrary::GetFunctions),
                MakeStringChecker())
            .AddAttribute("PayloadBytes",
                          "How many bytes of what is sent and received the records show, as the"
                          " argument `data`; 0 for lengths only.",
                          UintegerValue(0),
                          MakeUintegerAccessor(&MonitorLibrary::m_payloadBytes),
                          MakeUintegerChecker<uint32_t>())
            .AddTraceSource("Call",
                            "A call crossed the layer.",
                            MakeTraceSourceAccessor(&MonitorLibrary::m_callTrace),
                            "ns3::winsock::WinsockStack::CallTracedCallback");
    return tid;
}

MonitorLibrary::MonitorLibrary()
    : LayerLibrary("monitor")
{
}

MonitorLibrary::~MonitorLibrary() = default;

Ptr<ServiceProvider>
MonitorLibrary::CreateLayer()
{
    return Create<MonitorLayer>(Ptr<MonitorLibrary>(this));
}

void
MonitorLibrary::SetFunctions(const std::string& text)
{
    std::bitset<SPI_FUNCTIONS> functions;
    std::istringstream words(text);
    std::string name;
    while (words >> name)
    {
        const uint32_t place = FindSpiFunction(name);
        NS_ABORT_MSG_IF(place == SPI_FUNCTIONS,
                        "MonitorLibrary::Functions names \""
                            << name
                            << "\", which is not a function of the procedure table: write names"
                               " such as WSPSend, with blanks between them.");
        functions.set(place);
    }
    m_functions = functions.none() ? functions.set() : functions;
    m_functionsText = text;
}

std::string
MonitorLibrary::GetFunctions() const
{
    return m_functionsText;
}

bool
MonitorLibrary::IsReported(uint32_t place) const
{
    return !m_callTrace.IsEmpty() && m_functions[place];
}

uint32_t
MonitorLibrary::GetPayloadBytes() const
{
    return m_payloadBytes;
}

void
MonitorLibrary::Report(const CallRecord& record) const
{
    m_callTrace(record);
}

// ---------------------------------------------------------------- the layer

class MonitorLayer::Report
{
  public:
    Report(const MonitorLayer& layer, const SpiCall& call)
        : m_library(layer.GetLibrary()),
          m_call(call)
    {
        WinsockThread::GetCurrent()->Identify(m_record);
        m_record.side = CallRecord::Side::SPI;
        m_record.provider = layer.GetName();
        m_record.function = call.GetName();
        m_record.depth = layer.GetDepth(call.GetSocket(), call.GetProtocolInfo());
        m_record.start = m_record.time = Simulator::Now();
        call.AddArguments(m_record);
        if (IsSend(call))
        {
            AddPayload(m_library.GetPayloadBytes());
        }
        m_library.Report(m_record);
    }

    /// A report that was never ended is that of a call which its process's end cut short.
    ~Report()
    {
        if (m_record.phase == CallRecord::Phase::ENTER)
        {
            m_record.unwound = true;
            Leave();
        }
    }

    Report(const Report&) = delete;
    Report& operator=(const Report&) = delete;

    int64_t
    End(int64_t result)
    {
        m_record.result = result;
        m_record.error = m_call.IsFailure(result) ? m_call.GetError() : 0;
        const SpiCall::Data& data = m_call.GetData();
        if (data.buffers && !IsSend(m_call) && m_record.error == 0 && !IsNowhere(data.transferred))
        {
            AddPayload(std::min(m_library.GetPayloadBytes(), *data.transferred));
        }
        Leave();
        return result;
    }

  private:
    void
    AddPayload(uint32_t length)
    {
        if (m_library.GetPayloadBytes() != 0)
        {
            m_record.arguments.emplace_back("data", PayloadText(m_call.GetData(), length));
        }
    }

    void
    Leave()
    {
        m_record.phase = CallRecord::Phase::LEAVE;
        m_record.time = Simulator::Now();
        m_library.Report(m_record);
    }

    const MonitorLibrary& m_library;
    const SpiCall& m_call;
    CallRecord m_record;
};

CallGate*
MonitorLayer::GetCallGate()
{
    return this;
}

int64_t
MonitorLayer::Cross(SpiCall& call)
{
    if (!GetLibrary().IsReported(call.GetPlace()))
    {
        return call.Proceed();
    }
    Report report(*this, call);
    return report.End(call.Proceed());
}

} // namespace ns3::winsock
