# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Networks: nodes, links, and running them."""

import atexit
from typing import Any, Callable, Dict, List, Optional, Sequence, overload

from . import _native
from .program import Process, ProgramError, State
from .units import Duration, Rate, bits_per_second, nanoseconds


class Node:
    """A simulated machine with Winsock; made by `Network.node`."""

    def __init__(self, network: "Network", number: int, name: str, profile: str):
        """Make a node of a network."""
        self.network = network
        self.name = name
        self.profile = profile
        self._number = number

    def __repr__(self) -> str:
        """Name the node."""
        return f"<Node {self.name!r}, {self.profile}>"

    @property
    def addresses(self) -> List[str]:
        """The node's IPv4 addresses, one for each link, in the order of the links."""
        return self.network._native.addresses(self._number)

    @property
    def address(self) -> str:
        """The node's first address."""
        addresses = self.addresses
        if not addresses:
            raise ValueError(f"node {self.name!r} has no address: give it a link first")
        return addresses[0]

    @overload
    def process(
        self,
        program: None = None,
        *,
        start: Optional[Duration] = None,
        stop: Optional[Duration] = None,
        args: Sequence[Any] = (),
        name: Optional[str] = None,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]: ...

    @overload
    def process(
        self,
        program: Callable[..., Any],
        *,
        start: Optional[Duration] = None,
        stop: Optional[Duration] = None,
        args: Sequence[Any] = (),
        name: Optional[str] = None,
    ) -> Process: ...

    def process(self, program=None, *, start=None, stop=None, args=(), name=None):
        """Run a program on the node, from simulated time `start` on, or at once.

        A program is a function whose first argument is its `Winsock`; `args` are the others. It
        ends when it returns, or is ended at the time `stop`. With the program as an argument, return
        its Process; without, be a decorator::

            @node.process(start=1.0)
            def program(api):
                ...

        The decorator returns the function as it is, so that several nodes can run it.
        """

        def add(function):
            known_as = name if name is not None else getattr(function, "__name__", "program")
            process = Process(self, function, args, known_as)
            self.network._add(process, start, stop)
            return process

        def decorate(function):
            add(function)
            return function

        return decorate if program is None else add(program)


class Link:
    """A point-to-point link; made by `Network.link`."""

    def __init__(self, a: Node, b: Node, rate: int, delay: float):
        """Make a link of two nodes, with bits per second and seconds."""
        self.a = a
        self.b = b
        self.rate = rate
        """Bits per second."""
        self.delay = delay
        """Seconds."""

    def __repr__(self) -> str:
        """Name the link's ends and say what it is like."""
        return f"<Link {self.a.name!r} - {self.b.name!r}, {self.rate} bit/s, {self.delay:g} s>"


