/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "codec-layer.h"

#include "ns3/abort.h"
#include "ns3/string.h"
#include "ns3/trace-source-accessor.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-error.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

NS_OBJECT_ENSURE_REGISTERED(CodecLibrary);

namespace
{

constexpr unsigned char MARK[2] = {0xc0, 0xde}; // how each frame begins
constexpr std::size_t HEADER_BYTES = 4;         // mark and length
constexpr std::size_t CHECK_BYTES = 4;          // behind the transformed bytes
constexpr std::size_t MOST_WIRE_BYTES = 0xffff; // what the length can say
constexpr uint32_t MOST_FRAME_BYTES = 0x7fff;   // so that twice as many still fit

/// The FNV-1a sum of the bytes as the program sees them.
uint32_t
Checksum(const char* data, std::size_t length)
{
    uint32_t sum = 2166136261U;
    std::for_each(data,
                  data + length,
                  [&sum](char byte)
                  { sum = (sum ^ static_cast<unsigned char>(byte)) * 16777619U; });
    return sum;
}

/// Appends a number, its highest byte first.
void
AppendNumber(std::vector<char>& wire, uint32_t value, std::size_t bytes)
{
    for (std::size_t i = bytes; i != 0; --i)
    {
        wire.push_back(static_cast<char>(value >> (8 * (i - 1))));
    }
}

/// Reads what AppendNumber() wrote.
uint32_t
ReadNumber(const char* wire, std::size_t bytes)
{
    uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i)
    {
        value = value << 8 | static_cast<unsigned char>(wire[i]);
    }
    return value;
}

} // namespace

// ---------------------------------------------------------------- the library

TypeId
CodecLibrary::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::CodecLibrary")
            .SetParent<LayerLibrary>()
            .SetGroupName("Winsock")
            .AddConstructor<CodecLibrary>()
            .AddAttribute(
                "Transform",
                "How the bytes are changed: Identity, Xor (with the key) or Expand (two"
                " letters for each byte). Counts for connections that are made afterwards.",
                StringValue("Xor"),
                MakeStringAccessor(&CodecLibrary::m_transform),
                MakeStringChecker())
            .AddAttribute("Key",
                          "What both ends must have in common for Xor.",
                          StringValue("winsock"),
                          MakeStringAccessor(&CodecLibrary::m_key),
                          MakeStringChecker())
            .AddAttribute("FrameBytes",
                          "How many bytes of a program go into one frame at most.",
                          UintegerValue(4096),
                          MakeUintegerAccessor(&CodecLibrary::m_frameBytes),
                          MakeUintegerChecker<uint32_t>(1, MOST_FRAME_BYTES))
            .AddTraceSource("Frame",
                            "A frame was sent or received.",
                            MakeTraceSourceAccessor(&CodecLibrary::m_frameTrace),
                            "ns3::winsock::CodecLibrary::FrameTracedCallback")
            .AddTraceSource("FrameError",
                            "What came does not check: the connection is broken.",
                            MakeTraceSourceAccessor(&CodecLibrary::m_errorTrace),
                            "ns3::winsock::CodecLibrary::FrameTracedCallback");
    return tid;
}

CodecLibrary::CodecLibrary()
    : LayerLibrary("codec")
{
}

CodecLibrary::~CodecLibrary() = default;

Ptr<ServiceProvider>
CodecLibrary::CreateLayer()
{
    NS_ABORT_MSG_IF(GetHandleKind() == HandleKind::IFS,
                    "CodecLibrary::Handles is IFS: a codec needs handles of its own, or the system"
                    " would read and write past it. Set NON_IFS, or nothing.");
    return Create<CodecLayer>(Ptr<CodecLibrary>(this));
}

std::unique_ptr<CodecTransform>
CodecLibrary::MakeTransform() const
{
    return MakeCodecTransform(m_transform, m_key);
}

uint32_t
CodecLibrary::GetFrameBytes() const
{
    return m_frameBytes;
}

void
CodecLibrary::Report(const CodecFrame& frame) const
{
    (frame.problem.empty() ? m_frameTrace : m_errorTrace)(frame);
}

// ---------------------------------------------------------------- the stream

