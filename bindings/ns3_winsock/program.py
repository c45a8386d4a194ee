# Copyright (c) 2026 The ns-3 winsock module authors
#
# SPDX-License-Identifier: GPL-2.0-only
"""Programs: plain functions that run as processes of simulated nodes."""

import enum
import inspect
import sys
import traceback
from typing import TYPE_CHECKING, Any, Callable, Optional, Sequence

from greenlet import getcurrent, greenlet

from . import _native
from ._native import ProcessKilled
from .winsock import Winsock

if TYPE_CHECKING:
    from .network import Node


class ProgramError(RuntimeError):
    """A program ended with an exception, which is this one's cause.

    `process` is whose program it was, `time` the simulated time in seconds.
    """

    def __init__(self, process: "Process", time: float):
        """Make the error of a process."""
        super().__init__(
            f"process {process.name!r} ({process.id}) of node {process.node.name!r}"
            f" failed at {time:.9g} s of simulated time"
        )
        self.process = process
        self.time = time


class State(enum.Enum):
    """What has become of a process."""

    WAITING = "has not started yet"
    RUNNING = "is running"
    EXITED = "has returned"
    KILLED = "was ended"
    REFUSED = "found no room for another process"
    FAILED = "ended with an exception"


class Process:
    """A program and the process of a node that runs it.

    The program runs as a greenlet. Calls that have to wait switch to the event loop of the network,
    in the greenlet that called `Network.run`, which switches back when the call is done.
    """

    def __init__(
        self, node: "Node", program: Callable[..., Any], arguments: Sequence[Any], name: str
    ):
        """Make a process that is not scheduled yet; `Node.process` does this."""
        if not callable(program):
            raise TypeError(f"a program must be a function, not {program!r}")
        if inspect.iscoroutinefunction(program) or inspect.isgeneratorfunction(program):
            raise TypeError(
                f"the program {name!r} must be a plain function: its calls wait by themselves,"
                " without yield or await"
            )
        self.node = node
        self.name = name
        self.exit_code: Optional[int] = None
        """What the program returned, as a number, once it has."""
        self.error: Optional[ProgramError] = None
        """Why the program failed, if it did."""
        self.state = State.WAITING
        """What has become of the process."""
        self._program = program
        self._arguments = tuple(arguments)
        self._greenlet: Optional[greenlet] = None
        self._loop: Optional[greenlet] = None
        self._native: Optional[_native.NativeProgram] = None
        self._id = 0

    def __repr__(self) -> str:
        """Name the process and say what has become of it."""
        return f"<Process {self.name!r} of node {self.node.name!r}: {self.state.value}>"

    @property
    def id(self) -> int:
        """Number of the process on its node, 0 before its start."""
        return self._id

    def _switch(self) -> None:
        """Let the program begin or go on; called by the event loop."""
        self._loop = getcurrent()
        if self._greenlet is None:
            self._greenlet = greenlet(self._run)
        self._greenlet.parent = self._loop
        self._greenlet.switch()

    def _wait(self) -> Any:
        """Let the event loop go on until the pending call is done; return its result."""
        self._loop.switch()
        return self._native.take_result()

    def _run(self) -> None:
        """Run the program, as the body of its greenlet."""
        if not self._native.alive:
            started = self._native.process_id != 0
            self.state = State.KILLED if started else State.REFUSED
            return
        self._id = self._native.process_id
        self.state = State.RUNNING
        try:
            self._exit(self._program(Winsock(self._native, self), *self._arguments))
        except ProcessKilled:
            self.state = State.KILLED
        except SystemExit as exit:
            self._exit(exit.code)
        except Exception as exception:
            self._fail(exception)
        except BaseException:
            self.state = State.KILLED
            raise
        finally:
            self._native.terminate()

    def _exit(self, code: Any) -> None:
        """Note that the program has returned."""
        self.exit_code = code if isinstance(code, int) else 0
        self.state = State.EXITED

    def _fail(self, exception: Exception) -> None:
        """Note and report that the program has failed."""
        self.error = ProgramError(self, _native.now() / 1e9)
        # The first frame is _run's.
        self.error.__cause__ = exception.with_traceback(
            exception.__traceback__ and exception.__traceback__.tb_next
        )
        self.state = State.FAILED
        print(f"{self.error}:", file=sys.stderr)
        traceback.print_exception(exception)
