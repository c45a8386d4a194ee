/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef TRANSMIT_DATA_H
#define TRANSMIT_DATA_H

#include "ns3/byte-source.h"
#include "ns3/winsock-extensions.h"

#include <cstdint>
#include <deque>

namespace ns3::winsock
{

class WinsockProcess;

/**
 * @ingroup winsock
 * @brief What TransmitFile or TransmitPackets sends, read piece by piece and never held as a whole.
 */
class TransmitData
{
  public:
    /// @return bytes not yet read
    uint64_t GetRest() const;

    /**
     * @param buffer gets the next bytes
     * @param room at most so many
     * @return how many it got
     */
    uint32_t Read(char* buffer, uint32_t room);

    /**
     * @param process whose file it is
     * @param hFile the file, or null for none
     * @param bytes of the file; 0 for all that follows
     * @param overlapped says where to begin; null begins at the file's position, and moves that
     * @param buffers what goes before and behind it, or null
     * @return 0, WSAEFAULT, or WSAEINVAL: no file, an offset outside the file, too many bytes (R-EXT-4)
     */
    int TakeFile(WinsockProcess& process,
                 HANDLE hFile,
                 DWORD bytes,
                 const OVERLAPPED* overlapped,
                 const TRANSMIT_FILE_BUFFERS* buffers);

    /**
     * @param process whose files they are
     * @param elements the pieces
     * @param count how many
     * @return 0, WSAEFAULT or WSAEINVAL
     */
    int TakePackets(WinsockProcess& process, const TRANSMIT_PACKETS_ELEMENT* elements, DWORD count);

  private:
    /// A piece of memory or of a file.
    struct Piece
    {
        const char* memory{nullptr}; //!< where, unless it is a file's
        Ptr<FileObject> file;        //!< or which file
        uint64_t offset{0};          //!< in the file
        uint64_t bytes{0};           //!< how many
    };

    /// Adds memory. @return 0 or WSAEFAULT
    int AddMemory(const void* memory, DWORD bytes);
    /// Adds a piece of a file. @param offset where; negative for its position @return 0 or WSAEINVAL
    int AddFile(WinsockProcess& process, HANDLE hFile, int64_t offset, DWORD bytes);
    /// @return 0, or WSAEINVAL for more bytes than one call can send
    int JudgeSize() const;

    std::deque<Piece> m_pieces; //!< not yet read
};

/**
 * @ingroup winsock
 * @param flags of TransmitFile, TransmitPackets or DisconnectEx
 * @param allowed those that the function knows
 * @return 0, or WSAEINVAL: another flag, or TF_REUSE_SOCKET without TF_DISCONNECT where that is known
 */
int JudgeTransmitFlags(DWORD flags, DWORD allowed);

/// Flags of TransmitFile and TransmitPackets.
inline constexpr DWORD TRANSMIT_FLAGS =
    TF_DISCONNECT | TF_REUSE_SOCKET | TF_WRITE_BEHIND | TF_USE_SYSTEM_THREAD | TF_USE_KERNEL_APC;

} // namespace ns3::winsock

#endif /* TRANSMIT_DATA_H */
