"""What is typed: commands, their words and their exit codes."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from selaras import selaras

ROOT = Path(__file__).parent.parent
EXPORTS = Path(__file__).parent / "exports"
HEADER = "ticket_id,created_at,solved_at,status,replies,first_reply_minutes"


@pytest.fixture
def run(tmp_path):
    """Runs a command on a data folder of its own."""

    def command(line, *more):
        return CliRunner().invoke(
            selaras, [*shlex.split(line), *map(str, more), *data_of(line, tmp_path)]
        )

    return command


def data_of(line, folder):
    takes_data = line.split()[0] in {"load", "scorecard"}
    return ["--data", str(folder / "data")] if takes_data else []


@pytest.fixture
def tickets(tmp_path):
    """40 tickets of March 2026, answered after 30 minutes."""
    rows = [
        f"{number},2026-03-{number % 31 + 1:02} 09:00,2026-03-31 12:00,solved,1,30"
        for number in range(1, 41)
    ]
    file = tmp_path / "tickets.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n")
    return file


def test_loads_a_file_and_counts_it(run, tickets):
    loaded = run("load", tickets)
    assert loaded.exit_code == 0
    assert "40 rows read, 40 new, 0 updated, 0 unchanged, 0 rejected." in loaded.output
    told = json.loads(run("scorecard --period 2026-03 --format json").output)
    speed = next(card for card in told["values"] if card["name"] == "Speed")
    frt = speed["promises"][0]
    assert (frt["metric"], frt["amount"], frt["n"]) == ("frt", 30, 40)


def test_changes_nothing_when_the_same_file_comes_again(run, tickets):
    run("load", tickets)
    again = run("load", tickets)
    assert again.exit_code == 0
    assert "loaded before; its 40 rows changed nothing." in again.output


def test_ends_with_1_when_rows_were_rejected(run, tickets):
    tickets.write_text(tickets.read_text() + "99,soon,,open,0,\n")
    loaded = run("load", tickets)
    assert loaded.exit_code == 1
    assert "1 rejected" in loaded.output


def test_ends_with_2_when_a_file_is_refused(run, tmp_path, tickets):
    missing = run("load", tmp_path / "nowhere.csv", tickets)
    assert missing.exit_code == 2
    assert "nowhere.csv" in missing.output
    assert "40 new" in missing.output


def test_ends_with_2_when_there_is_no_data(run, tmp_path):
    empty = run("scorecard")
    assert empty.exit_code == 2
    assert empty.output == (
        f"{tmp_path / 'data'}: no data yet. "
        "Load an export with `python -m selaras load FILE`.\n"
    )
    assert not (tmp_path / "data").exists()


def test_ends_with_2_on_a_period_it_cannot_read(run, tickets):
    run("load", tickets)
    told = run("scorecard --period soon")
    assert told.exit_code == 2
    assert told.output.startswith("'soon' is no period. Write it as 2026")


def test_writes_a_scorecard_into_a_file(run, tickets, tmp_path):
    run("load", tickets)
    output = tmp_path / "card.csv"
    assert run("scorecard --period 2026-03 --format csv --output", output).output == ""
    assert output.read_text().startswith("company,period,part,card,metric")


def test_says_why_a_file_cannot_be_written(run, tickets, tmp_path):
    run("load", tickets)
    told = run("scorecard --output", tmp_path / "no" / "card.txt")
    assert told.exit_code == 2
    assert (
        told.output == f"{tmp_path / 'no' / 'card.txt'}: No such file or directory.\n"
    )


def test_checks_values_and_definitions(run):
    told = run("check")
    assert told.exit_code == 0
    assert told.output == (
        "values.yaml: 5 values with 9 metrics, 5 measures of sales. "
        "15 definitions. All fine.\n"
    )


def test_names_every_mistake_in_values(run, tmp_path):
    values = tmp_path / "values.yaml"
    text = (ROOT / "config" / "values.yaml").read_text()
    values.write_text(text.replace("metric: frt", "metric: frtt"))
    told = run("check --values", values)
    assert told.exit_code == 2
    assert '"frtt" is no metric. Did you mean "frt"?' in told.output
    assert re.match(r"values.yaml, line \d+, Speed", told.output)


def test_prints_a_definition_as_it_is(run):
    told = run("sql frt")
    assert told.output == (ROOT / "metrics/definitions/frt.sql").read_text()


def test_helps_with_a_metric_that_is_none(run):
    told = run("sql frtt")
    assert (told.exit_code, told.output) == (
        2,
        '"frtt" is no metric. Did you mean "frt"?\n',
    )


def test_makes_a_company_that_loads_without_a_reject(run, tmp_path):
    folder = tmp_path / "made"
    made = run("demo --tickets 300 --months 2 --output", folder)
    assert made.exit_code == 0
    loaded = run("load", *sorted(folder.glob("*.csv")))
    assert loaded.exit_code == 0, loaded.output
    card = run("scorecard --format text")
    assert card.exit_code == 0
    assert "Kopi & Kawan" in card.output


def test_says_that_another_process_has_the_store(run, tickets, tmp_path):
    run("load", tickets)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "data" / "selaras.duckdb")],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
    )
    holder.stdout.readline()
    told = run("scorecard")
    holder.communicate()
    assert told.exit_code == 2
    assert "another process, a dashboard perhaps, has the store open" in told.output


HOLD = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_readme_shows_what_check_really_prints(run):
    readme = (ROOT / "README.md").read_text()
    assert f"$ python -m selaras check\n    {run('check').output}" in readme


WATCH = """
import sys, threading
from pathlib import Path
from intake.house import House
from intake.arriving.inbox import Inbox
from metrics.warehouse import Warehouse

