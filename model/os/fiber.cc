/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "fiber.h"

#include "fiber-stack-pool.h"

#include "ns3/assert.h"

#include <boost/context/preallocated.hpp>

#include <cstring>
#include <cxxabi.h>
#include <utility>

#if defined(__SANITIZE_ADDRESS__)
#define WINSOCK_FIBER_ASAN
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WINSOCK_FIBER_ASAN
#endif
#endif

#ifdef WINSOCK_FIBER_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace ns3::winsock
{

namespace
{

/**
 * The C++ runtime keeps the exceptions being handled per OS thread. Fibers share that thread, so
 * each switch saves what the leaving side was handling and clears it for the other side: a
 * program may wait inside a catch block.
 */
class ExceptionState
{
  public:
    ExceptionState()
    {
        std::memcpy(m_saved, abi::__cxa_get_globals(), sizeof(m_saved));
        std::memset(abi::__cxa_get_globals(), 0, sizeof(m_saved));
    }

    ~ExceptionState()
    {
        std::memcpy(abi::__cxa_get_globals(), m_saved, sizeof(m_saved));
    }

    ExceptionState(const ExceptionState&) = delete;
    ExceptionState& operator=(const ExceptionState&) = delete;

  private:
    char m_saved[2 * sizeof(void*)]; //!< caught exceptions and the count of uncaught ones
};

#ifdef WINSOCK_FIBER_ASAN
void
AnnounceSwitch(void** fakeStack, const void* bottom, std::size_t bytes)
{
    __sanitizer_start_switch_fiber(fakeStack, bottom, bytes);
}

void
ConfirmSwitch(void* fakeStack, void** cameFromBottom, std::size_t* cameFromBytes)
{
    __sanitizer_finish_switch_fiber(
        fakeStack, const_cast<const void**>(cameFromBottom), cameFromBytes);
}

void
ForgetStack(const boost::context::stack_context& stack)
{
    __asan_unpoison_memory_region(static_cast<char*>(stack.sp) - stack.size, stack.size);
}
#else
void
AnnounceSwitch(void**, const void*, std::size_t)
{
}

void
ConfirmSwitch(void*, void**, std::size_t*)
{
}

void
ForgetStack(const boost::context::stack_context&)
{
}
#endif

/// The pool seen as Boost wants an allocator; the fiber itself returns the stack.
struct BorrowedStack
{
    boost::context::stack_context
    allocate()
    {
        return boost::context::stack_context();
    }

    void
    deallocate(boost::context::stack_context&)
    {
    }
};

} // namespace

Fiber* Fiber::g_current = nullptr;

Fiber::Fiber(Body body, std::size_t stackBytes)
    : m_body(std::move(body)),
      m_stack(FiberStackPool::Get().Allocate(stackBytes))
{
    m_context = boost::context::fiber(
        std::allocator_arg,
        boost::context::preallocated(m_stack.sp, m_stack.size, m_stack),
        BorrowedStack(),
        [this](boost::context::fiber&& caller) { return Run(std::move(caller)); });
}

Fiber::~Fiber()
{
    NS_ASSERT_MSG(!m_started || m_finished, "A fiber is destroyed in the middle of its body");
    if (!m_started)
    {
        // Boost unwinds a context that was never entered by entering it once: its own empty
        // frame runs on the stack that is about to go back to the pool.
        m_body = nullptr;
        Resume();
    }
    ForgetStack(m_stack);
    FiberStackPool::Get().Release(m_stack);
}

void
Fiber::Resume()
{
    NS_ASSERT_MSG(!m_finished, "A fiber that has ended cannot be resumed");
    m_previous = std::exchange(g_current, this);
    m_started = true;
    {
        ExceptionState saved;
        void* fakeStack = nullptr;
        AnnounceSwitch(&fakeStack, static_cast<char*>(m_stack.sp) - m_stack.size, m_stack.size);
        m_context = std::move(m_context).resume();
        ConfirmSwitch(fakeStack, nullptr, nullptr);
    }
    g_current = m_previous;
}

void
Fiber::Suspend()
{
    Fiber* self = g_current;
    NS_ASSERT_MSG(self, "Only code on a fiber can suspend itself");
    ExceptionState saved;
    void* fakeStack = nullptr;
    AnnounceSwitch(&fakeStack, self->m_resumerStackBottom, self->m_resumerStackBytes);
    self->m_caller = std::move(self->m_caller).resume();
    ConfirmSwitch(fakeStack, &self->m_resumerStackBottom, &self->m_resumerStackBytes);
}

boost::context::fiber
Fiber::Run(boost::context::fiber&& caller)
{
    ConfirmSwitch(nullptr, &m_resumerStackBottom, &m_resumerStackBytes);
    m_caller = std::move(caller);
    if (m_body)
    {
        m_body();
        m_body = nullptr;
    }
    m_finished = true;
    // A null fake stack tells the sanitizer that this stack is left for good.
    AnnounceSwitch(nullptr, m_resumerStackBottom, m_resumerStackBytes);
    return std::move(m_caller);
}

bool
Fiber::IsStarted() const
{
    return m_started;
}

bool
Fiber::IsFinished() const
{
    return m_finished;
}

Fiber*
Fiber::GetCurrent()
{
    return g_current;
}

} // namespace ns3::winsock