CodecStream::CodecStream(Ptr<CodecLibrary> library)
    : m_library(library),
      m_sending(library->MakeTransform()),
      m_undoing(library->MakeTransform())
{
}

void
CodecStream::Encode(const char* data, std::size_t length, std::vector<char>& wire)
{
    const std::size_t most = m_library->GetFrameBytes();
    while (length != 0)
    {
        const std::size_t here = std::min(length, most);
        EncodeFrame(data, here, wire);
        data += here;
        length -= here;
    }
}

void
CodecStream::EncodeFrame(const char* data, std::size_t length, std::vector<char>& wire)
{
    const std::size_t begin = wire.size();
    wire.insert(wire.end(), std::begin(MARK), std::end(MARK));
    AppendNumber(wire, 0, 2);
    m_sending->Apply(data, length, wire);
    const std::size_t bytes = wire.size() - begin - HEADER_BYTES;
    NS_ABORT_MSG_IF(bytes > MOST_WIRE_BYTES,
                    "A transform made " << bytes << " bytes of " << length << ", but a frame holds "
                                        << MOST_WIRE_BYTES
                                        << " at most: set CodecLibrary::FrameBytes lower.");
    wire[begin + 2] = static_cast<char>(bytes >> 8);
    wire[begin + 3] = static_cast<char>(bytes);
    AppendNumber(wire, Checksum(data, length), CHECK_BYTES);
    CodecFrame frame;
    frame.sent = true;
    frame.plainBytes = static_cast<uint32_t>(length);
    frame.wireBytes = static_cast<uint32_t>(wire.size() - begin);
    Report(frame);
}

int
CodecStream::Decode(const char* data, std::size_t length, ByteQueue& readable)
{
    m_arrived.Append(data, length);
    std::string problem;
    while (DecodeFrame(readable, problem))
    {
    }
    return problem.empty() ? 0 : Reject(problem);
}

int
CodecStream::FinishDecoding()
{
    return m_arrived.GetSize() == 0 ? 0 : Reject("the stream ends inside a frame");
}

bool
CodecStream::DecodeFrame(ByteQueue& readable, std::string& problem)
{
    const std::size_t there = m_arrived.GetSize();
    const char* const front = m_arrived.GetFront();
    // A peer without a codec is noticed by its first byte.
    const std::size_t marked = std::min(there, sizeof(MARK));
    if (!std::equal(front,
                    front + marked,
                    MARK,
                    [](char byte, unsigned char mark)
                    { return static_cast<unsigned char>(byte) == mark; }))
    {
        problem = "what came is no frame";
        return false;
    }
    const std::size_t length = there < HEADER_BYTES ? 0 : ReadNumber(front + 2, 2);
    const std::size_t whole = HEADER_BYTES + length + CHECK_BYTES;
    if (there < whole)
    {
        return false;
    }
    m_plain.clear();
    if (!m_undoing->Undo(front + HEADER_BYTES, length, m_plain) ||
        Checksum(m_plain.data(), m_plain.size()) !=
            ReadNumber(front + HEADER_BYTES + length, CHECK_BYTES))
    {
        problem = "a frame does not check";
        return false;
    }
    m_arrived.Drop(whole);
    readable.Append(m_plain.data(), m_plain.size());
    CodecFrame frame;
    frame.plainBytes = static_cast<uint32_t>(m_plain.size());
    frame.wireBytes = static_cast<uint32_t>(whole);
    Report(frame);
    return true;
}

int
CodecStream::Reject(const std::string& problem) const
{
    CodecFrame frame;
    frame.wireBytes = static_cast<uint32_t>(m_arrived.GetSize());
    frame.problem = problem;
    Report(frame);
    return WSAECONNABORTED;
}

void
CodecStream::Report(CodecFrame frame) const
{
    const WinsockProcess& process = GetProvider()->GetProcess();
    frame.node = process.GetStack().GetNodeId();
    frame.process = process.GetId();
    m_library->Report(frame);
}

// ---------------------------------------------------------------- the layer

CodecLayer::CodecLayer(Ptr<CodecLibrary> library)
    : StreamRelayProvider(library->GetName()),
      m_library(library)
{
}

Ptr<StreamRelay>
CodecLayer::MakeRelay()
{
    return Create<CodecStream>(m_library);
}

} // namespace ns3::winsock
