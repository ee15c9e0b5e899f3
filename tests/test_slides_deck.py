"""The deck opens anywhere, can be edited, and nothing on it runs over."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Pt

from metrics.errors import SelarasError
from metrics.verdicts import Verdict
from selaras import selaras
from slides.deck import deck_of
from slides.deck_fonts import Face, Line
from tests.slides_made_up import (
    AMOUNTS,
    LARGE,
    WEEKS,
    card,
    promise,
    slide,
    usual,
    worst,
)

FACE = Face(1.0)
HEADER = "ticket_id,created_at,solved_at,status,replies,first_reply_minutes"


def opened(made):
    return Presentation(BytesIO(made))


def shapes_of(owner):
    for one in owner.shapes:
        yield one
        if one.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from shapes_of(one)


def words_of(sheet):
    return [
        paragraph.text
        for one in shapes_of(sheet)
        if one.has_text_frame
        for paragraph in one.text_frame.paragraphs
        if paragraph.text
    ]


def titles_of(deck):
    return [sheet.shapes.title.text_frame.text for sheet in deck.slides]


def charts_of(sheet):
    return [one for one in shapes_of(sheet) if one.has_chart]


def told(one):
    return one._element.xpath("./*/p:cNvPr")[0]


def few():
    blank = {"amount": "", "interval": "", "why_blank": "shown from n = 30 on"}
    return slide(
        [
            card("Speed", promise(verdict=Verdict.TOO_FEW, n="n = 12", **blank)),
            card("Integrity", promise(), promise("Customer satisfaction", "CSAT")),
        ],
        [card("Revenue", promise("Revenue", "Revenue", **LARGE))],
        year=(("Speed", WEEKS),),
    )


def nothing():
    gone = promise(verdict=Verdict.NO_DATA, amount="", interval="", series=())
    return slide([card("Speed", gone)], empty="There are no data for March 2025.")


def template(path, change):
    """A company's own, 4:3, with a slide of last year's."""
    deck = Presentation()
    old = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title Only"))
    old.shapes.title.text_frame.text = "Last year"
    change(deck)
    deck.save(path)
    return path


def typed_as(path, was, now):
    """The same package with another word among its types."""
    with ZipFile(path) as packed:
        held = {name: packed.read(name) for name in packed.namelist()}
    with ZipFile(path, "w") as packed:
        for name, data in held.items():
            is_types = name == "[Content_Types].xml"
            packed.writestr(name, data.replace(was, now) if is_types else data)
    return path


def test_has_the_scorecard_a_slide_for_each_value_sales_and_how_we_count():
    assert titles_of(opened(deck_of(usual()))) == [
        "Warung, September 2026",
        *("Integrity", "Quality", "Speed", "Loyalty", "Autonomy"),
        "Sales",
        "How we count",
    ]


def test_is_sixteen_by_nine():
    deck = opened(deck_of(usual()))
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)


def test_tells_the_whole_scorecard_as_text():
    (first, *_) = opened(deck_of(few())).slides
    words = words_of(first)
    for said in (
        "We lived by Speed. Quality fell short.",
        "Speed",
        "too few",
        "shown from n = 30 on",
        "Target ≥ 65 % · n = 12",
        "74.0 %",
        "kept",
        "Rp 1.234.567.890",
        "values.example.com/?period=2026-09&lang=en",
    ):
        assert said in words, said
    (foot,) = [one for one in words if one.startswith("Data through")]
    assert foot == (
        "Data through 21 November 2026, 23:06 · Europe/Amsterdam · Ranges are 95 % "
        "intervals. Bars are the last 52 weeks, up where kept, down where broken. "
        "Definitions: FRT 5a53443e, CSAT 5a53443e and Revenue 5a53443e."
    )


def test_service_and_sales_are_equally_large():
    (first, *_) = opened(deck_of(usual())).slides
    cards = [one for one in first.shapes if one.height > Pt(100) and not one.has_chart]
    sizes = {
        (one.width, one.height)
        for one in cards
        if one.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE
    }
    assert len(sizes) == 1


def test_charts_hold_the_numbers():
    speed = opened(deck_of(usual())).slides[3]
    (first, _) = charts_of(speed)
    line, target = first.chart.plots[0].series
    assert tuple(line.values) == AMOUNTS
    assert tuple(target.values) == (65.0,) * 13
    assert next(iter(first.chart.plots[0].categories)) == "1/2026"
    with ZipFile(BytesIO(first.chart.part.chart_workbook.xlsx_part.blob)) as book:
        assert b"<v>64.5</v>" in book.read("xl/worksheets/sheet1.xml")


def test_a_band_has_two_lines_with_a_name_each():
    points = tuple(replace(one, low=60.0, high=70.0) for one in promise().series)
    deck = opened(deck_of(slide([card("Speed", promise(series=points))])))
    (chart,) = charts_of(deck.slides[1])
    names = [one.name for one in chart.chart.plots[0].series]
    assert names == ["First reply time", "Target, at least", "Target, at most"]


@pytest.mark.parametrize("made", [usual(), few(), nothing()])
def test_everything_drawn_is_told_or_is_decoration(made):
    for sheet in opened(deck_of(made)).slides:
        for one in shapes_of(sheet):
            said = told(one).get("descr")
            silent = bool(told(one).xpath(".//*[local-name()='decorative']"))
            has_words = one.has_text_frame and one.text_frame.text
            assert said or silent or has_words, one.name


def test_tells_a_chart_a_verdict_and_a_year_to_those_who_do_not_see_them():
    (first, *_) = opened(deck_of(few())).slides
    alts = [told(one).get("descr") for one in shapes_of(first)]
    assert "Speed: too few" in alts
    assert (
        "First reply time from 1/2026, 61.0 %, to 13/2026, 74.0 %; Target ≥ 65 %"
        in alts
    )
    assert (
        "Speed, the last 52 weeks: 13 kept, 13 can't tell, 13 broken and 13 no data"
        in alts
    )


def test_says_whose_it_is_and_in_which_language():
    made = deck_of(replace(usual(), language="id"))
    told_of = opened(made).core_properties
    assert (told_of.title, told_of.author, told_of.language) == (
        "Warung, September 2026",
        "Warung",
        "id",
    )
    runs = [
        run
        for sheet in opened(made).slides
        for run in sheet._element.xpath(".//a:r/a:rPr")
    ]
    assert {one.get("lang") for one in runs} == {"id-ID"}


def test_a_period_without_data_says_so():
    deck = opened(deck_of(nothing()))
    assert titles_of(deck) == ["Warung, September 2026", "How we count"]
    assert "There are no data for March 2025." in words_of(deck.slides[0])


def test_is_the_same_whenever_it_is_made():
    made = deck_of(few())
    assert made == deck_of(few())
    with ZipFile(BytesIO(made)) as packed:
        assert {one.date_time[0] for one in packed.infolist()} == {1980}
        assert b"dcterms" not in packed.read("docProps/core.xml").split(b">", 2)[2]
        books = [name for name in packed.namelist() if name.endswith(".xlsx")]
        with ZipFile(BytesIO(packed.read(books[0]))) as book:
            assert {one.date_time[0] for one in book.infolist()} == {1980}
            assert b"<dcterms:created" not in book.read("docProps/core.xml")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "made",
    [usual(), few(), nothing(), worst(8, 1), worst(8, 2), worst(8, 4), worst(5, 3)],
)
def test_nothing_runs_over(made, theme):
    no_overflow(opened(deck_of(made, theme=theme)))


def no_overflow(deck):
    for sheet in deck.slides:
        title = sheet.shapes.title
        is_front = title is None or "2026" in title.text_frame.text
        smallest = 11.0 if is_front else 12.0
        for one in shapes_of(sheet):
            inside = one.left >= 0 and one.left + one.width <= deck.slide_width + 99
            assert inside, one.name
            assert one.top >= 0, one.name
            assert one.top + one.height <= deck.slide_height + 99, one.name
            if one.has_text_frame and one.text_frame.text and not one.is_placeholder:
                fits(one, smallest)


def fits(one, smallest):
    """Measured again from what the file says."""
    high = 0.0
    is_upright = "vert270" in str(one.text_frame._txBody.bodyPr.attrib)
    wide = (one.height if is_upright else one.width) / 12_700
    for paragraph in one.text_frame.paragraphs:
        (run,) = paragraph.runs
        assert run.font.size.pt >= smallest, run.text
        line = Line(run.text, run.font.size.pt, bold=bool(run.font.bold))
        rows = FACE.rows(line, wide) if one.text_frame.word_wrap else 1
        high += rows * paragraph.line_spacing.pt + paragraph.space_before.pt
    room = (one.width if is_upright else one.height) / 12_700
    assert high <= room + 1, one.text_frame.text


def test_cards_that_need_the_room_go_on_with_a_number():
    titles = titles_of(opened(deck_of(worst(8, 4))))
    assert titles[:2] == [
        "Perusahaan Kopi Nusantara Sejahtera, September 2026 (1 of 4)",
        "Perusahaan Kopi Nusantara Sejahtera, September 2026 (2 of 4)",
    ]


def test_takes_a_companys_template(tmp_path):
    def purple(deck):
        theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme.blob = theme.blob.replace(b"4F81BD", b"7B2D8B")

    path = template(tmp_path / "house.pptx", purple)
    deck = opened(deck_of(few(), template=path))
    assert (deck.slide_width, deck.slide_height) == (9_144_000, 6_858_000)
    with ZipFile(BytesIO(deck_of(few(), template=path))) as packed:
        assert not any(b"Last year" in packed.read(one) for one in packed.namelist())
        assert "docProps/thumbnail.jpeg" not in packed.namelist()
    assert {sheet.slide_layout.name for sheet in deck.slides} == {"Title Only"}
    (chart, *_) = charts_of(deck.slides[1])
    line = chart.chart.plots[0].series[0].format.line
    assert line.color.theme_color.name == "ACCENT_1"
    no_overflow(deck)


def test_finds_the_layout_by_what_is_on_it(tmp_path):
    def rename(deck):
        layout = deck.slide_layouts.get_by_name("Title Only")
        layout.name = "Überschrift"
        del layout.element.attrib["type"]

    path = template(tmp_path / "house.pptx", rename)
    deck = opened(deck_of(few(), template=path))
    assert {sheet.slide_layout.name for sheet in deck.slides} == {"Überschrift"}


def without(path, *names):
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        if layout.name in names:
            deck.slide_layouts.remove(layout)
    deck.save(path)
    return path


def test_writes_on_a_blank_layout_where_there_is_no_other(tmp_path):
    path = without(tmp_path / "house.pptx", "Title Only")
    deck = opened(deck_of(few(), template=path))
    assert {sheet.slide_layout.name for sheet in deck.slides} == {"Blank"}
    assert "Warung, September 2026" in words_of(deck.slides[0])
    no_overflow(deck)


def test_says_which_layout_a_template_lacks(tmp_path):
    path = without(tmp_path / "house.pptx", "Title Only", "Blank")
    with pytest.raises(SelarasError) as caught:
        deck_of(few(), template=path)
    assert str(caught.value) == (
        'house.pptx: the layout "Title Only" is missing (a title and no text), and '
        "there is no blank one. Add it to the slide master and save the file."
    )


def test_takes_a_potx(tmp_path):
    path = without(tmp_path / "house.potx", "Blank")
    typed_as(path, b"presentation.main+xml", b"template.main+xml")
    assert titles_of(opened(deck_of(nothing(), template=path)))[1] == "How we count"


def test_takes_no_macros(tmp_path):
    path = without(tmp_path / "house.pptm", "Blank")
    plain = b"vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    typed_as(path, plain, b"vnd.ms-powerpoint.presentation.macroEnabled.main+xml")
    with pytest.raises(SelarasError) as caught:
        deck_of(few(), template=path)
    assert str(caught.value) == (
        "house.pptm holds macros. Save it as .pptx, without them."
    )


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"Name,Amount\n", "house.pptx is no PowerPoint file (.pptx or .potx)."),
        (b"", "house.pptx is no PowerPoint file (.pptx or .potx)."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 more",
            "house.pptx has a password, or is of an old PowerPoint. Save it as .pptx "
            "without a password.",
        ),
    ],
)
def test_says_why_a_file_is_no_template(tmp_path, held, said):
    path = tmp_path / "house.pptx"
    path.write_bytes(held)
    with pytest.raises(SelarasError) as caught:
        deck_of(few(), template=path)
    assert str(caught.value) == said


def test_says_that_a_template_is_not_there():
    with pytest.raises(SelarasError) as caught:
        deck_of(few(), template=Path("gone.pptx"))
    assert str(caught.value) == "gone.pptx: No such file or directory."


def test_wants_a_template_for_slides_alone():
    told = CliRunner().invoke(selaras, ["scorecard", "--template", "house.pptx"])
    assert told.exit_code == 2
    assert told.output == (
        "A template is for slides: say --format pptx, or leave it out.\n"
    )


def test_writes_a_deck(tmp_path):
    rows = [
        f"{number},2026-03-{number % 31 + 1:02} 09:00,2026-03-31 12:00,solved,1,30"
        for number in range(1, 41)
    ]
    file, output = tmp_path / "tickets.csv", tmp_path / "card.pptx"
    file.write_text("\n".join([HEADER, *rows]) + "\n")
    data = ["--data", str(tmp_path)]
    CliRunner().invoke(selaras, ["load", str(file), *data])
    asked = ["scorecard", "--format", "pptx", "--period", "2026-03", "--theme", "dark"]
    written = CliRunner().invoke(selaras, [*asked, "--output", str(output), *data])
    assert (written.exit_code, written.output) == (0, "")
    deck = Presentation(output)
    assert titles_of(deck)[0] == "Kopi & Kawan, March 2026"
    assert "30 min" in words_of(deck.slides[0])
    no_overflow(deck)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_opens_in_libreoffice(tmp_path):
    (tmp_path / "deck.pptx").write_bytes(deck_of(few()))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        ["soffice", home, *convert, str(tmp_path / "deck.pptx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert (tmp_path / "deck.pdf").read_bytes().startswith(b"%PDF")
