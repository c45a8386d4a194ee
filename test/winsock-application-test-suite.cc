/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The life of a program: start and stop times, its end in all its ways, and what its frames and
// exceptions go through while it waits in simulated time.

#include "documented-errors-test-support.h"
#include "scenario-test-support.h"

#include "ns3/boolean.h"
#include "ns3/callback.h"
#include "ns3/fiber-stack-pool.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-application.h"
#include "ns3/winsock-process.h"
#include "ns3/winsock-stack.h"
#include "ns3/winsock-thread.h"
#include "ns3/winsock.h"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

constexpr DWORD FOREVER = 1000000000;

Ptr<WinsockStack>
StackOf(Ptr<Node> node)
{
    return node->GetObject<WinsockStack>();
}

/** An object of a program, on its stack: tells when it goes. */
class Local
{
  public:
    explicit Local(int& alive)
        : m_alive(alive)
    {
        ++m_alive;
    }

    ~Local()
    {
        --m_alive;
    }

    Local(const Local&) = delete;
    Local& operator=(const Local&) = delete;

  private:
    int& m_alive;
};

/** What an application's trace sources told. */
struct Story
{
    std::vector<std::string> events;

    void
    Started(const WinsockProcess& process)
    {
        events.push_back("started " + process.GetName());
    }

    void
    Finished(const WinsockProcess&, int exitCode)
    {
        events.push_back("finished " + std::to_string(exitCode));
    }

    void
    Killed(const WinsockProcess& process)
    {
        events.push_back(process.IsAlive() ? "killed alive" : "killed");
    }

    void
    Listen(Ptr<WinsockApplication> application)
    {
        application->TraceConnectWithoutContext("Started", MakeCallback(&Story::Started, this));
        application->TraceConnectWithoutContext("Finished", MakeCallback(&Story::Finished, this));
        application->TraceConnectWithoutContext("Killed", MakeCallback(&Story::Killed, this));
    }

    std::string
    Text() const
    {
        std::string text;
        for (const auto& event : events)
        {
            text += (text.empty() ? "" : ", ") + event;
        }
        return text;
    }
};

/** A test that ends with an empty world and no fiber stack lent out. */
class ScenarioTestCase : public CheckedTestCase
{
  public:
    using CheckedTestCase::CheckedTestCase;

  private:
    virtual void RunScenario() = 0;

    void
    DoRun() override
    {
        const std::size_t stacks = FiberStackPool::Get().GetInUse();
        RunScenario();
        Simulator::Destroy();
        NS_TEST_EXPECT_MSG_EQ(
            FiberStackPool::Get().GetInUse(), stacks, "every fiber stack is back in the pool");
        CheckAfterDestroy();
    }

    virtual void
    CheckAfterDestroy()
    {
    }
};

/**
 * @ingroup winsock-test
 * @brief Start and stop times create and kill the process.
 */
class StartStopTestCase : public ScenarioTestCase
{
  public:
    StartStopTestCase()
        : ScenarioTestCase("start time creates, stop time kills the process")
    {
    }

  private:
    void
    RunScenario() override
    {
        Ptr<Node> node = MakeWinsockNode();
        int ticks = 0;
        int locals = 0;
        auto program = [&ticks, &locals](Winsock& ws)
        {
            Local local(locals);
            while (true)
            {
                ++ticks;
                ws.Sleep(1000);
            }
            return 0;
        };
        Ptr<WinsockApplication> application = RunOn(node, program, Seconds(1), MilliSeconds(3500));
        application->SetAttribute("Name", StringValue("clock"));
        Story story;
        story.Listen(application);

        At(MilliSeconds(500), [&] { CheckBefore(node, application); });
        At(MilliSeconds(2500), [&] { CheckDuring(node, application, locals); });
        At(MilliSeconds(3600), [&] { CheckAfter(node, application, locals); });
        Simulator::Stop(Seconds(10));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(ticks, 3, "ticks at 1, 2 and 3 seconds");
        NS_TEST_EXPECT_MSG_EQ(story.Text(), "started clock, killed", "trace sources");
    }

