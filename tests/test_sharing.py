"""The scorecard for whoever has its address."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.house import house
from dashboard.routes import ROUTES
from intake.loading import load_export
from tests.test_dashboard import VALUES, take_in

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def client(tmp_path, monkeypatch):
    """Asks a server that shows 40 tickets of March 2026."""
    config = tmp_path / "values.yaml"
    config.write_text(VALUES.read_text())
    monkeypatch.setenv("SELARAS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SELARAS_VALUES", str(config))
    take_in(tmp_path)
    with TestClient(Starlette(routes=ROUTES)) as asking:
        yield asking
    house().close()


def test_serves_the_picture_in_the_size_that_is_asked_for(client):
    found = client.get("/scorecard.png?period=2026-03&size=1080x1350")
    assert found.headers["content-type"] == "image/png"
    assert found.content.startswith(PNG)
    width, height = (int.from_bytes(found.content[at : at + 4]) for at in (16, 20))
    assert (width, height) == (1080, 1350)


def test_serves_a_drawing_a_document_and_the_numbers(client):
    drawing = client.get("/scorecard.svg?period=2026-03").content
    assert ElementTree.fromstring(drawing).get("width") == "1920"  # noqa: S314 - ours
    assert client.get("/scorecard.pdf").content.startswith(b"%PDF-")
    assert client.get("/scorecard.pptx").content.startswith(b"PK")
    told = json.loads(client.get("/scorecard.json?period=2026-03").content)
    speed = next(one for one in told["values"] if one["name"] == "Speed")
    assert speed["promises"][0]["amount"] == 30
    assert speed["promises"][0]["n"] == 40


def test_the_page_says_it_in_words_and_runs_nothing(client):
    page = client.get("/scorecard?period=2026-03")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "March 2026" in page.text
    assert "30 min" in page.text
    assert "n = 40" in page.text
    assert "<script" not in page.text
    assert "http://testserver/scorecard.png?period=2026-03&amp;lang=en" in page.text


def test_the_page_keeps_what_the_company_wrote_as_text(client, tmp_path):
    config = tmp_path / "values.yaml"
    text = VALUES.read_text().replace("Kopi & Kawan", "'<script>alert(1)</script>'")
    config.write_text(text)
    page = client.get("/scorecard").text
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_stage_shows_the_card_and_then_each_value(client):
    page = client.get("/present?period=2026-03&theme=dark").text
    assert page.count("<img ") == 8  # the card, five values, sales, the year
    assert 'src="scorecard.svg?period=2026-03&amp;lang=en&amp;theme=dark' in page
    assert client.get("/scorecard.svg?period=2026-03&screen=8").status_code == 200
    wrong = client.get("/scorecard.svg?period=2026-03&screen=9")
    assert (wrong.status_code, wrong.text) == (
        400,
        "There is no screen 9; the last is 8.\n",
    )


def test_a_reader_is_answered_in_their_language(client):
    asked = {"accept-language": "ms-MY,ms;q=0.9,en;q=0.8"}
    page = client.get("/scorecard?period=2026-07", headers=asked)
    assert '<html lang="ms"' in page.text
    assert "Julai 2026" in page.text
    assert 'lang="id"' in client.get("/scorecard?lang=id", headers=asked).text


def test_the_same_view_is_sent_once(client):
    first = client.get("/scorecard.png?period=2026-03")
    known = {"if-none-match": first.headers["etag"]}
    again = client.get("/scorecard.png?period=2026-03", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/scorecard.png?period=2026-02", headers=known)
    assert other.status_code == 200


def test_a_group_of_under_five_people_is_not_shared(client, tmp_path):
    """Four people and a bot answer for Billing, five for Returns: 40 tickets each.

    Two of Billing's names are one person's, and a sixth only ever got spam.
    """
    text = VALUES.read_text().replace("company:\n", "company:\n  bots: [answer bot]\n")
    (tmp_path / "values.yaml").write_text(text)
    names = {
        "Billing": ["Ann", "ann", "Ben", "Cas", "Dee", "Answer Bot"],
        "Returns": ["Ann", "Ben", "Cas", "Dee", "Eva"],
    }
    rows = [
        f"{team}{number},2026-03-{number % 28 + 1:02} 09:00,2026-03-31 12:00,solved,"
        f"1,30,{team},{people[number % len(people)]},"
        for team, people in names.items()
        for number in range(40)
    ]
    rows.append("b,2026-03-05 09:00,2026-03-31 12:00,solved,1,30,Billing,Fay,spam")
    header = "ticket_id,created_at,solved_at,status,replies,first_reply_minutes"
    file = tmp_path / "teams.csv"
    file.write_text("\n".join([f"{header},team,agent,set_aside", *rows]) + "\n")
    load_export(house().own, file, house().settings())
    few = client.get("/scorecard?period=2026-03&team=Billing")
    assert "Fewer than 5 people worked here in March 2026." in few.text
    assert "n = 40" not in few.text
    for form in ("png", "pptx"):
        address = f"/scorecard.{form}?period=2026-03&team=Billing"
        assert client.get(address).status_code == 200
    numbers = client.get("/scorecard.json?period=2026-03&team=Billing")
    assert numbers.status_code == 400
    assert numbers.text.startswith("Fewer than 5 people")
    enough = client.get("/scorecard?period=2026-03&team=Returns")
    assert "n = 40" in enough.text
    assert "Fewer than" not in enough.text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/scorecard.png?period=soon", "'soon' is no period. Write it as 2026,"),
        ("/scorecard.png?size=9x9", "There is no size '9x9'. There is: 1920x1080,"),
        ("/scorecard.png?theme=pink", "There is no theme 'pink'. There is: light and"),
        ("/scorecard.png?lang=de", "There is no lang 'de'. There is: en, id and ms."),
        ("/scorecard.png?team=../../etc/passwd", "There is no team '../../etc/passwd'"),
        ("/scorecard.png?screen=-1", "screen is a number from 1."),
        ("/scorecard.png?screen=٣", "screen is a number from 1."),
        ("/present?period=2026-99", "'2026-99' is no period."),
        ("/scorecard.png?as-of=2026-03-31", "Numbers as they were known on a day are"),
        ("/scorecard?period=%00", "'\\x00' is no period."),
    ],
)
def test_nonsense_is_answered_with_one_line(client, address, said):
    found = client.get(address)
    assert found.status_code == 400
    assert found.text.startswith(said)
    assert found.text.count("\n") == 1


def test_an_unknown_kind_of_file_is_answered_with_those_there_are(client):
    found = client.get("/scorecard.exe")
    assert found.status_code == 404
    assert found.text.startswith("There is: scorecard.png, scorecard.svg,")


def test_a_mistake_in_values_yaml_is_said_and_is_nobodys_who_asks(client, tmp_path):
    (tmp_path / "values.yaml").write_text("company: 3\n")
    found = client.get("/scorecard.png")
    assert found.status_code == 503
    assert "values.yaml, line 1" in found.text