class Network:
    """A network of simulated machines, and the simulation of it.

    There is one network at a time: a new one closes the one before.
    """

    _open: Optional["Network"] = None

    def __init__(self, seed: int = 1, run: int = 1):
        """Make an empty network.

        Scenarios with the same seed and run give the same results; runs of the same seed are
        statistically independent of each other.
        """
        if Network._open is not None:
            Network._open.close()
        if not 0 < seed < 2**32 or not 0 <= run < 2**64:
            raise ValueError(
                f"seed must be 1 to 4294967295 and run not negative, not {seed} and {run}"
            )
        self._native = _native.NativeNetwork(seed, run)
        self._running = False
        self._processes: Dict[int, Process] = {}
        self.nodes: List[Node] = []
        """The nodes, in the order in which they were made."""
        self.links: List[Link] = []
        """The links, in the order in which they were made."""
        Network._open = self

    def __enter__(self) -> "Network":
        """Return the network, which `with` closes at its end."""
        return self

    def __exit__(self, *exception: Any) -> None:
        """Close the network."""
        self.close()

    @property
    def now(self) -> float:
        """Simulated time, in seconds."""
        return _native.now() / 1e9

    @property
    def processes(self) -> List[Process]:
        """The processes of all nodes, in the order in which they were made."""
        return list(self._processes.values())

    def node(
        self, name: str, profile: str = "windows-nt", catalog: Optional[str] = None
    ) -> Node:
        """Add a machine.

        `profile` is its class (see `profiles`); `catalog` is a file with what "netsh winsock show
        catalog" printed on a real machine, or a machine in a catalog store, such as
        "machines.sqlite:office-pc", to be used in place of the profile's own catalog.
        """
        if any(name == other.name for other in self.nodes):
            raise ValueError(f"there is a node {name!r} already")
        number = self._native.add_node(name, profile, "" if catalog is None else str(catalog))
        self.nodes.append(Node(self, number, name, profile))
        return self.nodes[-1]

    def link(self, a: Node, b: Node, rate: Rate = "100Mbps", delay: Duration = "1ms") -> Link:
        """Connect two nodes; both ends get addresses, of the form 10.x.y.z."""
        for end in (a, b):
            if not isinstance(end, Node) or end.network is not self:
                raise ValueError(f"a link needs two nodes of its network, not {end!r}")
        if a is b:
            raise ValueError(f"a link needs two different nodes, not {a.name!r} twice")
        bits = bits_per_second(rate, "The rate of a link")
        wait = nanoseconds(delay, "The delay of a link")
        self._native.add_link(a._number, b._number, bits, wait)
        self.links.append(Link(a, b, bits, wait / 1e9))
        return self.links[-1]

    def trace_calls(self, path: str) -> None:
        """Write the calls of the programs of all present nodes into a text file, from now on.

        The file is complete once the network is closed.
        """
        with open(path, "w", encoding="utf-8"):
            pass  # a file that cannot be written is a Python error here, and fatal below
        self._native.trace_calls(str(path))

    def run(self, until: Optional[Duration] = None, errors: str = "raise") -> None:
        """Let simulated time go on until `until`, or until nothing happens any more.

        A program that ends with an exception is reported at once, with node, process and simulated
        time. What follows is said by `errors`: "raise" goes on and raises the first ProgramError at
        the end of the run, "stop" raises it at once, "report" does nothing more. A run that is over
        can be continued by another.
        """
        if errors not in ("raise", "stop", "report"):
            raise ValueError(f"errors must be 'raise', 'stop' or 'report', not {errors!r}")
        if self._running:
            raise RuntimeError("the network is running already: a program cannot run it")
        end = None if until is None else nanoseconds(until, "The end of a run")
        if end is not None and end < _native.now():
            raise ValueError(f"a run cannot end before the present time, {self.now:g} s")
        first_error = self._run(end, stop_at_error=errors == "stop")
        if first_error is not None and errors != "report":
            raise first_error

    def _run(self, end: Optional[int], stop_at_error: bool) -> Optional[ProgramError]:
        """Run until a time in nanoseconds; return the first error of a program."""
        first_error = None
        self._native.begin(end)
        self._running = True
        try:
            while (number := self._native.advance()) is not None:
                process = self._processes[number]
                process._switch()
                if process.state is State.FAILED:
                    first_error = first_error or process.error
                    if stop_at_error:
                        break
        finally:
            self._native.end()
            self._running = False
        return first_error

    def close(self) -> None:
        """End all programs and take the network down; harmless if that was done."""
        if self._running:
            raise RuntimeError("the network is running: a program cannot close it")
        if Network._open is self:
            Network._open = None
            self._native.terminate_all()
            while (number := self._native.take_ready()) is not None:
                self._processes[number]._switch()
            self._native.close()

    def _add(
        self, process: Process, start: Optional[Duration], stop: Optional[Duration]
    ) -> None:
        """Schedule a process."""
        begin = _native.now() if start is None else nanoseconds(start, "The start of a program")
        end = None if stop is None else nanoseconds(stop, "The stop of a program")
        if end is not None and end < begin:
            raise ValueError(f"the program {process.name!r} cannot stop before it starts")
        process._native = self._native.add_program(
            process.node._number, process.name, begin, end
        )
        self._processes[len(self._processes)] = process


@atexit.register
def _close_open_network() -> None:
    """Unwind the programs of the last network while Python still can."""
    if Network._open is not None:
        Network._open.close()
