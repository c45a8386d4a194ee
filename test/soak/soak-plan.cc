/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "soak-plan.h"

#include <sstream>

namespace ns3::winsock::test
{

std::string
ToCpp(const SoakPlan& plan)
{
    std::ostringstream code;
    code << "{\"" << plan.profile << "\", {";
    const char* separator = "";
    for (const HandleKind kind : plan.layers)
    {
        code << separator << "HandleKind::" << (kind == HandleKind::IFS ? "IFS" : "NON_IFS");
        separator = ", ";
    }
    code << "}, " << plan.lossPercent << ", " << plan.seed << (plan.forgetful ? ", true" : "")
         << "}";
    return code.str();
}

} // namespace ns3::winsock::test
