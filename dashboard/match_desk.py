"""Files on the desk while their columns are matched; gone an hour later."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from intake.house import House
from intake.match.assembling import Assembly, assemble
from intake.match.matching import Suggestion
from intake.match.previewing import Preview, preview
from intake.match.sheets import Sheet, look_into
from intake.names import printable
from words import language, say

KEPT = 3600  # seconds


@dataclass(frozen=True)
class Given:
    """A file to look at: one that was dropped, or one that lies on the disk."""

    id: str
    name: str
    content: UploadedFile | Path

    def put(self, path: Path) -> None:
        """A copy of it."""
        if isinstance(self.content, Path):
            shutil.copyfile(self.content, path)
        else:
            path.write_bytes(self.content.getbuffer())


@dataclass(frozen=True)
class Desk:
    """Files in a folder of their own, and what they look like."""

    folder: tempfile.TemporaryDirectory[str]
    ids: tuple[str, ...]
    paths: tuple[Path, ...]
    names: tuple[str, ...]
    sheets: tuple[Sheet, ...]


def desk_of(files: Sequence[Given]) -> Desk:
    """The files on a desk; raises ExportError where one holds no table."""
    with st.spinner(say("Looking at the file")):
        desk: Desk = _desk(tuple(file.id for file in files), files)
    return desk


@st.cache_resource(ttl=KEPT, max_entries=4, show_spinner=False)
def _desk(ids: tuple[str, ...], _files: Sequence[Given]) -> Desk:
    folder = tempfile.TemporaryDirectory(prefix="selaras-match-")
    paths, names = [], []
    for number, file in enumerate(_files):
        path = Path(folder.name) / f"export{number}"
        file.put(path)
        paths.append(path)
        names.append(printable(Path(file.name).name))
    corner = Path(folder.name) / "corner"
    corner.mkdir()
    sheets = tuple(look_into(paths, names, corner))
    return Desk(folder, ids, tuple(paths), tuple(names), sheets)


def assembly_of(desk: Desk, table: str) -> Assembly:
    """The files round the one whose rows are the table's."""
    with st.spinner(say("Comparing the columns")):
        assembly: Assembly = _assembly(desk.ids, table, desk)
    return assembly


@st.cache_resource(ttl=KEPT, max_entries=16, show_spinner=False)
def _assembly(ids: tuple[str, ...], table: str, _desk: Desk) -> Assembly:
    return assemble(table, _desk.sheets)


def preview_of(desk: Desk, suggestion: Suggestion, text: str, house: House) -> Preview:
    """What the files give by a draft, whose source file is `text`."""
    with st.spinner(say("Reading it for a preview")):
        seen: Preview = _preview(desk.ids, text, language(), suggestion, house, desk)
    return seen


@st.cache_resource(ttl=KEPT, max_entries=16, show_spinner=False)
def _preview(
    ids: tuple[str, ...],
    text: str,
    spoken: str,
    _suggestion: Suggestion,
    _house: House,
    _desk: Desk,
) -> Preview:
    """The preview in one language: its rejects and notes are said as it is made."""
    with tempfile.TemporaryDirectory() as corner:
        place = Path(corner)
        return preview(_suggestion, _desk.paths, _desk.names, _house, place)