    void
    CheckBefore(Ptr<Node> node, Ptr<WinsockApplication> application)
    {
        NS_TEST_EXPECT_MSG_EQ(bool(application->GetProcess()), false, "no process yet");
        NS_TEST_EXPECT_MSG_EQ(application->IsRunning(), false, "not running yet");
        NS_TEST_EXPECT_MSG_EQ(StackOf(node)->GetProcesses().size(), 0U, "none on the node");
    }

    void
    CheckDuring(Ptr<Node> node, Ptr<WinsockApplication> application, int locals)
    {
        NS_TEST_EXPECT_MSG_EQ(application->IsRunning(), true, "running");
        NS_TEST_EXPECT_MSG_EQ(StackOf(node)->GetProcesses().size(), 1U, "one process");
        NS_TEST_EXPECT_MSG_EQ(application->GetProcess()->GetName(), "clock", "its name");
        NS_TEST_EXPECT_MSG_EQ(locals, 1, "the program's object lives");
    }

    void
    CheckAfter(Ptr<Node> node, Ptr<WinsockApplication> application, int locals)
    {
        NS_TEST_EXPECT_MSG_EQ(application->IsRunning(), false, "ended");
        NS_TEST_EXPECT_MSG_EQ(application->HasExited(), false, "it did not return");
        NS_TEST_EXPECT_MSG_EQ(application->GetProcess()->IsAlive(), false, "nothing alive");
        NS_TEST_EXPECT_MSG_EQ(StackOf(node)->GetProcesses().size(), 0U, "no process left");
        NS_TEST_EXPECT_MSG_EQ(locals, 0, "the program's object was destroyed");
    }
};

/**
 * @ingroup winsock-test
 * @brief A program that returns ends its process, and with it a second thread that waits.
 */
class ExitTestCase : public ScenarioTestCase
{
  public:
    ExitTestCase()
        : ScenarioTestCase("a returning program ends its process, other threads included")
    {
    }

  private:
    void
    RunScenario() override
    {
        Ptr<Node> node = MakeWinsockNode();
        int locals = 0;
        auto program = [&locals](Winsock& ws)
        {
            ws.CreateThread(
                [&locals](Winsock& other)
                {
                    Local local(locals);
                    other.Sleep(FOREVER);
                    return 1;
                });
            ws.Sleep(2000);
            return 7;
        };
        Ptr<WinsockApplication> application = RunOn(node, program, Seconds(1));
        Story story;
        story.Listen(application);
        At(Seconds(2),
           [&]
           {
               NS_TEST_EXPECT_MSG_EQ(locals, 1, "the second thread runs");
               NS_TEST_EXPECT_MSG_EQ(application->GetExitCode(), 0, "no exit code yet");
           });
        Simulator::Stop(Seconds(5));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(application->HasExited(), true, "it returned");
        NS_TEST_EXPECT_MSG_EQ(application->GetExitCode(), 7, "exit code");
        NS_TEST_EXPECT_MSG_EQ(application->IsRunning(), false, "ended");
        NS_TEST_EXPECT_MSG_EQ(locals, 0, "the second thread was unwound");
        NS_TEST_EXPECT_MSG_EQ(StackOf(node)->GetProcesses().size(), 0U, "no process left");
        NS_TEST_EXPECT_MSG_EQ(story.Text(), "started program, finished 7", "trace sources");
    }
};

/**
 * @ingroup winsock-test
 * @brief ExitProcess ends all threads, from whichever it is called; nothing after it runs.
 */
class ExitProcessTestCase : public ScenarioTestCase
{
  public:
    explicit ExitProcessTestCase(bool fromSecond)
        : ScenarioTestCase(fromSecond ? "ExitProcess from a second thread"
                                      : "ExitProcess from the first thread"),
          m_fromSecond(fromSecond)
    {
    }

