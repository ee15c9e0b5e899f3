"""Where exports are dropped, and what becomes of those that were."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.house import house
from dashboard.plain import plain
from dashboard.visitor import visitor
from intake.arriving.bundling import gathered
from intake.arriving.handing import Outcome, coming, hand_over, outcome_of
from intake.names import cut, printable
from metrics.errors import SelarasError
from words import say, say_many

DROPPED = "dropped"  # the files of this visitor's last drop


@dataclass(frozen=True)
class Dropped:
    """A file that a visitor dropped; its outcome, when it has one."""

    name: str
    handed: Path
    outcome: Outcome | None = None

    def asked(self) -> Dropped:
        """The same, with what became of it since."""
        return self if self.outcome else replace(self, outcome=outcome_of(self.handed))


def upload_box() -> None:
    """Takes exports in as they are, one after the other."""
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader(
            say(
                "Drop exports here, untouched: tickets, survey answers, reviews, "
                "calls, orders"
            ),
            accept_multiple_files=True,
        )
        st.caption(say("Files over 2 GB: copy them into data/inbox instead."))
        if st.form_submit_button(say("Take in"), type="primary") and files:
            with st.spinner(say("Putting them where they are taken in")):
                _take_in(files)


def dropped() -> tuple[Dropped, ...]:
    """The files of this visitor's last drop, as they are now."""
    before: tuple[Dropped, ...] = st.session_state.get(DROPPED, ())
    now = tuple(one.asked() for one in before)
    st.session_state[DROPPED] = now
    return now


def _take_in(files: Sequence[UploadedFile]) -> None:
    """Hand files to the inbox, and remember them for this visitor."""
    try:
        handed = _hand_over(files)
    except (SelarasError, OSError) as error:
        why = getattr(error, "strerror", None) or str(error)
        said = say("Nothing was taken in: {why}", why=why)
        st.error(plain(said), icon=":material/block:")
        return
    st.session_state[DROPPED] = tuple(handed)


def _hand_over(files: Sequence[UploadedFile]) -> list[Dropped]:
    """Files that are parts of one export go as one."""
    inbox, who = house().inbox.folder, visitor()
    with coming(inbox) as place:
        written = [_write(file, place / str(n)) for n, file in enumerate(files)]
        with gathered(written, house().settings()) as exports:
            return [
                Dropped(
                    printable(path.name),
                    hand_over(inbox, path.name, partial(_move, path), who),
                )
                for path in exports
            ]


def _write(file: UploadedFile, folder: Path) -> Path:
    folder.mkdir()
    path = folder / (cut(printable(Path(file.name).name)) or "export")
    path.write_bytes(file.getbuffer())
    return path


def _move(path: Path, target: Path) -> None:
    shutil.move(path, target)


def summary(files: Sequence[Dropped]) -> None:
    """What became of a drop: each file in a sentence; when all is done, in numbers."""
    told = [one.outcome for one in files if one.outcome]
    if not told:
        return
    if len(told) == len(files):
        _headline(told)
    with st.container(border=True):
        for one in sorted(told, key=lambda one: (not one.refused, not one.rejected)):
            st.markdown(f"{_sign(one)} {plain(one.lines[0])}")


def _headline(told: Sequence[Outcome]) -> None:
    refused = sum(one.refused for one in told)
    rejected = sum(one.rejected for one in told)
    show = st.error if refused else st.warning if rejected else st.success
    show(in_numbers(told))


def in_numbers(told: Sequence[Outcome]) -> str:
    """17 files taken in, 12 rows rejected, 3 files refused."""
    refused = sum(one.refused for one in told)
    in_vain = sum(one.in_vain for one in told)
    rejected = sum(one.rejected for one in told)
    taken = len(told) - refused - in_vain
    said: list[str] = []
    if taken or not in_vain:
        said.append(say_many("{n} file taken in", "{n} files taken in", taken))
    if in_vain:
        said.append(
            say_many(
                "{n} file read, no row taken in",
                "{n} files read, no row taken in",
                in_vain,
            )
        )
    if rejected:
        said.append(say_many("{n} row rejected", "{n} rows rejected", rejected))
    if refused:
        said.append(say_many("{n} file refused", "{n} files refused", refused))
    return f"{', '.join(said)}."


def _sign(outcome: Outcome) -> str:
    if outcome.refused:
        return ":red[:material/block:]"
    if outcome.rejected:
        return ":orange[:material/rule:]"
    return ":green[:material/check:]"
