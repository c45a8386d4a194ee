/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PYTHON_BUFFER_H
#define PYTHON_BUFFER_H

#include "ns3/winsock-types.h"

#include <pybind11/pybind11.h>

#include <limits>
#include <memory>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief The bytes of any Python object that has some; they stay where they are while a call waits.
 */
class PythonBuffer
{
  public:
    ~PythonBuffer()
    {
        if (m_view)
        {
            PyBuffer_Release(m_view.get());
        }
    }

    PythonBuffer(PythonBuffer&&) = default;
    PythonBuffer& operator=(PythonBuffer&&) = delete;

    /// @return how many bytes
    int
    GetSize() const
    {
        return static_cast<int>(m_view->len);
    }

  protected:
    /**
     * @param data the Python object; one without contiguous bytes raises TypeError or BufferError
     * @param flags what is asked of the bytes
     */
    PythonBuffer(const pybind11::handle& data, int flags)
        : m_view(std::make_unique<Py_buffer>())
    {
        if (PyObject_GetBuffer(data.ptr(), m_view.get(), flags) != 0)
        {
            m_view.reset();
            throw pybind11::error_already_set();
        }
        if (m_view->len > std::numeric_limits<int>::max())
        {
            PyBuffer_Release(m_view.get());
            m_view.reset();
            throw pybind11::value_error("A call cannot take a buffer of 2 GiB or more.");
        }
    }

    /// @return the first byte
    char*
    GetBytes() const
    {
        return static_cast<char*>(m_view->buf);
    }

  private:
    std::unique_ptr<Py_buffer> m_view; //!< null after a move
};

/**
 * @ingroup winsock
 * @brief Bytes to send, of any Python object that has some.
 */
class PythonSendBuffer : public PythonBuffer
{
  public:
    /// @param data the Python object, see PythonBuffer
    explicit PythonSendBuffer(const pybind11::handle& data)
        : PythonBuffer(data, PyBUF_SIMPLE)
    {
    }

    /// @return the first byte
    const char*
    GetData() const
    {
        return GetBytes();
    }
};

/**
 * @ingroup winsock
 * @brief A Python object whose bytes a call overwrites.
 */
class PythonWriteBuffer : public PythonBuffer
{
  public:
    /// @param data the Python object, see PythonBuffer; one that is read-only raises BufferError
    explicit PythonWriteBuffer(const pybind11::handle& data)
        : PythonBuffer(data, PyBUF_WRITABLE)
    {
    }

    /// @return the first byte
    char*
    GetData() const
    {
        return GetBytes();
    }
};

/**
 * @ingroup winsock
 * @brief Room for bytes to receive: a Python bytes object that nobody else has seen yet, so that
 *        what arrives need not be copied again.
 */
class PythonReceiveRoom
{
  public:
    /// @param size bytes
    explicit PythonReceiveRoom(int size)
    {
        if (size < 0)
        {
            throw pybind11::value_error("The number of bytes to receive cannot be negative.");
        }
        m_bytes =
            pybind11::reinterpret_steal<pybind11::object>(PyBytes_FromStringAndSize(nullptr, size));
        if (!m_bytes)
        {
            throw pybind11::error_already_set();
        }
    }

    /// @return the first byte
    char*
    GetData() const
    {
        return PyBytes_AS_STRING(m_bytes.ptr());
    }

    /// @param result of the call; @return the bytes received, or the result of a failure
    pybind11::object
    Take(int result)
    {
        if (result == SOCKET_ERROR)
        {
            return pybind11::int_(result);
        }
        PyObject* bytes = m_bytes.release().ptr();
        if (_PyBytes_Resize(&bytes, result) != 0)
        {
            throw pybind11::error_already_set();
        }
        return pybind11::reinterpret_steal<pybind11::object>(bytes);
    }

  private:
    pybind11::object m_bytes; //!< the room
};

} // namespace ns3::winsock

#endif /* PYTHON_BUFFER_H */
