"""What a person does with the dashboard, in a real browser."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import (
    IN_A_BROWSER,
    ROOT,
    choose,
    dashboard,
    overflows,
    settle,
    upload,
)

pytestmark = IN_A_BROWSER
HEADER = (
    "Id,Requester id,Group,Assignee,Status,Via,Created at,Updated at,Solved at,"
    "Satisfaction Score,Reopens,Replies,First reply time in minutes"
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory, made_up):
    """A dashboard that shows the made-up company."""
    with dashboard(tmp_path_factory.mktemp("demo"), made_up=made_up) as served:
        yield served


@pytest.fixture(scope="module")
def taking(tmp_path_factory, made_up):
    """A dashboard that tests bring files to, the first one to the made-up company."""
    with dashboard(tmp_path_factory.mktemp("taking"), made_up=made_up) as served:
        yield served


def zendesk(folder: Path, rows: list[str], name: str = "tickets.csv") -> Path:
    file = folder / name
    file.write_text("\n".join([HEADER, *rows]) + "\n")
    return file


def month_of_tickets() -> list[str]:
    """40 tickets of March 2026: 36 good and 4 bad ratings, replies after 50 minutes."""
    return [
        f"{number},{number},Mail,Ann,Closed,Mail,2026-03-{number % 28 + 1:02} 09:00:00,"
        f"2026-03-31 10:00:00,2026-03-31 09:00:00,{'Bad' if number <= 4 else 'Good'},"
        "0,1,50"
        for number in range(1, 41)
    ]


def card(page, name):
    heading = page.get_by_role("heading", name=re.compile(f"^{name}"), level=3)
    return page.get_by_test_id("stGrid").locator("> div").filter(has=heading)


def test_makes_a_company_up_where_there_is_none_and_says_so_everywhere(tmp_path, page):
    with dashboard(tmp_path) as served:
        for path in ("", "observations", "counting", "data"):
            page.goto(f"{served.url}/{path}")
            notice = page.get_by_text("This is a made-up company")
            expect(notice).to_be_visible()
            settle(page)
        for path in ("scorecard", "philosophy.html"):
            page.goto(f"{served.url}/{path}")
            expect(page.get_by_text("Kopi & Kawan (demo data)").first).to_be_visible()
        told = page.request.get(f"{served.url}/scorecard.json").json()
    assert told["made_up"] is True


def test_shows_five_values_and_five_measures_of_sales_at_one_size(demo, page):
    page.goto(demo.url)
    expect(page.get_by_test_id("stMetric")).to_have_count(14)
    settle(page)
    names = ["Integrity", "Quality", "Speed", "Loyalty", "Autonomy"]
    names += ["Revenue", "Orders", "Order value", "New customers", "Repeat orders"]
    boxes = [card(page, name).bounding_box() for name in names]
    assert {round(box["width"]) for box in boxes} == {round(boxes[0]["width"])}
    heights = [box["height"] for box in boxes]
    assert max(heights) - min(heights) <= 0.04 * max(heights)
    tops = [box["y"] for box in boxes]
    assert tops[:5] == [tops[0]] * 5
    assert tops[5:] == [tops[5]] * 5


def test_marks_the_opened_week_among_the_newest_ones(demo, page):
    page.goto(f"{demo.url}/?period=2026-W39")
    expect(page.get_by_text("Week by week")).to_be_visible()
    charts = page.locator(".js-plotly-plot").filter(has=page.locator(".barlayer"))
    expect(charts).to_have_count(2)
    settle(page)
    for chart in charts.all():
        plot = chart.locator(".plotclip rect").first.get_attribute("width")
        widths = chart.locator(".barlayer .trace:not(:last-child) path").evaluate_all(
            "bars => bars.map(bar => bar.getBoundingClientRect().width)"
        )
        assert len(widths) > 52
        assert max(widths) <= float(plot) / 52
        # the data end in W47 of 2026: W39 is the 44th of 52 weeks
        shade = chart.locator(".shapelayer path[style*='opacity: 0.2;']").first
        left = shade.bounding_box()["x"] - chart.bounding_box()["x"]
        assert round(left / float(plot) * 52) == 43


@pytest.mark.parametrize("path", ["", "observations", "counting", "data"])
def test_never_scrolls_sideways(demo, page, path):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{demo.url}/{path}")
    expect(page.get_by_role("heading").first).to_be_visible()
    settle(page)
    for width in (390, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(500)  # charts are drawn anew
        assert not overflows(page), width
    page.emulate_media(color_scheme="dark")
    settle(page)
    assert not overflows(page)


def test_tells_how_a_metric_is_counted_and_leads_to_the_tickets(demo, page):
    page.goto(demo.url)
    settle(page)
    page.get_by_role("button", name="FRT First reply time").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("How long does a customer wait")
    expect(dialog).to_contain_text("Filed under the day the ticket was created")
    expect(dialog).to_contain_text("from tickets")
    expect(dialog).to_contain_text("support.zendesk.com")
    dialog.get_by_role("link", name="behind this number").click()
    expect(page.get_by_role("heading", name="Behind a number")).to_be_visible()
    settle(page)
    assert "metric=frt" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV", exact=True).click()
    lines = Path(download.value.path()).read_text().splitlines()
    assert lines[0].startswith("source,subject_id,counted_at,amount,left_out")
    assert len(lines) > 1_000


def test_keeps_period_and_filters_in_the_url(demo, page):
    page.goto(f"{demo.url}/?period=2026-Q3")
    heading = page.get_by_role("heading", name="Kopi & Kawan, Q3 2026")
    expect(heading).to_be_visible()
    settle(page)
    page.get_by_role("combobox", name="Team").click()
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile("period=2026-Q3&team="))
    settle(page)
    expect(card(page, "Revenue")).to_contain_text("for every team")
    expect(card(page, "Speed")).to_contain_text("AHT")
    shown = card(page, "Speed").inner_text()
    page.goto(page.url)
    settle(page)
    for line in shown.splitlines():
        expect(card(page, "Speed")).to_contain_text(line.strip())


# The most headings of one name that the page ever had at the same time.
MOST_AT_ONCE = """
window.most = 0;
new MutationObserver(() => {
  const all = [...document.querySelectorAll("h3")];
  const named = all.filter((one) => one.innerText.startsWith("Speed"));
  window.most = Math.max(window.most, named.length);
}).observe(document, {childList: true, subtree: true});
"""


def test_never_shows_a_card_twice_while_charts_follow_the_words(demo, page):
    page.goto(f"{demo.url}/?period=2026-Q3", wait_until="commit")
    page.evaluate(MOST_AT_ONCE)
    settle(page)
    assert page.evaluate("window.most") == 1


def test_says_how_to_write_a_period_it_cannot_read(demo, page):
    page.goto(f"{demo.url}/?period=<b>soon</b>")
    expect(page.get_by_text("is no period. Write it as 2026, 2026-Q3")).to_be_visible()
    expect(page.get_by_test_id("stMetric")).to_have_count(14)


def test_takes_in_what_is_dropped_into_the_inbox(taking, page, tmp_path):
    page.goto(taking.url)
    expect(page.get_by_test_id("stMetric")).to_have_count(14)
    file = zendesk(tmp_path, month_of_tickets())
    shutil.copy(file, taking.data / "inbox" / "tickets.csv")
    expect(page.get_by_text("New data has arrived")).to_be_visible()
    page.get_by_role("button", name="Show the new numbers").click()
    heading = page.get_by_role("heading", name="Kopi & Kawan, March 2026")
    expect(heading).to_be_visible()
    settle(page)
    expect(page.get_by_text("This is a made-up company")).to_have_count(0)
    # 36 of 40 ratings are good; everyone heard from us after 50 minutes.
    expect(card(page, "Quality")).to_contain_text("90.0 %")
    expect(card(page, "Quality")).to_contain_text("n = 40")
    expect(card(page, "Speed")).to_contain_text("50 min")
    expect(card(page, "Revenue")).to_contain_text("no data")
    assert not list((taking.data / "inbox").glob("*.csv"))


def test_takes_in_an_upload_and_lists_what_it_rejected(taking, page, tmp_path):
    rows = [f"9{row}" for row in month_of_tickets()]
    rows[6] = rows[6].replace("2026-03-31 09:00:00", "2026-01-01 09:00:00")
    upload(page, taking.url, zendesk(tmp_path, rows))
    expect(page.get_by_text("39 new").first).to_be_visible()
    expect(page.get_by_text("1 rejected").first).to_be_visible()


def test_refuses_what_is_no_export_in_one_sentence(taking, page, tmp_path):
    file = tmp_path / "recipe.csv"
    file.write_text("beans,water\n18,36\n")
    upload(page, taking.url, file)
    expect(page.get_by_text("recipe.csv").first).to_be_visible()
    expect(page.get_by_text("beans, water").first).to_be_visible()


@pytest.fixture
def edited(taking):
    """The values of a dashboard, which are put back."""
    text = taking.values.read_text()
    yield taking
    taking.values.write_text(text)


def test_follows_values_yaml_while_it_is_edited(edited, page):
    page.goto(edited.url)
    expect(page.get_by_test_id("stMetric")).to_have_count(14)
    text = edited.values.read_text()
    edited.values.write_text(text.replace("name: Kopi & Kawan", "name: Warung Kita"))
    page.reload()
    heading = page.get_by_role("heading", name="Warung Kita")
    expect(heading.first).to_be_visible()
    edited.values.write_text(text.replace("metric: frt", "metric: frtt"))
    page.reload()
    expect(page.get_by_text('"frtt" is no metric. Did you mean "frt"?')).to_be_visible()
    edited.values.write_text(text)
    expect(page.get_by_test_id("stMetric")).to_have_count(14)


def test_takes_in_a_file_larger_than_streamlit_takes_by_itself(taking, page, tmp_path):
    wide = HEADER + ",Subject"
    subject = "x" * 210_000
    rows = [f"8{row},{subject}" for row in month_of_tickets()] * 26
    file = tmp_path / "large.csv"
    file.write_text("\n".join([wide, *rows]) + "\n")
    assert file.stat().st_size > 210_000_000
    upload(page, taking.url, file)
    expect(page.get_by_text("40 new").first).to_be_visible()
    expect(page.get_by_text("1,000 rejected").first).to_be_visible()


def test_hands_a_file_from_the_command_line_to_the_running_dashboard(
    taking, page, tmp_path
):
    page.goto(taking.url)
    expect(page.get_by_test_id("stMetric")).to_have_count(14)
    file = zendesk(tmp_path, [f"7{row}" for row in month_of_tickets()])
    loaded = subprocess.run(
        [sys.executable, "-m", "selaras", "load", file, "--data", taking.data],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert "40 rows read, 40 new" in loaded.stdout
    expect(page.get_by_text("New data has arrived")).to_be_visible()


def test_shows_names_as_they_are_written(edited, page):
    text = edited.values.read_text()
    hostile = "'<img src=x onerror=alert(1)> **R&D** $x$ :red[y]'"
    edited.values.write_text(text.replace("name: Kopi & Kawan", f"name: {hostile}"))
    page.goto(edited.url)
    heading = page.get_by_role("heading", name="<img src=x onerror=alert(1)> **R&D**")
    expect(heading.first).to_be_visible()


def test_draws_the_trend_behind_a_number(demo, page):
    page.goto(f"{demo.url}/observations?metric=csat&tab=Trend")
    chart = page.get_by_test_id("stPlotlyChart")
    expect(chart).to_be_visible()
    settle(page)
    expect(chart.locator(".scatterlayer .trace").first).to_be_attached()
    expect(page.get_by_text("A grinder is recalled")).to_be_visible()
    page.get_by_text("The points of this chart").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    assert not overflows(page)


POLICY = "Everyone hears from us within the hour"


def go(page, title, under=None):
    """Opens another page from the bar on top."""
    settle(page)
    if under:
        page.get_by_role("button", name=under).click()
    role = "menuitem" if under else "link"
    page.get_by_role(role, name=title, exact=True).click()
    heading = page.get_by_role("heading", name=title, exact=True, level=1)
    expect(heading).to_be_visible()


def test_a_manager_goes_from_a_broken_promise_to_its_cause_and_acts(demo, page):
    """The way from the scorecard to a picture of it, as one morning has it."""
    page.goto(demo.url)
    expect(card(page, "Quality")).to_contain_text("broken")
    page.get_by_role("link", name="Open Quality").click()
    heading = page.get_by_role("heading", name="Quality", exact=True, level=1)
    expect(heading).to_be_visible()

    # Which channel: five months ago all was well, and Mail fell most.
    choose(page, "Compared with", 4)
    fell = page.get_by_text("Whose interval lies on one side of zero: Mail")
    expect(fell).to_be_visible()
    # Which week, and what was decided then.
    choose(page, "Period", "W")
    expect(page).to_have_url(re.compile(r"period=\d{4}-W\d\d"))
    choose(page, "Channel", "Mail")
    expect(page.get_by_text(POLICY).last).to_be_visible()
    # Three of its tickets.
    page.get_by_role("tab", name="Rows").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV", exact=True).click()
    lines = Path(download.value.path()).read_text().splitlines()
    assert len(lines) > 1 + 3
    assert all(",Mail," in line for line in lines[1:4])

    go(page, "Service and sales")
    found = page.get_by_text(re.compile("Good service is associated with .* more"))
    expect(found.first).to_be_visible()

    go(page, "Decisions", under="What we stand for")
    what = page.get_by_label("What was decided")
    what.fill("Mail is answered in full, within the day")
    what.blur()
    page.get_by_role("button", name="Write it down").click()
    written = page.get_by_text("Mail is answered in full, within the day (")
    expect(written).to_be_visible()

    go(page, "Recognition")
    thanks = page.get_by_role("checkbox", name="Thanked")
    expect(thanks.nth(1)).to_be_visible()
    settled = page.get_by_text("How people are chosen")
    expect(settled).to_be_visible()
    for at in (0, 1):
        page.get_by_text("Thanked", exact=True).first.click()
        given = page.get_by_text("by the dashboard")
        expect(given).to_have_count(at + 1)

    go(page, "All-hands")
    with page.expect_download() as download:
        page.get_by_role("button", name="Picture (PNG)").click()
    drawn = Path(download.value.path()).read_bytes()
    assert drawn.startswith(b"\x89PNG")
    assert [int.from_bytes(drawn[at : at + 4]) for at in (16, 20)] == [1920, 1080]
