"""Every word on every page is said through the catalogs, in a real browser."""

import re

import pytest
from babel.dates import get_month_names
from playwright.sync_api import expect

from intake.house import House
from intake.loading import load_export
from metrics.values_forms import load_values
from metrics.warehouse import Warehouse
from tests.browser import IN_A_BROWSER, ROOT, dashboard, settle
from tests.conftest import CATALOG

pytestmark = IN_A_BROWSER
HEADER = (
    "Id,Requester id,Group,Assignee,Status,Via,Created at,Updated at,Solved at,"
    "Satisfaction Score,Reopens,Replies,First reply time in minutes"
)
IN_THE_FILE = ("TICKETS.csv", "zendesk", "Zendesk", "Created at", "soon")
AGENTS, TEAMS, CHANNELS = ("ANN", "BEN", "CAS"), ("CHAT", "DESK"), ("MAIL", "WEB")
# A page, and what is on it when all of it is there.
PAGES = {
    "": "⟦Week by week⟧",
    "observations?metric=csat&tab=trend": "⟦The points of this chart⟧",
    "observations?metric=csat&tab=groups": "⟦○ inside",
    "observations?metric=frt&tab=waiting": "⟦Still waiting⟧",
    "observations?metric=csat&tab=survey": "⟦Is everyone asked alike?⟧",
    "observations?metric=fcr&tab=definitions&helpdesk=70": "⟦What each definition",
    "observations?metric=frt&tab=rows": "⟦Download as CSV⟧",
    "all-hands?": "⟦Present⟧",
    "counting?": "⟦NPS⟧",
    "data?": "⟦Receipts⟧",
    "data?tab=quality": "⟦Systems⟧",
}
# What Streamlit says of its own controls, in the language that it has.
CHROME = {
    "Skip to main content", "App pages", "Link to heading", "Open", "Close", "Dismiss",
    "Upload", "2GB per file", "file upload", "Increment", "Decrement", "Clear value",
    "Copy", "Copy to clipboard", "Copy link to clipboard",
}  # fmt: skip
TOOLS = re.compile(r"^(Show/hide columns|Search|Fullscreen|Help for|Download)\b:? ?")
LANGUAGE_NAMES = {"English", "Bahasa Indonesia", "Bahasa Melayu"}
MONTHS = {
    name
    for width in ("wide", "abbreviated")
    for name in get_month_names(width, locale="en").values()
}
# The texts of each paragraph, cell, button, and of what is read aloud, in their order.
SHOWN = """() => {
  const skip = 'script, noscript, style, pre, code, [data-testid=stIconMaterial],'
    + '[data-testid=stAlertDynamicIcon], [data-testid=stExpanderIcon],'
    + '[role=img][aria-label$=" icon"], a[target=_blank]';
  const whole = 'p, li, h1, h2, h3, h4, td, th, button, label, text, summary';
  const told = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (holder.closest(skip) || getComputedStyle(holder).visibility === 'hidden')
      continue;
    const place = holder.closest(whole) || holder;
    told.set(place, (told.get(place) || '') + walker.currentNode.textContent);
  }
  const texts = [...told.values()];
  for (const name of ['placeholder', 'alt', 'aria-label'])
    for (const one of document.querySelectorAll(`[${name}]`))
      if (!one.matches(skip)) texts.push(one.getAttribute(name));
  return texts;
}"""


def tickets():
    """1,430 tickets of March 2026, most of them answered and rated, some open."""
    for number in range(1_430):
        agent, team = AGENTS[number % 3], TEAMS[number % 2]
        score = ("Good", "Bad", "Offered", "Good", "Unoffered")[number % 5]
        status = "Closed" if number % 40 else "Open"
        solved = "2026-03-31 09:00:00" if number % 40 else ""
        day = f"2026-03-{number % 28 + 1:02} 09:00:00"
        yield (
            f"{number},{number % 700},{team},{agent},{status},{CHANNELS[number % 2]},"
            f"{day},2026-03-31 10:00:00,{solved},{score},{number % 7 == 0:d},"
            f"{number % 3 + 1},{50 + number % 60}"
        )
    yield "9999,1,CHAT,ANN,Closed,MAIL,soon,,,Good,0,1,50"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    export = folder / "TICKETS.csv"
    export.write_text("\n".join([HEADER, *tickets()]) + "\n")
    store = Warehouse.open(folder / "data")
    load_export(store, export, House("Europe/Amsterdam", "EUR"))
    store.close()
    with dashboard(folder) as running:
        yield running


def opened(page, served, path, language):
    sign = "&" if "?" in path else "?"
    page.goto(f"{served.url}/{path}{sign}lang={language}")
    settle(page)


