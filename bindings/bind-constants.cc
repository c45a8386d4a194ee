/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "python-bindings.h"
#include "python-constants.h"

#include "ns3/winsock-error.h"

namespace py = pybind11;

namespace ns3::winsock
{

void
BindConstants(py::module_& module)
{
    py::dict constants;
    SetSocketConstants(constants);
    SetErrorConstants(constants);
    SetOptionConstants(constants);
    SetIoctlConstants(constants);
    SetNameConstants(constants);
    SetDeviceConstants(constants);
    module.attr("CONSTANTS") = constants;
    module.def("error_name",
               &WinsockErrorName,
               py::arg("code"),
               "Return the name of a Winsock error code, such as 'WSAEMFILE'.");
    module.def("error_text",
               &WinsockErrorText,
               py::arg("code"),
               "Return what a Winsock error code means, in one line.");
}

} // namespace ns3::winsock
