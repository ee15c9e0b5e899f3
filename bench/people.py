"""Twenty-five people who change period and filters of the scorecard at once.

python -m bench.people [TICKETS]

Each is a session of its own that says to the server what a browser says, and reads
all that comes back; what a browser does with it then is left out, as each of them
has one of their own.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from bench.page import ROOT, served
from bench.stores import store

PEOPLE, CHANGES, PAUSE = 25, 12, 4.0  # seconds between a person's changes, about
PORT = 8933
RECENT = 12  # of the months to choose from
CHOSEN = ("period", "team", "channel")
PROTOCOL = Subprotocol("streamlit")
SLOWEST = 120.0  # seconds
DONE = ForwardMsg.FINISHED_SUCCESSFULLY
MIB = 1024


class Person:
    """A session of the scorecard, with the fragments that a browser asks for again."""

    def __init__(self, url: str) -> None:
        address = url.replace("http", "ws") + "/_stcore/stream"
        self._socket = connect(
            address, subprotocols=[PROTOCOL], max_size=None, legacy=True
        )
        self.options: dict[str, list[str]] = {}
        self._ids: dict[str, str] = {}
        self._again: dict[str, tuple[float, float]] = {}  # seconds, and when next
        self._runs = 0
        self.failed = 0

    def open(self) -> None:
        """Have the page's words, and then, as a browser does, everything."""
        self._ask(ClientState())
        while self._runs < 2:
            self.wait(0.1)

    def choose(self, name: str, option: str) -> float:
        """Seconds until all that follows from a choice has come."""
        state = WidgetState(id=self._ids[name], string_value=option)
        start = time.perf_counter()
        self._ask(ClientState(widget_states=WidgetStates(widgets=[state])))
        return time.perf_counter() - start

    def wait(self, seconds: float) -> None:
        """Look at the page, which asks for some of itself again meanwhile."""
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            for fragment, (interval, due) in self._again.items():
                if due <= now:
                    self._again[fragment] = (interval, now + interval)
                    self._send(ClientState(fragment_id=fragment, is_auto_rerun=True))
            next_due = min((due for _, due in self._again.values()), default=end)
            with suppress(TimeoutError):
                self._read(max(0.0, min(next_due, end) - time.monotonic()))

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def _ask(self, state: ClientState) -> None:
        """Have the page run, to its end."""
        runs = self._runs
        self._send(state)
        while self._runs == runs:
            self._read(SLOWEST)

    def _send(self, state: ClientState) -> None:
        self._socket.send(BackMsg(rerun_script=state).SerializeToString())

    def _read(self, timeout: float) -> None:
        said = ForwardMsg.FromString(self._socket.recv(timeout, decode=False))
        kind = said.WhichOneof("type")
        if kind == "delta":
            self._see(said)
        elif kind == "new_session" and not said.metadata.run.fragment_ids:
            self._again.clear()
        elif kind == "stop_auto_rerun":
            for fragment in said.stop_auto_rerun.fragment_ids:
                self._again.pop(fragment, None)
        elif kind == "auto_rerun":
            interval = said.auto_rerun.interval
            due = time.monotonic() + interval
            self._again[said.auto_rerun.fragment_id] = (interval, due)
        elif kind == "script_finished" and said.script_finished == DONE:
            self._runs += 1

    def _see(self, said: ForwardMsg) -> None:
        element = said.delta.new_element
        self.failed += element.HasField("exception")
        if element.HasField("selectbox"):
            box = element.selectbox
            name = box.id.rpartition("-")[2]
            self._ids[name], self.options[name] = box.id, list(box.options)


def main(tickets: int) -> None:
    folder = store(tickets)
    with served(ROOT / "app.py", PORT, SELARAS_DATA=str(folder)) as url:
        first = Person(url)
        first.open()
        alone = [change(first, random.Random(turn)) for turn in range(20)]  # noqa: S311
        first.close()
        print(f"{tickets:,} tickets; one person: {told(alone)}", flush=True)
        for turn in range(3):
            before, took = memory(), together(url)
            print(
                f"round {turn + 1}, {PEOPLE} people: {told(took)}; "
                f"memory {before:,.0f} to {memory():,.0f} MiB",
                flush=True,
            )


def together(url: str) -> list[float]:
    """Seconds of all changes; SystemExit where one of them ended in an error."""
    people = [Person(url) for _ in range(PEOPLE)]
    for person in people:
        person.open()
    took = list[float]()

    def go(person: Person, number: int) -> None:
        chance = random.Random(number)  # noqa: S311
        for _ in range(CHANGES):
            person.wait(chance.uniform(0, 2 * PAUSE))
            took.append(change(person, chance))

    threads = [
        threading.Thread(target=go, args=(person, number))
        for number, person in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failed = sum(person.failed for person in people)
    for person in people:
        person.close()
    if failed or len(took) < PEOPLE * CHANGES:
        sys.exit(f"{failed} errors, {len(took)} changes of {PEOPLE * CHANGES}")
    return took


def change(person: Person, chance: random.Random) -> float:
    """Another team or channel, or another of the months that people speak of."""
    name = chance.choice(CHOSEN)
    options = (
        person.options[name][:RECENT] if name == "period" else person.options[name]
    )
    return person.choose(name, chance.choice(options))


def told(took: list[float]) -> str:
    p95 = quantiles(took, n=20)[-1]
    return f"{len(took)} changes, median {median(took):.2f} s, p95 {p95:.2f} s"


def memory() -> float:
    """MiB of the server that answers at our port."""
    for status in Path("/proc").glob("[0-9]*/status"):
        words = (status.parent / "cmdline").read_bytes().split(b"\0")
        if str(PORT).encode() in words:
            lines = dict(
                line.split(":", 1) for line in status.read_text().splitlines() if line
            )
            return int(lines["VmRSS"].split()[0]) / MIB
    raise LookupError(PORT)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
