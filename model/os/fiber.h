/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef FIBER_H
#define FIBER_H

#include <boost/context/fiber.hpp>
#include <boost/context/stack_context.hpp>

#include <cstddef>
#include <functional>

namespace ns3::winsock
{

/**
 * @ingroup winsock
 * @brief A body of code that can be suspended half-way down its calls and resumed later.
 *
 * Simulated programs run on fibers, so that a call which has to wait can leave its stack as it is
 * and let simulated time go on (design decision D4). A fiber never runs beside anything else: the
 * code that resumes it waits until it suspends itself or ends. Fibers may nest: a running fiber
 * may resume another one.
 *
 * Each fiber has a stack of its own with a guard page below it, taken from a pool and given back
 * when the body has ended. Exceptions must not leave the body.
 */
class Fiber
{
  public:
    /// What a fiber runs.
    using Body = std::function<void()>;

    /// Usable bytes of a stack when nothing else is asked for. Only touched pages take memory.
    static constexpr std::size_t DEFAULT_STACK_BYTES = 256 * 1024;

    /**
     * @param body what runs at the first Resume()
     * @param stackBytes usable bytes of the stack, rounded up to whole pages
     */
    explicit Fiber(Body body, std::size_t stackBytes = DEFAULT_STACK_BYTES);

    /// A fiber must have ended, or never been resumed, when it is destroyed.
    ~Fiber();

    Fiber(const Fiber&) = delete;
    Fiber& operator=(const Fiber&) = delete;

    /// Runs the body, from its start or from where it suspended, until it suspends or ends.
    void Resume();

    /// Goes back to whoever resumed the fiber that is running. Only from inside a fiber.
    static void Suspend();

    /// @return whether the body was entered at least once
    bool IsStarted() const;

    /// @return whether the body has returned
    bool IsFinished() const;

    /// @return the fiber that is running, or null outside of all fibers
    static Fiber* GetCurrent();

  private:
    /**
     * Runs on the fiber's own stack.
     * @param caller the context that resumed the fiber for the first time
     * @return the context to go on with
     */
    boost::context::fiber Run(boost::context::fiber&& caller);

    Body m_body;                           //!< what to run
    boost::context::fiber m_context;       //!< where the body goes on, while it is suspended
    boost::context::fiber m_caller;        //!< where the resumer goes on, while the body runs
    boost::context::stack_context m_stack; //!< the stack that the pool lent
    Fiber* m_previous{nullptr};            //!< the fiber that resumed this one
    void* m_resumerStackBottom{nullptr};   //!< the resumer's stack, told to the sanitizer
    std::size_t m_resumerStackBytes{0};    //!< its size
    bool m_started{false};                 //!< the body was entered
    bool m_finished{false};                //!< the body has returned

    static Fiber* g_current; //!< the fiber that is running
};

} // namespace ns3::winsock

#endif /* FIBER_H */