def own_words():
    """What the company says of itself in values.yaml, the longest first."""
    values = load_values(ROOT / "config" / "values.yaml", CATALOG)
    promised = [one for value in values.values for one in value.promises]
    named = [one.name for one in (*promised, *values.sales) if one.name]
    own = [values.company.name, *named, *AGENTS, *TEAMS, *CHANNELS]
    own += [text for value in values.values for text in (value.name, value.action)]
    return sorted(map(str, own), key=len, reverse=True)


def unsaid(page):
    """The words that stand outside of every ⟦sentence⟧, and are no data."""
    return [one for one in map(outside, page.evaluate(SHOWN)) if one]


def outside(text):
    text = TOOLS.sub("", text.strip())
    if text in CHROME | LANGUAGE_NAMES:
        return ""
    depth, left = 0, ""
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        left += letter if depth <= 0 else " "
    for own in (*own_words(), *IN_THE_FILE):
        left = left.replace(own, " ")
    words = re.findall(r"(?<![\w-])[^\W\d_]{2,}(?![\w-])", left)
    return " ".join(word for word in words if word not in MONTHS)


@pytest.mark.parametrize("path", PAGES)
def test_says_every_word_of_a_page(page, served, path):
    opened(page, served, path, "xx")
    expect(page.get_by_text(PAGES[path]).first).to_be_visible()
    settle(page)
    assert unsaid(page) == []


def test_says_every_word_of_a_metric_and_of_a_receipt(page, served):
    opened(page, served, "counting", "xx")
    page.get_by_text("⟦NPS⟧").first.click()
    expect(page.get_by_text("⟦Net promoter score⟧").first).to_be_visible()
    assert unsaid(page) == []
    opened(page, served, "data", "xx")
    page.get_by_text("TICKETS.csv").first.click()
    expect(page.get_by_text("⟦How it was understood⟧")).to_be_visible()
    assert unsaid(page) == []


def test_says_every_word_of_the_dialogs(page, served):
    opened(page, served, "?period=2026-03", "xx")
    page.get_by_role("button", name="First reply time").click()
    told = page.get_by_role("dialog")
    expect(told.get_by_text("⟦Filed under")).to_be_visible()
    assert unsaid(page) == []
    opened(page, served, "data", "xx")
    page.get_by_text("TICKETS.csv").first.click()
    undo = page.get_by_role("button", name="Undo this export")
    expect(undo).to_be_visible()
    settle(page)
    undo.click()
    expect(told.get_by_text("⟦Undo it⟧")).to_be_visible()
    assert unsaid(page) == []


def test_writes_numbers_and_months_by_the_language_of_the_page(page, served):
    opened(page, served, "?period=2026-03", "id")
    expect(page.get_by_role("heading", name="Maret 2026")).to_be_visible()
    expect(page.get_by_text("n = 1.430").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^FRT")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("n = 1.430")
    dialog.get_by_role("link", name="1.430").click()
    expect(page).to_have_url(re.compile("lang=id"))
    expect(page).to_have_url(re.compile("tab=rows"))
    opened(page, served, "data?tab=quality", "id")
    expect(page.get_by_text("1.144").first).to_be_visible()


def test_keeps_the_language_from_page_to_page_and_in_the_url(page, served):
    opened(page, served, "", "id")
    page.get_by_test_id("stTopNavLink").last.click()
    expect(page).to_have_url(re.compile(r"/data\?lang=id"))
    expect(page.get_by_text("1.431 ").first).to_be_visible()


def test_speaks_the_language_of_the_page_where_a_part_runs_again(page, served):
    opened(page, served, "data", "id")
    recipe = served.data / "inbox" / "recipe.csv"
    recipe.write_text("beans,water\n" + "18,36\n" * 300)
    told = page.get_by_text("1,8 kB").first
    expect(told).to_be_visible()
    opened(page, served, "data", "xx")
    refused = page.get_by_role("heading", name="⟦Refused⟧")
    expect(refused).to_be_visible()
    page.get_by_role("button", name="⟦Dismiss⟧").click()
    expect(refused).to_have_count(0)
    assert unsaid(page) == []


@pytest.mark.parametrize("option", ["survey", "Survey+funnel"])
def test_opens_a_tab_by_its_option_or_by_its_english_words(page, served, option):
    opened(page, served, f"observations?metric=csat&tab={option}", "xx")
    shown = page.get_by_role("tab", name="⟦Survey funnel⟧")
    expect(shown).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name="⟦Groups⟧").click()
    expect(page).to_have_url(re.compile("tab=groups"))
    page.reload()
    shown = page.get_by_role("tab", name="⟦Groups⟧")
    expect(shown).to_have_attribute("aria-selected", "true")