  private:
    void
    RunScenario() override
    {
        int locals = 0;
        bool after = false;
        auto exit = [&](Winsock& ws)
        {
            Local local(locals);
            ws.Sleep(1000);
            ws.ExitProcess();
            after = true;
            return 1;
        };
        auto wait = [&](Winsock& ws)
        {
            Local local(locals);
            ws.Sleep(FOREVER);
            after = true;
            return 2;
        };
        auto program = [&](Winsock& ws)
        {
            ws.CreateThread(m_fromSecond ? WinsockApplication::Program(exit) : wait);
            return m_fromSecond ? wait(ws) : exit(ws);
        };
        Ptr<WinsockApplication> application = RunOn(MakeWinsockNode(), program);
        Story story;
        story.Listen(application);
        Simulator::Stop(Seconds(5));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(locals, 0, "both threads were unwound");
        NS_TEST_EXPECT_MSG_EQ(after, false, "nothing ran after the end");
        NS_TEST_EXPECT_MSG_EQ(application->HasExited(), false, "main did not return");
        NS_TEST_EXPECT_MSG_EQ(story.Text(), "started program, killed", "trace sources");
    }

    bool m_fromSecond; //!< which thread calls
};

/**
 * @ingroup winsock-test
 * @brief Programs that wait at the end of the simulation are unwound by Simulator::Destroy.
 */
class DestroyTestCase : public ScenarioTestCase
{
  public:
    DestroyTestCase()
        : ScenarioTestCase("the simulation's end unwinds every program")
    {
    }

  private:
    void
    RunScenario() override
    {
        Ptr<Node> node = MakeWinsockNode();
        auto program = [this](Winsock& ws)
        {
            Local local(m_locals);
            ws.CreateThread(
                [this](Winsock& other)
                {
                    Local otherLocal(m_locals);
                    other.Sleep(FOREVER);
                    return 0;
                });
            ws.Sleep(FOREVER);
            return 0;
        };
        RunOn(node, program);
        RunOn(node, program, Seconds(1));
        RunOn(node, program, Seconds(100));
        Simulator::Stop(Seconds(5));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(m_locals, 4, "two programs with two threads each");
    }

    void
    CheckAfterDestroy() override
    {
        NS_TEST_EXPECT_MSG_EQ(m_locals, 0, "their objects were destroyed");
    }

    int m_locals{0}; //!< objects of programs alive
};

/**
 * @ingroup winsock-test
 * @brief A killed program gives back its descriptors and buffers, also those that a destructor
 *        closes while the stack is unwound.
 */
class ReleaseTestCase : public ScenarioTestCase
{
  public:
    ReleaseTestCase()
        : ScenarioTestCase("killing releases every descriptor and buffer")
    {
    }

  private:
    /** Closes its socket as C++ programs do, and looks at what the call says. */
    struct ClosingSocket
    {
        Winsock& ws;
        SOCKET s;
        int& result;

        ~ClosingSocket()
        {
            result = ws.closesocket(s);
        }
    };

    void
    RunScenario() override
    {
        Ptr<Node> node = MakeWinsockNode("wince-6.0");
        Ptr<WinsockStack> stack = StackOf(node);
        int closed = -2;
        auto program = [&closed](Winsock& ws)
        {
            WSADATA data;
            ws.WSAStartup(MAKEWORD(2, 2), &data);
            ClosingSocket first{ws, ws.socket(AF_INET, SOCK_STREAM, IPPROTO_TCP), closed};
            for (int count = 0; count < 3; ++count)
            {
                ws.socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
            }
            ws.Sleep(FOREVER);
            return 0;
        };
        RunOn(node, program, Seconds(1), Seconds(3));
        At(Seconds(2),
           [&]
           {
               NS_TEST_EXPECT_MSG_EQ(stack->GetDescriptorLedger().GetInUse(), 4U, "four sockets");
               NS_TEST_EXPECT_MSG_GT(stack->GetPoolLedger().GetInUse(), 0U, "their memory");
           });
        Simulator::Stop(Seconds(5));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(closed, 0, "a destructor can still call");
        NS_TEST_EXPECT_MSG_EQ(stack->GetDescriptorLedger().GetInUse(), 0U, "no descriptor held");
        NS_TEST_EXPECT_MSG_EQ(stack->GetPoolLedger().GetInUse(), 0U, "no buffer held");
        NS_TEST_EXPECT_MSG_EQ(stack->GetDescriptorLedger().GetPeak(), 4U, "the peak is known");
    }
};

