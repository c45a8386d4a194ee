/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef CODEC_TRANSFORM_H
#define CODEC_TRANSFORM_H

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief How a codec changes the bytes of one direction of a stream.
 *
 * Each direction of each connection has one of its own at either end, which sees all of its bytes in
 * order; so it may keep a state.
 */
class CodecTransform
{
  public:
    virtual ~CodecTransform() = default;

    /**
     * @param data of the program, at most FrameBytes of them at once
     * @param length how many bytes
     * @param[in,out] wire gets at its end what travels instead; together at most 65535 bytes
     */
    virtual void Apply(const char* data, std::size_t length, std::vector<char>& wire) = 0;

    /**
     * @param wire what one call of Apply() wrote at the other end
     * @param length how many bytes
     * @param[in,out] data gets at its end what the program sent
     * @return whether Apply() can have written it
     */
    virtual bool Undo(const char* wire, std::size_t length, std::vector<char>& data) = 0;
};

/**
 * @ingroup winsock
 * @param name "Identity" (leaves the bytes as they are), "Xor" (combines them with the bytes of the
 *        key, over and over) or "Expand" (writes each byte as two letters); another one aborts with
 *        these names
 * @param key for "Xor", not empty
 * @return the transform
 */
std::unique_ptr<CodecTransform> MakeCodecTransform(const std::string& name, const std::string& key);

} // namespace ns3::winsock

#endif /* CODEC_TRANSFORM_H */
