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
 * @brief Bytes to send, of any Python object that has some; they stay where they are while the call
 *        waits.
 */
class PythonSendBuffer
{
  public:
    /// @param data the Python object; one without contiguous bytes raises TypeError or BufferError
    explicit PythonSendBuffer(const pybind11::handle& data)
        : m_view(std::make_unique<Py_buffer>())
    {
        if (PyObject_GetBuffer(data.ptr(), m_view.get(), PyBUF_SIMPLE) != 0)
        {
            m_view.reset();
            throw pybind11::error_already_set();
        }
        if (m_view->len > std::numeric_limits<int>::max())
        {
            PyBuffer_Release(m_view.get());
            m_view.reset();
            throw pybind11::value_error("A call cannot send 2 GiB or more.");
        }
    }

    ~PythonSendBuffer()
    {
        if (m_view)
        {
            PyBuffer_Release(m_view.get());
        }
    }

    PythonSendBuffer(PythonSendBuffer&&) = default;
    PythonSendBuffer& operator=(PythonSendBuffer&&) = delete;

    /// @return the first byte
    const char*
    GetData() const
    {
        return static_cast<const char*>(m_view->buf);
    }

    /// @return how many bytes
    int
    GetSize() const
    {
        return static_cast<int>(m_view->len);
    }

  private:
    std::unique_ptr<Py_buffer> m_view; //!< null after a move
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