/**
 * @ingroup winsock-test
 * @brief Exceptions stay with the program that threw them, across waits in a catch block.
 */
class ExceptionTestCase : public ScenarioTestCase
{
  public:
    ExceptionTestCase()
        : ScenarioTestCase("exceptions inside programs, with waits in the catch blocks")
    {
    }

  private:
    static std::string
    WhatOfCurrent()
    {
        try
        {
            throw;
        }
        catch (const std::runtime_error& error)
        {
            return error.what();
        }
    }

    /** Waits while it handles one exception, and again while it handles a second one. */
    static void
    ThrowAndWait(Winsock& ws, const std::string& name, std::vector<std::string>& log)
    {
        try
        {
            throw std::runtime_error(name + " outer");
        }
        catch (const std::runtime_error&)
        {
            ws.Sleep(10);
            try
            {
                throw std::runtime_error(name + " inner");
            }
            catch (const std::runtime_error& inner)
            {
                ws.Sleep(10);
                log.emplace_back(inner.what());
            }
            log.push_back(WhatOfCurrent());
            ws.Sleep(10);
            throw;
        }
    }

    static int
    Program(Winsock& ws, const std::string& name, std::vector<std::string>& log)
    {
        try
        {
            ThrowAndWait(ws, name, log);
        }
        catch (const std::runtime_error& error)
        {
            log.push_back(std::string("again ") + error.what());
        }
        return std::uncaught_exceptions() + (std::current_exception() ? 1 : 0);
    }

    void
    RunScenario() override
    {
        Ptr<Node> node = MakeWinsockNode();
        std::vector<std::string> log;
        auto a = [&log](Winsock& ws) { return Program(ws, "a", log); };
        auto b = [&log](Winsock& ws) { return Program(ws, "b", log); };
        Ptr<WinsockApplication> first = RunOn(node, a);
        Ptr<WinsockApplication> second = RunOn(node, b, MilliSeconds(5));
        Simulator::Run();
        const std::vector<std::string> expected{
            "a inner", "a outer", "b inner", "b outer", "again a outer", "again b outer"};
        NS_TEST_EXPECT_MSG_EQ((log == expected), true, "each program sees its own exceptions");
        NS_TEST_EXPECT_MSG_EQ(first->HasExited(), true, "the first program returned");
        NS_TEST_EXPECT_MSG_EQ(first->GetExitCode(), 0, "nothing is left behind");
        NS_TEST_EXPECT_MSG_EQ(second->HasExited(), true, "the second program returned");
        NS_TEST_EXPECT_MSG_EQ(second->GetExitCode(), 0, "nothing is left behind");
        NS_TEST_EXPECT_MSG_EQ(std::uncaught_exceptions(), 0, "nor outside of the programs");
    }
};

/**
 * @ingroup winsock-test
 * @brief A program is killed while it handles an exception of its own, or catches everything.
 */
class KillInCatchTestCase : public ScenarioTestCase
{
  public:
    KillInCatchTestCase()
        : ScenarioTestCase("killed inside a catch block")
    {
    }

  private:
    void
    RunScenario() override
    {
        int locals = 0;
        int caught = 0;
        auto program = [&](Winsock& ws)
        {
            Local outer(locals);
            try
            {
                throw std::runtime_error("handled for long");
            }
            catch (const std::runtime_error&)
            {
                Local inner(locals);
                ws.Sleep(FOREVER);
                ++caught;
            }
            return 0;
        };
        auto careless = [&](Winsock& ws)
        {
            Local local(locals);
            try
            {
                ws.Sleep(FOREVER);
            }
            catch (...)
            {
                ++caught;
                throw;
            }
            return 0;
        };
        Ptr<Node> node = MakeWinsockNode();
        RunOn(node, program, Seconds(1), Seconds(2));
        RunOn(node, careless, Seconds(1), Seconds(3));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(locals, 0, "all frames were unwound");
        NS_TEST_EXPECT_MSG_EQ(caught, 1, "by way of a catch-all that passes on");
    }
};

