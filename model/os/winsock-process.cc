/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "winsock-process.h"

#include "ns3/boolean.h"
#include "ns3/late-trace-source.h"
#include "ns3/log.h"
#include "ns3/lsp-categories.h"
#include "ns3/provider-loader.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"
#include "ns3/winsock-stack.h"

#include <algorithm>

namespace ns3::winsock
{

NS_LOG_COMPONENT_DEFINE("WinsockProcess");

NS_OBJECT_ENSURE_REGISTERED(WinsockProcess);

namespace
{

/// Room for a call down a protocol chain and through ns-3's socket code.
constexpr uint32_t MINIMUM_STACK_BYTES = 32 * 1024;

} // namespace

TypeId
WinsockProcess::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::winsock::WinsockProcess")
            .SetParent<Object>()
            .SetGroupName("Winsock")
            .AddConstructor<WinsockProcess>()
            .AddAttribute("Administrator",
                          "Whether the program may open raw sockets and change the catalog;"
                          " without, they fail with WSAEACCES and WSANO_RECOVERY.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&WinsockProcess::m_administrator),
                          MakeBooleanChecker())
            .AddAttribute(
                "ImagePath",
                "Path of the program, by which WSCSetApplicationCategory knows it; read at"
                " the program's first WSAStartup. Without one it has no categories.",
                StringValue(""),
                MakeStringAccessor(&WinsockProcess::SetImagePath, &WinsockProcess::GetImagePath),
                MakeStringChecker())
            .AddAttribute("CommandLine",
                          "Command line with which the program was started, where that tells one"
                          " instance of the program from another; read with ImagePath.",
                          StringValue(""),
                          MakeStringAccessor(&WinsockProcess::SetCommandLine,
                                             &WinsockProcess::GetCommandLine),
                          MakeStringChecker())
            .AddAttribute("StackBytes",
                          "Stack of each thread, bytes; only touched pages take memory. A program"
                          " that overruns it ends the simulation with a segmentation fault.",
                          UintegerValue(Fiber::DEFAULT_STACK_BYTES),
                          MakeUintegerAccessor(&WinsockProcess::m_stackBytes),
                          MakeUintegerChecker<uint32_t>(MINIMUM_STACK_BYTES))
            .AddTraceSource(
                "Terminated",
                "The process has ended and holds nothing any more.",
                MakeLateTraceSourceAccessor(&WinsockProcess::GetTraces, &Traces::terminated),
                "ns3::winsock::WinsockProcess::TerminatedTracedCallback");
    return tid;
}

WinsockProcess::WinsockProcess() = default;

WinsockProcess::~WinsockProcess() = default;

void
WinsockProcess::Attach(WinsockStack& stack, uint32_t id, const std::string& name)
{
    NS_LOG_FUNCTION(this << id << name);
    m_stack = &stack;
    m_id = id;
    m_name = name;
}

WinsockStack&
WinsockProcess::GetStack() const
{
    return *m_stack;
}

uint32_t
WinsockProcess::GetId() const
{
    return m_id;
}

const std::string&
WinsockProcess::GetName() const
{
    return m_name;
}

bool
WinsockProcess::IsAlive() const
{
    return m_alive;
}

Ptr<WinsockThread>
WinsockProcess::CreateThread()
{
    m_threads.push_back(Create<WinsockThread>(*this, ++m_nextThreadId));
    return m_threads.back();
}

void
WinsockProcess::RemoveThread(const WinsockThread& thread)
{
    const auto at = std::find_if(m_threads.begin(),
                                 m_threads.end(),
                                 [&](const auto& other) { return PeekPointer(other) == &thread; });
    if (at != m_threads.end())
    {
        m_threads.erase(at);
    }
}

const std::vector<Ptr<WinsockThread>>&
WinsockProcess::GetThreads() const
{
    return m_threads;
}

void
WinsockProcess::Terminate()
{
    if (!m_alive)
    {
        return;
    }
    NS_LOG_FUNCTION(this);
    m_alive = false;
    Ptr<WinsockProcess> alive(this);
    Ptr<WinsockThread> own;
    for (const auto& thread : std::vector<Ptr<WinsockThread>>(m_threads))
    {
        if (thread->CanBlock())
        {
            own = thread;
        }
        else
        {
            thread->Kill();
        }
    }
    CloseSockets();
    for (const auto& thread : m_threads)
    {
        thread->ClearInbox();
    }
    if (m_objects)
    {
        m_objects->Clear();
    }
    if (m_heap)
    {
        m_heap->Clear();
    }
    m_startups = 0;
    m_stack->RemoveProcess(*this);
    if (m_traces)
    {
        m_traces->terminated(*this);
    }
    if (own)
    {
        own->Kill();
    }
}

void
WinsockProcess::CountStartup(WORD version)
{
    if (!m_categoriesRead)
    {
        m_permittedCategories = m_stack->GetPermittedCategories(GetImagePath(), GetCommandLine());
        m_categoriesRead = true;
    }
    if (m_startups++ == 0)
    {
        m_viewed = m_stack->GetCatalog();
        m_catalog = PermittedView(m_viewed, m_permittedCategories);
        m_formerViews.clear();
        m_namespaces = m_stack->GetNamespaces();
    }
    m_version = version;
}

