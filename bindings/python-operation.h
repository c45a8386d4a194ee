/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PYTHON_OPERATION_H
#define PYTHON_OPERATION_H

#include <pybind11/pybind11.h>

#include <optional>
#include <type_traits>
#include <utility>

namespace ns3::winsock
{

class Winsock;

/**
 * @ingroup winsock
 * @brief One call of a Python program, in two halves.
 *
 * The first half calls Winsock on a fiber, where it may wait; the second makes a Python object of
 * what came out, on the stack that Python called on. An operation lives on the heap and refers to
 * nothing on a stack, because Python moves the stacks of its greenlets about while the call waits.
 */
class PythonOperation
{
  public:
    virtual ~PythonOperation() = default;

    /// @param winsock what to call; the half that must not touch Python
    virtual void Run(Winsock& winsock) = 0;

    /// @return the result for Python; only after Run() has come to its end, and once
    virtual pybind11::object TakeResult() = 0;

    /// @return whether Run() has come to its end
    virtual bool IsDone() const = 0;
};

/**
 * @ingroup winsock
 * @brief An operation made of two functions.
 * @tparam Work takes a Winsock&, returns a value
 * @tparam Finish takes that value, returns a Python object
 */
template <typename Work, typename Finish>
class PythonOperationOf : public PythonOperation
{
  public:
    /**
     * @param work the half on the fiber
     * @param finish the half for Python
     */
    PythonOperationOf(Work work, Finish finish)
        : m_work(std::move(work)),
          m_finish(std::move(finish))
    {
    }

    void
    Run(Winsock& winsock) override
    {
        m_value.emplace(m_work(winsock));
    }

    pybind11::object
    TakeResult() override
    {
        return m_finish(std::move(*m_value));
    }

    bool
    IsDone() const override
    {
        return m_value.has_value();
    }

  private:
    Work m_work;                                                 //!< the half on the fiber
    Finish m_finish;                                             //!< the half for Python
    std::optional<std::invoke_result_t<Work, Winsock&>> m_value; //!< what passes between them
};

} // namespace ns3::winsock

#endif /* PYTHON_OPERATION_H */
