"""Files that belong together, as one: an archive that is the same each time."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from intake.forms import Form, SourceError
from intake.house import House
from intake.names import cut, printable, readable
from intake.own_forms import known_forms
from intake.parts import Piece, chosen, understood
from intake.refusals import check_file, refusals
from metrics.errors import ExportError

EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes
PIECE = 1 << 20


def bundle(files: Mapping[str, Path], corner: Path) -> Path:
    """One file of several by their names; a single one stays as it is."""
    first, *others = files
    if not others:
        return files[first]
    target = corner / f"{cut(Path(first).stem, 100)} and {len(others)} more.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for name, path in files.items():
            told = zipfile.ZipInfo(name, EPOCH)
            told.compress_type = zipfile.ZIP_DEFLATED
            with (
                path.open("rb") as file,
                archive.open(told, "w", force_zip64=True) as packed,
            ):
                shutil.copyfileobj(file, packed, PIECE)
    return target


@contextmanager
def gathered(files: Sequence[Path], house: House) -> Iterator[Sequence[Path]]:
    """What to load of some files: those that are parts of one export as one.

    The others stay as they are, and so do all where a kind of the company's is
    wrong: each file is then refused with the reason.
    """
    names = [printable(path.name) for path in files]
    given = dict(zip(names, files, strict=True))
    forms = _of_several_files(house)
    if not forms or len(given) < max(2, len(files)):
        yield files
        return
    with tempfile.TemporaryDirectory() as folder:
        corner = Path(folder)
        looked_at = (_piece(name, path, corner) for name, path in given.items())
        pieces = [piece for piece in looked_at if piece]
        bundles: list[Path] = []
        used: set[str] = set()
        for number, form in enumerate(forms):
            found = [piece.name for piece in chosen(form, pieces)]
            if found:
                place = corner / f"bundle{number}"
                place.mkdir()
                bundles.append(bundle({name: given[name] for name in found}, place))
                used.update(found)
        alone = [path for name, path in given.items() if name not in used]
        yield [*bundles, *alone]


def _of_several_files(house: House) -> list[Form]:
    try:
        return [form for form in known_forms(house.sources) if form.parts]
    except SourceError:
        return []


def _piece(name: str, path: Path, corner: Path) -> Piece | None:
    """A file, looked at; None where it is refused, as it will be when loaded."""
    try:
        with refusals(path, name), readable(path) as text:
            check_file(text, name)
            place = Path(tempfile.mkdtemp(dir=corner))
            return understood({name: text}, place)[0]
    except ExportError:
        return None