/**
 * @ingroup winsock-test
 * @brief A server that starts a thread for each piece of work does not grow, and a thread that a
 *        destructor starts while its process is being ended never runs.
 */
class ThreadsTestCase : public ScenarioTestCase
{
  public:
    ThreadsTestCase()
        : ScenarioTestCase("threads that come and go")
    {
    }

  private:
    /** Starts a thread when it is destroyed. */
    struct LateStarter
    {
        Winsock& ws;
        bool& ran;

        ~LateStarter()
        {
            ws.CreateThread(
                [&ran = ran](Winsock&)
                {
                    ran = true;
                    return 0;
                });
        }
    };

    void
    RunScenario() override
    {
        int done = 0;
        std::size_t most = 0;
        bool ran = false;
        auto program = [&](Winsock& ws)
        {
            LateStarter late{ws, ran};
            for (int count = 0; count < 100; ++count)
            {
                ws.CreateThread(
                    [&done](Winsock& worker)
                    {
                        worker.Sleep(5);
                        return ++done;
                    });
                ws.Sleep(10);
                most = std::max(most, ws.GetProcess().GetThreads().size());
            }
            ws.Sleep(FOREVER);
            return 0;
        };
        Ptr<WinsockApplication> application =
            RunOn(MakeWinsockNode(), program, Seconds(0), Seconds(10));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(done, 100, "every thread did its work");
        NS_TEST_EXPECT_MSG_EQ(most, 1U, "and is forgotten");
        NS_TEST_EXPECT_MSG_EQ(ran, false, "a process that is being ended starts nothing");
        NS_TEST_EXPECT_MSG_EQ(application->IsRunning(), false, "it has ended");
    }
};

/**
 * @ingroup winsock-test
 * @brief Two programs take turns in an order that simulated time alone decides.
 */
class InterleavingTestCase : public ScenarioTestCase
{
  public:
    InterleavingTestCase()
        : ScenarioTestCase("programs interleave deterministically")
    {
    }

  private:
    /** Waits in nested loops and nested calls. @return how often */
    static int
    CountDown(Winsock& ws, int depth, const std::string& name, std::string& log)
    {
        int waits = 0;
        for (int round = 0; round < 2; ++round)
        {
            log += name + std::to_string(depth);
            ws.Sleep(10);
            waits += depth == 0 ? 1 : 1 + CountDown(ws, depth - 1, name, log);
        }
        return waits;
    }

    std::string
    RunOnce()
    {
        std::string log;
        for (const std::string name : {"a", "b"})
        {
            Ptr<WinsockApplication> application =
                RunOn(MakeWinsockNode(),
                      [&log, name](Winsock& ws) { return CountDown(ws, 2, name, log); });
            At(Seconds(1),
               [this, application]
               { NS_TEST_EXPECT_MSG_EQ(application->GetExitCode(), 14, "2 + 4 + 8 waits"); });
        }
        Simulator::Run();
        return log;
    }

    void
    RunScenario() override
    {
        const std::string first = RunOnce();
        NS_TEST_EXPECT_MSG_EQ(first,
                              "a2b2a1b1a0b0a0b0a1b1a0b0a0b0"
                              "a2b2a1b1a0b0a0b0a1b1a0b0a0b0",
                              "strict turns");
        Simulator::Destroy();
        NS_TEST_EXPECT_MSG_EQ(RunOnce(), first, "the same in another run");
    }
};

/**
 * @ingroup winsock-test
 * @brief The application's attributes reach its process.
 */
class ApplicationAttributesTestCase : public ScenarioTestCase
{
  public:
    ApplicationAttributesTestCase()
        : ScenarioTestCase("attributes: name, administrator, stack size")
    {
    }

  private:
    /** Needs some 600 kB of stack. @return a number that the compiler must compute */
    static int
    UseStack(int depth)
    {
        volatile char frame[4096];
        frame[0] = static_cast<char>(depth);
        frame[4095] = 1;
        return depth == 0 ? frame[4095] : UseStack(depth - 1) + frame[4095] + 0 * frame[0];
    }

