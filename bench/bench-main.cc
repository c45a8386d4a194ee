/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// winsock-bench [--list] [NAME...]: the benchmarks whose names begin with one of those given, or all.

#include "bench-registry.h"

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

using ns3::winsock::Benchmark;

namespace
{

bool
BeginsWith(const std::string& text, const std::string& beginning)
{
    return text.compare(0, beginning.size(), beginning) == 0;
}

bool
IsWanted(const Benchmark& benchmark, const std::vector<std::string>& names)
{
    return names.empty() ||
           std::any_of(names.begin(),
                       names.end(),
                       [&](const auto& name) { return BeginsWith(benchmark.GetName(), name); });
}

/// @return the first name that no benchmark begins with, or an empty string
std::string
FindUnknown(const std::vector<std::string>& names)
{
    for (const auto& name : names)
    {
        const auto all = Benchmark::GetAll();
        if (std::none_of(all.begin(),
                         all.end(),
                         [&](const auto* one) { return BeginsWith(one->GetName(), name); }))
        {
            return name;
        }
    }
    return "";
}

} // namespace

int
main(int argc, char** argv)
{
    std::vector<std::string> names(argv + 1, argv + argc);
    const auto listed = std::remove(names.begin(), names.end(), "--list");
    const bool list = listed != names.end();
    names.erase(listed, names.end());
    const std::string unknown = FindUnknown(names);
    if (!unknown.empty())
    {
        std::cerr << "No benchmark begins with '" << unknown << "'; --list shows them all.\n";
        return 2;
    }
    for (const Benchmark* benchmark : Benchmark::GetAll())
    {
        if (list)
        {
            std::cout << benchmark->GetName() << "\n";
        }
        else if (IsWanted(*benchmark, names))
        {
            benchmark->Run();
        }
    }
    return 0;
}
