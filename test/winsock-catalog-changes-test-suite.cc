/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Programs that follow the machine's catalog: WSAProviderConfigChange (R-CAT-49).

#include "scene-test-support.h"

#include "ns3/winsock-guid.h"

#include <memory>
#include <string>

using namespace ns3;
using namespace ns3::winsock;
using namespace ns3::winsock::test;

namespace
{

/// Installs a layer at 5 s, from another program.
void
InstallLater(Scene& t, const std::string& path = "layer.dll")
{
    t.Program(
        t.client,
        [&t, path](Winsock& ws)
        {
            GUID id = GuidFromName(path);
            const std::u16string wide(path.begin(), path.end());
            int error = 0;
            ws.WSCInstallProviderAndChains(
                &id, wide.c_str(), wide.c_str(), 0, nullptr, 0, nullptr, &error);
            t.Equal(error, 0, "installed");
        },
        Seconds(5));
}

/// The first call. @return the notification handle
HANDLE
MakeHandle(Scene& t, Winsock& ws)
{
    HANDLE handle = nullptr;
    t.Equal(ws.WSAProviderConfigChange(&handle, nullptr, nullptr), 0, "R-CAT-49: the first call");
    t.True(handle != nullptr, "R-CAT-49: makes a handle");
    return handle;
}

void
Blocking(Scene& t)
{
    t.Build();
    InstallLater(t);
    t.Program(
        t.client,
        [&](Winsock& ws)
        {
            HANDLE handle = MakeHandle(t, ws);
            t.Equal(ws.GetTickCount(), DWORD(3000), "R-CAT-49: the first returns at once");
            t.Works(ws, ws.WSAProviderConfigChange(&handle, nullptr, nullptr), "R-CAT-49");
            t.Equal(ws.GetTickCount(), DWORD(5000), "R-CAT-49: the second waits for a change");
            t.True(ws.GetProcess().GetCatalog().begin()->IsBase(), "R-CAT-49: the view stays");
        });
    t.Play();
}

void
Overlapped(Scene& t)
{
    t.Build();
    InstallLater(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  HANDLE handle = MakeHandle(t, ws);
                  WSAOVERLAPPED overlapped{};
                  overlapped.hEvent = ws.WSACreateEvent();
                  t.Fails(ws,
                          ws.WSAProviderConfigChange(&handle, &overlapped, nullptr),
                          WSA_IO_PENDING,
                          "R-CAT-49: the usual answer");
                  const DWORD early =
                      ws.WSAWaitForMultipleEvents(1, &overlapped.hEvent, TRUE, 1000, FALSE);
                  t.Equal(early, WSA_WAIT_TIMEOUT, "R-CAT-49: nothing has changed yet");
                  const DWORD result =
                      ws.WSAWaitForMultipleEvents(1, &overlapped.hEvent, TRUE, 10000, FALSE);
                  t.Equal(result, WSA_WAIT_EVENT_0, "R-CAT-49: told");
                  t.Equal(ws.GetTickCount(), DWORD(5000), "R-CAT-49: when it changed");
                  t.Fails(ws,
                          ws.WSAProviderConfigChange(&handle, &overlapped, nullptr),
                          WSA_IO_PENDING,
                          "R-CAT-49: each call waits for the next change");
              });
    t.Play();
}

/// Routines are plain functions: what they told last.
DWORD g_routineError = 4711;

void
NoteError(DWORD error, DWORD, LPWSAOVERLAPPED, DWORD)
{
    g_routineError = error;
}

void
RoutineAndClose(Scene& t)
{
    t.Build();
    InstallLater(t);
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  HANDLE handle = MakeHandle(t, ws);
                  WSAOVERLAPPED overlapped{};
                  ws.WSAProviderConfigChange(&handle, &overlapped, NoteError);
                  t.Equal(ws.SleepEx(10000, TRUE), WAIT_IO_COMPLETION, "R-OVL-8: a routine ran");
                  t.Equal(g_routineError, 0U, "R-CAT-49: with success");
                  ws.WSAProviderConfigChange(&handle, &overlapped, NoteError);
                  t.Equal(ws.CloseHandle(handle), TRUE, "closed");
                  ws.SleepEx(0, TRUE);
                  t.Equal(g_routineError, DWORD(WSA_OPERATION_ABORTED), "what was pending ends");
                  t.Fails(ws,
                          ws.WSAProviderConfigChange(&handle, nullptr, nullptr),
                          WSA_INVALID_HANDLE,
                          "R-CAT-49: no handle any more");
              });
    t.Play();
}

void
Errors(Scene& t)
{
    t.Build();
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  HANDLE event = ws.WSACreateEvent();
                  t.Fails(ws,
                          ws.WSAProviderConfigChange(&event, nullptr, nullptr),
                          WSA_INVALID_HANDLE,
                          "R-CAT-49: another kind of handle");
                  auto* bad = reinterpret_cast<HANDLE*>(0x10);
                  t.Fails(ws, ws.WSAProviderConfigChange(bad, nullptr, nullptr), WSAEFAULT, "bad");
                  t.Fails(ws,
                          ws.WSAProviderConfigChange(nullptr, nullptr, nullptr),
                          WSAEFAULT,
                          "no place for a handle");
                  HANDLE handle = MakeHandle(t, ws);
                  auto* badOverlapped = reinterpret_cast<WSAOVERLAPPED*>(0x10);
                  t.Fails(ws,
                          ws.WSAProviderConfigChange(&handle, badOverlapped, nullptr),
                          WSAEFAULT,
                          "a bad structure");
                  WSAOVERLAPPED overlapped{};
                  overlapped.hEvent = handle;
                  t.Fails(ws,
                          ws.WSAProviderConfigChange(&handle, &overlapped, nullptr),
                          WSA_INVALID_HANDLE,
                          "hEvent is no event");
                  ws.WSACleanup();
                  t.Fails(ws,
                          ws.WSAProviderConfigChange(&handle, nullptr, nullptr),
                          WSANOTINITIALISED,
                          "R-INI-7");
                  WSADATA data;
                  ws.WSAStartup(MAKEWORD(2, 2), &data);
              });
    t.Play();
}

/// A program that is killed while it waits, and one that ends with a notification pending.
void
Ends(Scene& t)
{
    auto kept = std::make_shared<WSAOVERLAPPED>();
    t.Build();
    t.Doomed(
        t.client,
        [&](Winsock& ws)
        {
            HANDLE handle = MakeHandle(t, ws);
            ws.WSAProviderConfigChange(&handle, nullptr, nullptr);
            t.True(false, "nothing changes before the end");
        },
        Seconds(4));
    t.Program(t.client,
              [&](Winsock& ws)
              {
                  HANDLE handle = MakeHandle(t, ws);
                  ws.WSAProviderConfigChange(&handle, kept.get(), nullptr);
              });
    InstallLater(t);
    t.Play();
}

class CatalogChangesTestSuite : public TestSuite
{
  public:
    CatalogChangesTestSuite()
        : TestSuite("winsock-catalog-changes", TestSuite::Type::UNIT)
    {
        AddTestCase(new Scene("R-CAT-49: a call that waits", Blocking));
        AddTestCase(new Scene("R-CAT-49: an overlapped call", Overlapped));
        AddTestCase(new Scene("R-CAT-49, R-OVL-8: completion routine, closed", RoutineAndClose));
        AddTestCase(new Scene("R-CAT-49: every error", Errors));
        AddTestCase(new Scene("R-CAT-49: programs that end", Ends));
    }
};

CatalogChangesTestSuite g_catalogChangesTestSuite;

} // namespace