bool
WinsockProcess::CountCleanup()
{
    if (m_startups == 0)
    {
        return false;
    }
    if (--m_startups == 0)
    {
        CloseSockets();
    }
    return true;
}

bool
WinsockProcess::IsStarted() const
{
    return m_startups != 0;
}

WORD
WinsockProcess::GetVersion() const
{
    return m_version;
}

const ProtocolCatalog&
WinsockProcess::GetCatalog() const
{
    return *GetSharedCatalog();
}

const std::shared_ptr<const ProtocolCatalog>&
WinsockProcess::GetSharedCatalog() const
{
    if (!m_catalog)
    {
        return m_stack->GetCatalog();
    }
    if (m_viewed != m_stack->GetCatalog() &&
        m_stack->GetNumbers().catalogView == CatalogFreshness::LIVE)
    {
        RenewView();
    }
    return m_catalog;
}

void
WinsockProcess::RenewView() const
{
    m_formerViews.push_front(m_catalog);
    m_viewed = m_stack->GetCatalog();
    m_catalog = PermittedView(m_viewed, m_permittedCategories);
}

const CatalogEntry*
WinsockProcess::FindCatalogEntry(DWORD id) const
{
    const CatalogEntry* entry = GetCatalog().FindById(id);
    for (auto view = m_formerViews.begin(); !entry && view != m_formerViews.end(); ++view)
    {
        entry = (*view)->FindById(id);
    }
    return entry;
}

std::shared_ptr<const NamespaceList>
WinsockProcess::GetNamespaces() const
{
    const bool live = m_stack->GetNumbers().catalogView == CatalogFreshness::LIVE;
    return m_namespaces && !live ? m_namespaces : m_stack->GetNamespaces();
}

HandleTable&
WinsockProcess::GetHandles()
{
    return m_handles;
}

ObjectTable&
WinsockProcess::GetObjects()
{
    if (!m_objects)
    {
        m_objects = std::make_unique<ObjectTable>(*this);
    }
    return *m_objects;
}

ProcessHeap&
WinsockProcess::GetHeap()
{
    if (!m_heap)
    {
        m_heap = std::make_unique<ProcessHeap>();
    }
    return *m_heap;
}

WinsockThread&
WinsockProcess::GetWorkerThread()
{
    if (!m_worker)
    {
        m_worker = Create<WinsockThread>(*this, ++m_nextThreadId);
        m_worker->ServeApcs();
    }
    return *m_worker;
}

ResourceLedger&
WinsockProcess::GetDescriptorLedger()
{
    return m_descriptors;
}

uint64_t
WinsockProcess::GetHandleCount() const
{
    // The first thread belongs to the process; it is not a handle of its own.
    const uint64_t threads = m_threads.empty() ? 0 : m_threads.size() - 1;
    return m_descriptors.GetInUse() + (m_objects ? m_objects->GetCount() : 0) + threads;
}

uint64_t
WinsockProcess::GetWakeUps() const
{
    return m_wakeUps;
}

uint64_t
WinsockProcess::GetWorkerTurns() const
{
    return m_workerTurns;
}

ProviderLoader&
WinsockProcess::GetProviders()
{
    if (!m_providers)
    {
        m_providers = std::make_unique<ProviderLoader>(*this);
    }
    return *m_providers;
}

bool
WinsockProcess::IsAdministrator() const
{
    return m_administrator;
}

const std::string&
WinsockProcess::GetImagePath() const
{
    return GetImage().path;
}

void
WinsockProcess::SetImagePath(const std::string& path)
{
    if (path != GetImagePath())
    {
        MakeImage().path = path;
    }
}

const std::string&
WinsockProcess::GetCommandLine() const
{
    return GetImage().commandLine;
}

void
WinsockProcess::SetCommandLine(const std::string& commandLine)
{
    if (commandLine != GetCommandLine())
    {
        MakeImage().commandLine = commandLine;
    }
}

WinsockProcess::Traces&
WinsockProcess::GetTraces()
{
    if (!m_traces)
    {
        m_traces = std::make_unique<Traces>();
    }
    return *m_traces;
}

const WinsockProcess::Image&
WinsockProcess::GetImage() const
{
    static const Image none;
    return m_image ? *m_image : none;
}

WinsockProcess::Image&
WinsockProcess::MakeImage()
{
    if (!m_image)
    {
        m_image = std::make_unique<Image>();
    }
    return *m_image;
}

DWORD
WinsockProcess::GetPermittedCategories() const
{
    return m_permittedCategories;
}

std::size_t
WinsockProcess::GetStackBytes() const
{
    return m_stackBytes;
}

void
WinsockProcess::CloseSockets()
{
    if (m_providers)
    {
        m_providers->UnloadAll();
        if (m_worker)
        {
            // What was queued there belongs to providers that are gone.
            m_worker->ClearInbox();
        }
    }
    for (const SOCKET s : m_handles.GetAll())
    {
        // A provider that forgot a handle must not make the device leak it: the operating system
        // closes the handles of a process that ends.
        NS_LOG_WARN("handle " << s << " was left open by its provider");
        m_stack->RemoveHandle(*this, s);
    }
}

void
WinsockProcess::DoDispose()
{
    NS_LOG_FUNCTION(this);
    Terminate();
    m_threads.clear();
    m_worker = nullptr;
    m_providers.reset();
    Object::DoDispose();
}

} // namespace ns3::winsock
