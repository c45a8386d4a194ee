/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-rounds.h"
#include "soak-world.h"

#include "ns3/abort.h"

#include <csignal>
#include <cstring>
#include <iostream>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// A sequence in a process of its own. The child tells by a pipe what it found.

namespace ns3::winsock::test
{

namespace
{

constexpr unsigned LONGEST_RUN = 30; // seconds of the machine; an endless loop is stopped

void
WriteAll(int descriptor, const std::string& text)
{
    for (std::size_t written = 0; written < text.size();)
    {
        const ssize_t count = write(descriptor, text.data() + written, text.size() - written);
        NS_ABORT_MSG_IF(count <= 0, "what a child found cannot be told");
        written += static_cast<std::size_t>(count);
    }
}

std::string
ReadAll(int descriptor)
{
    std::string text;
    char buffer[4096];
    ssize_t count;
    while ((count = read(descriptor, buffer, sizeof(buffer))) > 0)
    {
        text.append(buffer, static_cast<std::size_t>(count));
    }
    return text;
}

/// The child's side. It leaves no core file behind when it crashes.
[[noreturn]] void
RunChild(int pipe, const SoakPlan& plan, const std::vector<Step>& steps)
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    alarm(LONGEST_RUN);
    const SoakVerdict verdict = RunSoak(plan, steps);
    std::ostringstream text;
    text << verdict.rule << "\n"
         << verdict.details << "\n"
         << verdict.hash << "\n"
         << verdict.done << "\n"
         << verdict.statistics.Pack() << "\n";
    WriteAll(pipe, text.str());
    _exit(0);
}

SoakVerdict
ReadVerdict(const std::string& text)
{
    SoakVerdict verdict;
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, verdict.rule);
    std::getline(lines, verdict.details);
    std::getline(lines, line);
    verdict.hash = std::stoull(line);
    std::getline(lines, line);
    verdict.done = std::stoull(line);
    std::getline(lines, line);
    verdict.statistics = SoakStatistics::Unpack(line);
    return verdict;
}

} // namespace

SoakVerdict
RunSoakApart(const SoakPlan& plan, const std::vector<Step>& steps)
{
    // What waits in a buffer would be written by the child as well.
    std::cout.flush();
    int ends[2];
    NS_ABORT_MSG_IF(pipe(ends) != 0, "no pipe for what a child finds");
    const pid_t child = fork();
    NS_ABORT_MSG_IF(child < 0, "no child process");
    if (child == 0)
    {
        close(ends[0]);
        RunChild(ends[1], plan, steps);
    }
    close(ends[1]);
    const std::string text = ReadAll(ends[0]);
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
    {
        return ReadVerdict(text);
    }
    SoakVerdict verdict;
    verdict.rule = "the simulator goes on";
    verdict.details = WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "it has ended";
    verdict.done = steps.size();
    return verdict;
}

} // namespace ns3::winsock::test
