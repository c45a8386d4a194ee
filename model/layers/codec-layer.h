/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CODEC_LAYER_H
#define CODEC_LAYER_H

#include "ns3/codec-transform.h"
#include "ns3/layer-library.h"
#include "ns3/stream-relay-provider.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief What a codec tells of a frame.
 */
struct CodecFrame
{
    uint32_t node{0};       //!< where the layer runs
    uint32_t process{0};    //!< whose socket
    bool sent{false};       //!< or received
    uint32_t plainBytes{0}; //!< as the program sees them
    uint32_t wireBytes{0};  //!< as they travel, with all that frames them
    std::string problem{};  //!< why a received frame does not check; empty for a sound one
};

/**
 * @ingroup winsock
 * @brief The library of a layer that changes what travels: both ends of a connection must have it.
 *
 * What a program sends is cut into frames. A frame has a header of four bytes (0xc0 0xde and the
 * length of what follows), the transformed bytes, and a checksum of the bytes before the
 * transformation in four bytes. So the lengths above and below differ, and an end that has no codec,
 * or one of another key, is noticed: the program gets what came before, then WSAECONNABORTED, and the
 * peer the end of the connection.
 *
 * Streams only; sockets of other types pass. A transform of one's own takes a class derived from this
 * one that overrides MakeTransform().
 */
class CodecLibrary : public LayerLibrary
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    CodecLibrary();
    ~CodecLibrary() override;

    Ptr<ServiceProvider> CreateLayer() override;

    /// @return a fresh transform for one direction of a connection, as the attributes say
    virtual std::unique_ptr<CodecTransform> MakeTransform() const;

    /// @return how many bytes of a program go into one frame at most
    uint32_t GetFrameBytes() const;

    /// @param frame is handed to the listeners of `Frame`, or of `FrameError` if it does not check
    void Report(const CodecFrame& frame) const;

    /**
     * @brief Signature of the `Frame` and `FrameError` trace sources.
     * @param frame what was sent or received
     */
    typedef void (*FrameTracedCallback)(const CodecFrame& frame);

  private:
    std::string m_transform;                        //!< attribute
    std::string m_key;                              //!< attribute
    uint32_t m_frameBytes{0};                       //!< attribute
    TracedCallback<const CodecFrame&> m_frameTrace; //!< `Frame`
    TracedCallback<const CodecFrame&> m_errorTrace; //!< `FrameError`
};

/**
 * @ingroup winsock
 * @brief A stream whose bytes travel in transformed frames.
 */
class CodecStream : public StreamRelay
{
  public:
    /// @param library where the settings are
    explicit CodecStream(Ptr<CodecLibrary> library);

  protected:
    void Encode(const char* data, std::size_t length, std::vector<char>& wire) override;
    int Decode(const char* data, std::size_t length, ByteQueue& readable) override;
    int FinishDecoding() override;

  private:
    /// Appends a frame.
    void EncodeFrame(const char* data, std::size_t length, std::vector<char>& wire);
    /// Takes the first frame if all of it is there. @return whether to go on; problem says why not
    bool DecodeFrame(ByteQueue& readable, std::string& problem);
    /// Tells of a frame.
    void Report(CodecFrame frame) const;
    /// A received frame does not check. @return the error that the connection breaks with
    int Reject(const std::string& problem) const;

    Ptr<CodecLibrary> m_library;               //!< where the settings are
    std::unique_ptr<CodecTransform> m_sending; //!< of the program's bytes
    std::unique_ptr<CodecTransform> m_undoing; //!< of the peer's
    ByteQueue m_arrived;                       //!< not decoded yet
    std::vector<char> m_plain;                 //!< the frame that is being decoded
};

/**
 * @ingroup winsock
 * @brief A layer that changes what travels.
 */
class CodecLayer : public StreamRelayProvider
{
  public:
    /// @param library where the settings are
    explicit CodecLayer(Ptr<CodecLibrary> library);

  protected:
    Ptr<StreamRelay> MakeRelay() override;

  private:
    Ptr<CodecLibrary> m_library; //!< where the settings are
};

} // namespace ns3::winsock

#endif /* CODEC_LAYER_H */