    void
    RunScenario() override
    {
        auto program = [](Winsock& ws)
        {
            ws.Sleep(1);
            return ws.GetProcess().IsAdministrator() ? 0 : UseStack(150);
        };
        Ptr<WinsockApplication> application = RunOn(MakeWinsockNode(), program);
        application->SetAttribute("Name", StringValue("deep"));
        application->SetAttribute("Administrator", BooleanValue(false));
        application->SetAttribute("StackBytes", UintegerValue(1024 * 1024));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(application->GetExitCode(), 151, "not administrator, deep calls");
        NS_TEST_EXPECT_MSG_EQ(application->GetProcess()->GetName(), "deep", "name");
        NS_TEST_EXPECT_MSG_EQ(
            application->GetProcess()->GetStackBytes(), 1024U * 1024U, "stack size");
    }
};

/**
 * @ingroup winsock-test
 * @brief Mistakes of a scenario abort with a message that names the place and the mend.
 */
class ApplicationMistakesTestCase : public CheckedTestCase
{
  public:
    ApplicationMistakesTestCase()
        : CheckedTestCase("mistakes of a scenario")
    {
    }

  private:
    void
    DoRun() override
    {
        Expect([] { RunOn(CreateObject<Node>(), [](Winsock&) { return 0; }); },
               {"Node 0 has no Winsock stack", "\"program\"", "WinsockStackHelper::Install"});
        Expect([] { RunOn(MakeWinsockNode(), nullptr); },
               {"no program", "node 0", "WinsockApplicationHelper"});
        Expect([] { RunOn(MakeWinsockNode(), &Throw, Seconds(1)); },
               {"let a C++ exception escape: out of cheese",
                "thread 1 of process 1 \"program\"",
                "node 0",
                "+1.5s"});
        Expect([] { RunOn(MakeWinsockNode(), &ThrowNumberOnSecondThread); },
               {"let a C++ exception escape", "thread 2 of process 1"});
        Expect([] { RunOn(MakeWinsockNode(), &Swallow, Seconds(0), Seconds(1)); },
               {"goes on though it is being ended", "catch (...)", "node 0", "+1s"});
    }

    static int
    Throw(Winsock& ws)
    {
        ws.Sleep(500);
        throw std::runtime_error("out of cheese");
    }

    static int
    Swallow(Winsock& ws)
    {
        while (true)
        {
            try
            {
                ws.Sleep(FOREVER);
            }
            catch (...)
            {
                continue;
            }
        }
    }

    static int
    ThrowNumberOnSecondThread(Winsock& ws)
    {
        ws.CreateThread([](Winsock&) -> int { throw 5; });
        ws.Sleep(1);
        return 0;
    }

    void
    Expect(const std::function<void()>& install, const std::vector<std::string>& parts)
    {
        const std::string message = MessageOfAbort(
            [&install]
            {
                install();
                Simulator::Run();
            });
        for (const auto& part : parts)
        {
            NS_TEST_EXPECT_MSG_NE(message.find(part),
                                  std::string::npos,
                                  "\"" << part << "\" is missing in: " << message);
        }
    }
};

/**
 * @ingroup winsock-test
 * @brief The suite `winsock-application`.
 */
class WinsockApplicationTestSuite : public TestSuite
{
  public:
    WinsockApplicationTestSuite()
        : TestSuite("winsock-application", TestSuite::Type::UNIT)
    {
        AddTestCase(new StartStopTestCase);
        AddTestCase(new ExitTestCase);
        AddTestCase(new ExitProcessTestCase(false));
        AddTestCase(new ExitProcessTestCase(true));
        AddTestCase(new DestroyTestCase);
        AddTestCase(new ReleaseTestCase);
        AddTestCase(new ExceptionTestCase);
        AddTestCase(new KillInCatchTestCase);
        AddTestCase(new ThreadsTestCase);
        AddTestCase(new InterleavingTestCase);
        AddTestCase(new ApplicationAttributesTestCase);
        AddTestCase(new ApplicationMistakesTestCase);
    }
};

WinsockApplicationTestSuite g_winsockApplicationTestSuite; //!< registers itself

} // namespace