folder = Path(sys.argv[1])
warehouse = Warehouse.open(folder)
inbox = Inbox(lambda: warehouse, lambda: House("UTC", "EUR"), folder / "inbox")
stop = threading.Event()
watch = threading.Thread(target=inbox.watch, args=(stop,))
watch.start()
print("open", flush=True)
sys.stdin.read()
stop.set()
watch.join()
"""


@pytest.fixture
def open_elsewhere(tmp_path):
    """Another process that has the store open, as the script says."""
    started = []

    def start(script, argument):
        holder = subprocess.Popen(
            [sys.executable, "-c", script, str(argument)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
        )
        started.append(holder)
        assert holder.stdout.readline() == b"open\n"

    yield start
    for holder in started:
        holder.communicate()


def test_hands_files_to_a_dashboard_and_gets_each_one_s_own_answer(
    run, tmp_path, tickets, open_elsewhere
):
    open_elsewhere(WATCH, tmp_path / "data")
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "tickets.csv"
    other.write_text("nonsense,columns\n1,2\n")
    hidden = tmp_path / ".hidden.tmp"
    hidden.write_text(f"{HEADER}\n99,2026-03-01 09:00,,open,0,\n")
    told = run("load", tickets, other, hidden)
    assert told.exit_code == 2
    lines = [line for line in told.output.splitlines() if line[0] != " "]
    assert "40 rows read, 40 new" in lines[0]
    assert lines[1].startswith("tickets.csv: ")
    assert "new" not in lines[1]
    assert lines[2].startswith(".hidden.tmp: ")
    assert "1 new" in lines[2]
    assert [p.name for p in (tmp_path / "data" / "inbox").iterdir()] == [".watched"]


def test_says_that_nobody_takes_files_in(run, tmp_path, tickets, open_elsewhere):
    run("load", tickets)
    open_elsewhere(HOLD, tmp_path / "data" / "selaras.duckdb")
    told = run("load", tickets)
    assert told.exit_code == 2
    assert told.output == (
        f"{tmp_path / 'data'}: another program has the store open and takes in "
        "nothing; load it again when that one is done.\n"
    )


def test_takes_a_name_that_is_not_utf_8(run, tmp_path, tickets):
    path = tickets.rename(tmp_path / os.fsdecode(b"caf\xe9.csv"))
    loaded = run("load", path)
    assert loaded.exit_code == 0
    assert loaded.output.startswith("café.csv: ticket file")


def test_ends_with_130_and_a_sentence_when_it_is_stopped(run, tickets, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("intake.arriving.handing.load_export", stop)
    told = run("load", tickets)
    assert told.exit_code == 130
    assert told.output == "tickets.csv: stopped; nothing of it was stored.\n"


def test_says_why_a_made_up_company_cannot_be_written(run, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise duckdb.IOException("IO Error: No space left on device.\nMore words")

    monkeypatch.setattr("demo.write_company", fail)
    told = run("demo --output", tmp_path / "made")
    assert told.exit_code == 2
    assert told.output == (
        f"{tmp_path / 'made'}: the exports cannot be written (IO Error: No space left "
        "on device); check the folder and the room on its disk.\n"
    )
