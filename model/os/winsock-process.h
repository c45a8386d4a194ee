/*
 * Copyright (c) 2026 The ns-3 winsock module authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef WINSOCK_PROCESS_H
#define WINSOCK_PROCESS_H

#include "ns3/handle-table.h"
#include "ns3/namespace-list.h"
#include "ns3/object-table.h"
#include "ns3/object.h"
#include "ns3/process-heap.h"
#include "ns3/protocol-catalog.h"
#include "ns3/resource-ledger.h"
#include "ns3/traced-callback.h"
#include "ns3/winsock-thread.h"

#include <cstddef>
#include <forward_list>
#include <memory>
#include <string>
#include <vector>

namespace ns3::winsock
{

class ProviderLoader;
class WinsockStack;

/**
 * @ingroup winsock
 * @brief A running program: its threads, its socket handles, the providers that it has loaded, and
 *        how often it has started Winsock.
 *
 * A process is made by WinsockStack::CreateProcess and lives until it is terminated. Its end
 * unwinds its threads, resets its connections and gives back every descriptor and buffer.
 */
class WinsockProcess : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    WinsockProcess();
    ~WinsockProcess() override;

    /**
     * @param stack the node's stack, which outlives the process
     * @param id number of the process on its node
     * @param name what people call the program
     */
    void Attach(WinsockStack& stack, uint32_t id, const std::string& name);

    /// @return the node's stack
    WinsockStack& GetStack() const;

    /// @return number of the process on its node
    uint32_t GetId() const;

    /// @return what people call the program
    const std::string& GetName() const;

    /// @return whether the process has not been terminated
    bool IsAlive() const;

    /**
     * @return a new thread without a body; it runs one when told to, and serves plain event handlers
     *         as long as it does not
     */
    Ptr<WinsockThread> CreateThread();

    /// @param thread one that has no body and that nothing will be run on any more; is forgotten
    void RemoveThread(const WinsockThread& thread);

    /// @return the threads that were not removed, oldest first
    const std::vector<Ptr<WinsockThread>>& GetThreads() const;

    /**
     * Ends the process: threads are unwound, providers cleaned up, connections reset, handles
     * closed. From inside one of its own threads the call does not return. Harmless if the process
     * has ended.
     */
    void Terminate();

    /**
     * Counts one successful WSAStartup (R-INI-5). One that starts Winsock takes the process's view of
     * the catalog; the first of all reads, once and for ever, which categories of layers the process
     * permits (R-INI-9).
     * @param version what was negotiated
     */
    void CountStartup(WORD version);

    /**
     * Counts one WSACleanup. The last closes all sockets (R-INI-6).
     * @return whether there was a startup to balance
     */
    bool CountCleanup();

    /// @return whether Winsock is started
    bool IsStarted() const;

    /// @return the version that the program negotiated last
    WORD GetVersion() const;

    /**
     * @return the catalog as the process sees it: the machine's of the startup (R-CAT-49), or on profiles
     *         with a live view that of the moment (R-CE-113), in which chains with layers that the
     *         process does not permit cannot be opened; before the startup, the machine's own
     */
    const ProtocolCatalog& GetCatalog() const;

    /// @return the same, to be kept
    const std::shared_ptr<const ProtocolCatalog>& GetSharedCatalog() const;

    /**
     * @param id a catalog entry id
     * @return the entry of that id in the catalog that the process sees, or else in the latest that it
     *         has seen: sockets keep the chain that they were opened with (R-CE-114); null if there
     *         never was one
     */
    const CatalogEntry* FindCatalogEntry(DWORD id) const;

    /// @return the name-space providers as the process sees them, as GetCatalog() says of protocols; before,
    ///         the machine's own
    std::shared_ptr<const NamespaceList> GetNamespaces() const;

    /// @return the process's socket handles
    HandleTable& GetHandles();

    /// @return the process's handles that are no sockets
    ObjectTable& GetObjects();

    /// @return memory that calls have handed out to the program
    ProcessHeap& GetHeap();

    /**
     * @return the thread on which the layered providers of the process finish their overlapped
     *         operations (R-UPC-4); it serves queued calls and nothing else
     */
    WinsockThread& GetWorkerThread();

    /// @return the process's descriptors
    ResourceLedger& GetDescriptorLedger();

    /// @return how many handles of any kind the process holds: descriptors, events, files, ... (R-ACC-10)
    uint64_t GetHandleCount() const;

    /// Counts one turn that a thread of the process got after it had waited.
    void
    CountWakeUp()
    {
        ++m_wakeUps;
    }

    /// Counts one turn of the worker thread.
    void
    CountWorkerTurn()
    {
        ++m_workerTurns;
    }

    /// @return how often threads of the process went on after they had waited
    uint64_t GetWakeUps() const;

    /// @return how often the worker thread of the process had queued calls to run
    uint64_t GetWorkerTurns() const;

    /// @return the providers that the process has loaded
    ProviderLoader& GetProviders();

    /// @return whether the process may open raw sockets (R-SEL-26), change the catalog (R-CAT-41)
    bool IsAdministrator() const;

    /// @return the path of the program, by which the machine knows what layers it permits
    const std::string& GetImagePath() const;

    /// @param path the same; counts at the first startup
    void SetImagePath(const std::string& path);

    /// @return the command line with which the program was started
    const std::string& GetCommandLine() const;

    /// @param commandLine the same; counts at the first startup
    void SetCommandLine(const std::string& commandLine);

    /// @return LSP_* bits of the layers that the process permits; 0 for all, and before its first startup
    DWORD GetPermittedCategories() const;

    /// @return usable bytes of the stack that a thread's next body gets
    std::size_t GetStackBytes() const;

    /**
     * @brief Signature of the `Terminated` trace source.
     * @param process the process that has ended
     */
    typedef void (*TerminatedTracedCallback)(const WinsockProcess& process);

  protected:
    /// Ends the process, if it is alive, and forgets its threads and providers.
    void DoDispose() override;

  private:
    /// What a program was started from; few processes say.
    struct Image
    {
        std::string path;        //!< of the program
        std::string commandLine; //!< with which it was started
    };

    /// The trace sources.
    struct Traces
    {
        TracedCallback<const WinsockProcess&> terminated; //!< `Terminated`
    };

    /// @return the trace sources, made by the first call
    Traces& GetTraces();
    /// @return what the program was started from
    const Image& GetImage() const;
    /// @return the same, to be changed
    Image& MakeImage();
    /// Follows the machine's catalog.
    void RenewView() const;
    /// Lets every provider clean up, then closes whatever handle is left.
    void CloseSockets();

    WinsockStack* m_stack{nullptr};            //!< the node's stack
    std::vector<Ptr<WinsockThread>> m_threads; //!< oldest first
    HandleTable m_handles;                     //!< socket handles
    ResourceLedger m_descriptors;              //!< descriptors held
    /// The view since the first startup.
    mutable std::shared_ptr<const ProtocolCatalog> m_catalog;
    /// What m_catalog is a view of.
    mutable std::shared_ptr<const ProtocolCatalog> m_viewed;
    /// Views that a live view had before, latest first.
    mutable std::forward_list<std::shared_ptr<const ProtocolCatalog>> m_formerViews;
    std::shared_ptr<const NamespaceList> m_namespaces; //!< view since the first startup
    std::unique_ptr<ProviderLoader> m_providers;       //!< null until first asked for
    std::unique_ptr<ObjectTable> m_objects;            //!< null until first asked for
    std::unique_ptr<ProcessHeap> m_heap;               //!< null until first asked for
    Ptr<WinsockThread> m_worker;                       //!< null until first asked for
    std::string m_name;                                //!< what people call the program
    std::unique_ptr<Image> m_image;                    //!< attributes; null while empty
    uint64_t m_wakeUps{0};                             //!< turns after waits
    uint64_t m_workerTurns{0};                         //!< turns of the worker thread
    uint32_t m_id{0};                                  //!< number on the node
    uint32_t m_nextThreadId{0};                        //!< counts threads ever made
    uint32_t m_startups{0};                            //!< startups not cleaned up
    DWORD m_permittedCategories{0};                    //!< read at the first startup
    WORD m_version{0};                                 //!< negotiated last
    uint32_t m_stackBytes;                             //!< attribute
    bool m_administrator;                              //!< attribute
    bool m_alive{true};                                //!< not terminated
    bool m_categoriesRead{false};                      //!< there was a startup
    std::unique_ptr<Traces> m_traces;                  //!< null until somebody listens
};

} // namespace ns3::winsock

#endif /* WINSOCK_PROCESS_H */
