"""`python -m selaras scorecard` as a picture, as pages, and in three languages."""

import io

import pytest
from click.testing import CliRunner
from PIL import Image
from pypdf import PdfReader

from selaras import selaras

HEADER = "ticket_id,created_at,solved_at,status,replies,first_reply_minutes"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """40 tickets of March 2026, answered after 30 minutes; the last on the 31st."""
    folder = tmp_path_factory.mktemp("company")
    rows = [
        f"{number},2026-03-{number % 31 + 1:02} 09:00,2026-03-31 12:00,solved,1,30"
        for number in range(1, 41)
    ]
    file = folder / "tickets.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n")
    loaded = CliRunner().invoke(selaras, ["load", str(file), "--data", str(folder)])
    assert loaded.exit_code == 0, loaded.output
    return folder


@pytest.fixture
def scorecard(data, tmp_path):
    """Runs the command; what it wrote, and what it said."""

    def command(line, name=None):
        asked = [*line.split(), "--data", str(data)]
        output = ["--output", str(tmp_path / name)] if name else []
        told = CliRunner().invoke(selaras, ["scorecard", *asked, *output])
        return told if name is None else (told, tmp_path / name)

    return command


def test_writes_a_picture(scorecard):
    told, file = scorecard("--format png --size 1080x1350 --theme dark", "card.png")
    assert (told.exit_code, told.output) == (0, "")
    assert Image.open(file).size == (1080, 1350)


def test_writes_a_drawing(scorecard):
    _, file = scorecard("--format svg --period last-month", "card.svg")
    assert "<title>Kopi &amp; Kawan, March 2026</title>" in file.read_text()


def test_writes_pages_in_a_language(scorecard):
    _, file = scorecard("--format pdf --language id --size a4", "card.pdf")
    there = PdfReader(io.BytesIO(file.read_bytes()))
    assert there.metadata.title == "Kopi & Kawan, Maret 2026"
    assert there.trailer["/Root"]["/Lang"] == "id"


def test_speaks_a_language_in_a_terminal(scorecard):
    told = scorecard("--language ms --period 2026-03")
    assert told.output.splitlines()[0] == "Kopi & Kawan, Mac 2026"


def test_wants_to_know_where_a_picture_goes(scorecard):
    told = scorecard("--format png")
    assert told.exit_code == 2
    assert told.output == "Say where the picture goes: --output scorecard.png.\n"


@pytest.mark.parametrize(
    ("asked", "there_are"),
    [
        ("--size 4k", "'1920x1080', '1080x1350', 'a4'"),
        ("--theme blue", "'light', 'dark'"),
        ("--language fr", "'en', 'id', 'ms'"),
        ("--period last-decade", "last-week, last-month, last-quarter or last-year."),
    ],
)
def test_says_what_there_is(scorecard, asked, there_are):
    told = scorecard(asked)
    assert told.exit_code == 2
    assert there_are in told.output
