"""A file that nobody knows: its columns are matched, and it is known from then on."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from intake.forms import Form, SourceError, forms
from intake.header import like, plain
from intake.house import House
from intake.keeping.receipts import rejects_of
from intake.loading import load_export
from intake.match.assembling import assemble, likely_kind
from intake.match.drafting import as_yaml
from intake.match.matching import suggest_draft
from intake.match.sheets import look_into
from intake.own_forms import known_forms
from intake.tables import TABLES
from metrics.errors import ExportError
from metrics.warehouse import Warehouse
from selaras import selaras
from tests.intake_desk import SAMPLES

VALUES = Path(__file__).parent.parent / "config" / "values.yaml"
SHOP = (
    "Bestelnummer;Besteldatum;Klant e-mail;Bedrag;Totaal;Status\n"
    "1001;25-03-2026 09:15;ann@mail.example;40,15;46,10;betaald\n"
    "1002;26-03-2026 10:30;ben@mail.example;9,85;15,80;betaald\n"
    "1003;27-03-2026 11:45;ann@mail.example;12,00;17,95;geannuleerd\n"
)
TOKO = {
    "toko_orders.csv": "order_id,customer_id,order_status,order_purchase_timestamp\n"
    "a1,c1,delivered,2026-03-02 10:00:00\n"
    "a2,c2,delivered,2026-03-05 11:00:00\n"
    "a3,c3,canceled,2026-03-09 12:00:00\n"
    "a4,c4,delivered,2026-03-20 13:00:00\n",
    "toko_items.csv": "order_id,item_no,price,freight_value\n"
    "a1,1,10.50,3.10\na1,2,20.00,3.10\na2,1,7.25,2.00\na3,1,99.00,9.00\n"
    "a4,1,40.00,5.00\nzz,1,5.00,1.00\n",
    "toko_customers.csv": "customer_id,customer_unique_id\n"
    "c1,p1\nc2,p2\nc3,p3\nc4,p1\n",
    "toko_reviews.csv": "review_id,order_id,review_score,review_answer_timestamp\n"
    "r1,a1,5,2026-03-10 08:00:00\nr2,a2,2,2026-03-11 08:00:00\n"
    "r3,a4,4,2026-03-25 08:00:00\nr4,a1,4,2026-03-12 08:00:00\n",
}
ORDERS = ("toko_orders.csv", "toko_items.csv", "toko_customers.csv")
REVIEWS = ("toko_reviews.csv", "toko_orders.csv", "toko_customers.csv")
Run = Callable[..., Result]
# Kinds with a row for each order, ticket or call, and an id that is one.
SINGLE = [
    form
    for form in forms()
    if form.table in ("orders", "tickets", "calls")
    and form.name != "salesforce_orders"
    and not (form.refused or form.lines_of or form.records_in or form.source == "own")
]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command with values, and kinds of export, of its own."""
    (tmp_path / "config").mkdir()
    values = tmp_path / "config" / "values.yaml"
    shutil.copy(VALUES, values)

    def command(name: str, *arguments: object) -> Result:
        data = ["--data", str(tmp_path / "data")] if name in DATA else []
        line = [name, *map(str, arguments), *data, "--values", str(values)]
        return CliRunner().invoke(selaras, line)

    return command


DATA = ("load", "scorecard")


def files(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text(TOKO[name])
    return [folder / name for name in names]


def file(folder: Path, text: str, name: str = "shop.csv") -> Path:
    (folder / name).write_text(text)
    return folder / name


def house(folder: Path) -> House:
    return House("Europe/Amsterdam", "EUR", sources=folder / "config" / "sources")


def fields_of(*paths: Path, table: str | None = None) -> dict[str, str]:
    corner = paths[0].parent / "corner"
    corner.mkdir()
    sheets = look_into(paths, [path.name for path in paths], corner)
    kind = table or likely_kind(sheets)
    told = suggest_draft(assemble(kind, sheets), kind, House("UTC", "EUR"))
    return dict(told.draft.fields)


def test_suggests_the_columns_of_a_shop_in_another_language(tmp_path: Path) -> None:
    assert fields_of(file(tmp_path, SHOP)) == {
        "order_id": "Bestelnummer",
        "ordered_at": "Besteldatum",
        "amount": "Bedrag",
        "total": "Totaal",
        "customer_id": "Klant e-mail",
        "status": "Status",
    }


@pytest.mark.parametrize("form", SINGLE, ids=lambda form: form.name)
def test_finds_the_id_and_the_time_of_exports_that_sources_know(
    tmp_path: Path, form: Form
) -> None:
    shutil.copy(SAMPLES / f"{form.name}.csv", tmp_path)
    found = fields_of(tmp_path / f"{form.name}.csv", table=form.table)
    table = TABLES[form.table]
    for field in (table.id, table.time):
        columns = form.cells[field].columns
        assert any(like(column, [plain(found[field])]) for column in columns), field


def test_previews_saves_and_knows_the_file_from_then_on(
    run: Run, tmp_path: Path
) -> None:
    shop = file(tmp_path, SHOP)
    refused = run("load", shop)
    assert refused.exit_code == 2
    matched = run("match", shop)
    assert matched.exit_code == 0, matched.output
    assert "3 rows read, 3 new, 0 updated, 0 unchanged, 0 rejected" in matched.output
    assert "Not saved." in matched.output
    assert run("load", shop).exit_code == 2
    saved = run("match", shop, "--save")
    assert (tmp_path / "config/sources/shop_orders.yaml").exists(), saved.output
    loaded = run("load", shop)
    assert loaded.exit_code == 0
    assert "shop.csv: Shop order export, 2026-03-25 to 2026-03-27" in loaded.output
    assert "Stored but never counted: 1 (1 cancelled)." in loaded.output
    assert "Kinds of export of your own: 1. All fine." in run("check").output


def test_shows_nobodys_address(run: Run, tmp_path: Path) -> None:
    shop = file(tmp_path, SHOP + "1004;soon;zoe@mail.example;1,00;1,00;betaald\n")
    matched = run("match", shop)
    assert matched.exit_code == 1
    assert "row 5, Besteldatum 'soon': This is no time" in matched.output
    assert "Klant e-mail: [hidden]" in matched.output
    assert "@" not in matched.output


def test_says_what_is_missing_and_takes_what_is_said(run: Run, tmp_path: Path) -> None:
    shop = file(
        tmp_path, "ref,moment,worth\nx1,2026-03-01 10:00,5\nx2,2026-03-02 11:00,6\n"
    )
    no_amount = ("--kind", "orders", "--set", "order_id=ref", "--set", "amount=")
    lacking = run("match", shop, *no_amount, "--save")
    assert lacking.exit_code == 2
    assert lacking.output.endswith("Every order needs amount: choose its column.\n")
    assert not (tmp_path / "config" / "sources").exists()
    said = run("match", shop, "--kind", "orders", "--set", "amount=worth", "--save")
    assert said.exit_code == 0
    assert "2 new" in run("load", shop).output


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (
            ["--kind", "parcels"],
            "--kind parcels: it can be tickets, surveys, ",
        ),
        (["--set", "amount"], "--set amount: write it as field=column."),
        (["--set", "price=Bedrag"], "orders have no field price; they have amount, "),
        (["--set", "amount=Prijs"], "amount: there is no column Prijs; there are "),
        (["--source", "My shop"], "'My shop': call the source in small letters"),
        (["--source", "stripe"], "stripe: there is a kind stripe_orders already; "),
    ],
)
def test_names_what_cannot_be(
    run: Run, tmp_path: Path, option: list[str], said: str
) -> None:
    refused = run("match", file(tmp_path, SHOP), *option)
    assert refused.exit_code == 2
    assert refused.output.startswith(said)


def test_asks_which_way_an_effort_scale_runs(run: Run, tmp_path: Path) -> None:
    answers = file(
        tmp_path,
        "response_id,effort_score,submitted_at,email\n"
        "1,6,2026-03-01 10:00,a@mail.example\n2,2,2026-03-02 10:00,b@mail.example\n",
        "answers.csv",
    )
    asked = run("match", answers)
    assert asked.exit_code == 2
    assert asked.output.endswith(
        "Say whether a high score is easy (high) or hard (low).\n"
    )
    assert "Answers: ces on 1-7." in asked.output
    assert run("match", answers, "--direction", "low", "--save").exit_code == 0
    run("load", answers)
    store = Warehouse.open(tmp_path / "data")
    found = store.rows("select score, is_good from surveys order by survey_id")
    store.close()
    assert found == [(6, False), (2, True)]


def test_says_that_a_file_is_known(run: Run) -> None:
    known = run("match", SAMPLES / "woocommerce_orders.csv")
    assert known.output.startswith(
        "Such files are known already, as WooCommerce order export; load them."
    )


def test_puts_the_files_of_a_shop_together(run: Run, tmp_path: Path) -> None:
    matched = run("match", *files(tmp_path, *ORDERS), "--save")
    assert matched.exit_code == 0, matched.output
    assert "toko_items.csv meets it by order_id." in matched.output
    assert "Summed for each order_id: price." in matched.output
    assert run("match", *files(tmp_path, *REVIEWS), "--save").exit_code == 0
    loaded = run("load", *files(tmp_path, *TOKO))
    assert loaded.exit_code == 0, loaded.output
    assert "toko_orders and 2 more.zip: Toko order export" in loaded.output
    assert "toko_items.csv: 1 row belongs to none" in loaded.output
    store = Warehouse.open(tmp_path / "data")
    orders = store.rows(
        "select order_id, amount::double, customer_id, set_aside from orders order by 1"
    )
    answers = store.rows(
        "select survey_id, customer_id, is_good from surveys order by 1"
    )
    store.close()
    assert orders == [
        ("a1", 30.5, "toko:p1", None),
        ("a2", 7.25, "toko:p2", None),
        ("a3", 99.0, "toko:p3", "cancelled"),
        ("a4", 40.0, "toko:p1", None),
    ]
    assert answers == [
        ("r1", "toko:p1", True),
        ("r2", "toko:p2", False),
        ("r3", "toko:p1", True),
        ("r4", "toko:p1", True),
    ]


def test_counts_service_and_sales_of_the_same_customers(
    run: Run, tmp_path: Path
) -> None:
    run("match", *files(tmp_path, *ORDERS), "--save")
    run("match", *files(tmp_path, *REVIEWS), "--save")
    run("load", *files(tmp_path, *TOKO))
    card = run("scorecard", "--period", "2026-03", "--format", "json")
    told = json.loads(card.output)
    promises = [
        one for card in (*told["values"], *told["sales"]) for one in card["promises"]
    ]
    amounts = {one["metric"]: (one["amount"], one["n"]) for one in promises}
    assert amounts["csat"] == (75.0, 4)
    assert amounts["revenue"] == (77.75, 3)
    assert amounts["orders"] == (3.0, 3)
    assert amounts["new_customers"] == (2.0, 2)


def test_takes_the_same_files_again_as_the_same(run: Run, tmp_path: Path) -> None:
    run("match", *files(tmp_path, *ORDERS), "--save")
    run("load", *files(tmp_path, *ORDERS))
    again = run("load", *files(tmp_path, *reversed(ORDERS)))
    assert "loaded before; its 4 rows changed nothing." in again.output


def test_names_the_files_that_one_comes_with(run: Run, tmp_path: Path) -> None:
    run("match", *files(tmp_path, *ORDERS), "--save")
    alone = run("load", *files(tmp_path, "toko_customers.csv"))
    assert alone.exit_code == 2
    assert alone.output == (
        "toko_customers.csv: this is one of the 3 files of the Toko order export; "
        "load it together with the one with order_id, order_purchase_timestamp and "
        "order_status and the one with order_id and price, or zip them.\n"
    )


def test_refuses_a_part_with_a_broken_row(run: Run, tmp_path: Path) -> None:
    run("match", *files(tmp_path, *ORDERS), "--save")
    paths = files(tmp_path, *ORDERS)
    paths[1].write_text(TOKO["toko_items.csv"] + "a4,2\n")
    refused = run("load", *paths)
    assert refused.exit_code == 2
    assert refused.output == (
        "toko_items.csv, row 8: This row has 2 cells where the header has 4. "
        "Nothing was stored.\n"
    )


FEBRUARY = (
    "order_id,customer_id,order_status,order_purchase_timestamp\n"
    "b1,c1,delivered,2026-04-02 10:00:00\n"
)


def zipped(path: Path, **contents: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in contents.items():
            archive.writestr(f"{name.replace('__', '/')}.csv", text)
    return path


@pytest.mark.parametrize(
    ("second", "called"),
    [("february", "february.csv"), ("more__orders", "more/orders.csv")],
)
def test_refuses_an_archive_with_a_file_that_would_not_be_read(
    run: Run, tmp_path: Path, second: str, called: str
) -> None:
    run("match", *files(tmp_path, *ORDERS), "--save")
    contents = {
        "orders": TOKO["toko_orders.csv"],
        "items": TOKO["toko_items.csv"],
        "customers": TOKO["toko_customers.csv"],
    }
    whole = zipped(tmp_path / "whole.zip", **contents)
    more = zipped(tmp_path / "all.zip", **contents, **{second: FEBRUARY})
    refused = run("load", more)
    assert refused.exit_code == 2
    assert refused.output == (
        f"all.zip: {called} in it would not be read; orders.csv, items.csv and "
        "customers.csv are the Toko order export already. Zip the files of each "
        "export by themselves, with nothing beside them.\n"
    )
    assert "4 new" in run("load", whole).output


def test_leaves_out_a_file_that_gives_no_field(run: Run, tmp_path: Path) -> None:
    other = file(tmp_path, "colour,shade\nred,dark\n", "colours.csv")
    matched = run("match", *files(tmp_path, *ORDERS), other)
    assert matched.exit_code == 0, matched.output
    assert "colours.csv shares no column with it, and is left out." in matched.output


@pytest.mark.parametrize("command", ["match", "load"])
def test_refuses_a_damaged_archive_of_several_files(
    run: Run, tmp_path: Path, command: str
) -> None:
    run("match", *files(tmp_path, *ORDERS), "--save")
    path = zipped(tmp_path / "bad.zip", a="id,x\n1,2\n", b="id,y\n1,2\n")
    damaged = path.read_bytes().replace(b"id,x", b"id,z")
    path.write_bytes(damaged)
    refused = run(command, path)
    assert refused.exit_code == 2
    assert refused.output == ("bad.zip: the archive is damaged; export it again.\n")


def test_replaces_no_kind_of_the_same_name_unsaid(run: Run, tmp_path: Path) -> None:
    run("match", file(tmp_path, SHOP), "--save")
    first = tmp_path / "config" / "sources" / "shop_orders.yaml"
    first.write_text(first.read_text() + "# by hand\n")
    other = file(
        tmp_path,
        "nr,bought_on,sum_paid\nA1,2026-01-01 10:00,5\nA2,2026-01-02 10:00,6\n",
        "shop_orders.csv",
    )
    kind = ("--kind", "orders", "--set", "order_id=nr", "--set", "amount=sum_paid",
            "--set", "ordered_at=bought_on", "--save")  # fmt: skip
    assert "Shop 2 order export" in run("match", other, *kind).output
    assert (first.parent / "shop_2_orders.yaml").exists()
    third = file(
        tmp_path,
        "nr,bought_on,sum_paid,till\nA1,2026-01-01 10:00,5,2\n",
        "more_orders.csv",
    )
    (first.parent / "shop_2_orders.yaml").unlink()
    refused = run("match", third, *kind, "--source", "shop")
    assert refused.exit_code == 2
    assert refused.output == (
        "shop: there is a kind shop_orders of your own already; call the source "
        "something else, or take shop_orders.yaml out of sources. Or say --replace, "
        "and this one takes its place.\n"
    )
    assert first.read_text().endswith("# by hand\n")
    replaced = run("match", third, *kind, "--source", "shop", "--replace")
    assert replaced.exit_code == 0, replaced.output
    assert "bought_on" in first.read_text()


def test_saves_no_match_that_takes_no_row(run: Run, tmp_path: Path) -> None:
    wrong = ("--set", "ordered_at=Klant e-mail", "--set", "customer_id=", "--save")
    nothing = run("match", file(tmp_path, SHOP), *wrong)
    assert nothing.exit_code == 2
    assert "3 rows read, 0 new, 0 updated, 0 unchanged, 3 rejected" in nothing.output
    assert nothing.output.endswith(
        "No row is taken by this match, so it is not saved: choose other columns for "
        "what the reasons name.\n"
    )
    assert not list(tmp_path.glob("config/sources/*"))


def test_matches_files_of_a_kind_of_our_own_anew(run: Run, tmp_path: Path) -> None:
    shop, kinds = file(tmp_path, SHOP), tmp_path / "config" / "sources"
    run("match", shop, "--set", "amount=Totaal", "--set", "total=", "--save")
    run("load", shop)
    for more in ((), ("--source", "toko")):
        known = run("match", shop, *more, "--save")
        assert known.exit_code == 0
        assert known.output == (
            "Such files are known already, as Shop order export of your own; load "
            "them. To match them anew, say --replace; to forget the kind, take "
            "shop_orders.yaml out of sources.\n"
        )
    anew = run("match", shop, "--replace", "--save")
    assert anew.exit_code == 0, anew.output
    assert "0 new, 3 updated" in run("load", shop).output
    renamed = run("match", shop, "--replace", "--source", "toko", "--save")
    assert renamed.exit_code == 0, renamed.output
    assert [path.name for path in kinds.iterdir()] == ["toko_orders.yaml"]
    assert run("load", shop).exit_code == 0


def test_reads_the_same_file_anew_when_its_kind_was_corrected(
    run: Run, tmp_path: Path
) -> None:
    shop = file(tmp_path, SHOP)
    run("match", shop, "--save")
    run("load", shop)
    saved = tmp_path / "config/sources/shop_orders.yaml"
    saved.write_text(saved.read_text().replace("otherwise: EUR", "otherwise: USD"))
    assert "0 new, 3 updated" in run("load", shop).output
    assert "loaded before" in run("load", shop).output


TIE = (
    "title: Our own file\nsource: ours\ntable: orders\nzone: utc\n"
    "fingerprint: [order_id, ordered_at, amount]\ncells:\n"
    "  order_id: {type: id, from: [order_id], required: true}\n"
    "  ordered_at: {type: time, from: [ordered_at], required: true}\n"
    "  amount: {type: money, from: [amount], required: true}\n"
    "  currency: {type: currency, from: [currency]}\n"
    "  total: {type: money, from: [total]}\n  items: {type: whole, from: [items]}\n"
    "  channel: {type: text, from: [channel]}\n"
    "  customer_id: {type: person, anyone: [customer]}\n"
    "  status: {type: word, from: [status]}\n"
)
OWN = "order_id,ordered_at,amount\n1,2026-03-01 10:00,5\n"


def test_lets_the_companys_own_kind_win_a_tie(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "sources"
    folder.mkdir(parents=True)
    (folder / "ours_orders.yaml").write_text(TIE)
    path = file(tmp_path, OWN)
    receipt = load_export(Warehouse.in_memory(), path, house(tmp_path))
    assert receipt.form == "ours_orders"
    receipt = load_export(Warehouse.in_memory(), path, House("UTC", "EUR"))
    assert receipt.form == "own_orders"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [", "ours_orders.yaml: this is no YAML"),
        (
            TIE.replace("zone: utc", "zone: mars"),
            "ours_orders.yaml, zone: Input should be 'company', 'utc' or 'offset'.",
        ),
        (
            TIE.replace("table: orders", "table: parcels"),
            "ours_orders.yaml: there is no table parcels; it can be ",
        ),
        (
            TIE.replace(
                "  amount: {type: money, from: [amount], required: true}\n", ""
            ),
            "ours_orders.yaml: it has no cell amount, and every order needs it.",
        ),
        (
            TIE.replace("  amount:", "  Amount!:"),
            "ours_orders.yaml: a cell cannot be called 'Amount!';",
        ),
    ],
)
def test_says_what_is_wrong_with_a_kind_of_the_companys(
    tmp_path: Path, text: str, said: str
) -> None:
    folder = tmp_path / "config" / "sources"
    folder.mkdir(parents=True)
    (folder / "ours_orders.yaml").write_text(text)
    with pytest.raises(SourceError) as wrong:
        known_forms(folder)
    assert str(wrong.value).startswith(said)
    assert str(wrong.value).endswith("Correct it, or take it out of sources.")
    with pytest.raises(ExportError) as refused:
        load_export(Warehouse.in_memory(), file(tmp_path, OWN), house(tmp_path))
    assert str(refused.value).startswith(f"shop.csv: not read, for a mistake in {said}")


def test_folds_the_lines_of_an_order(tmp_path: Path) -> None:
    lines = file(
        tmp_path,
        "order number,order date,customer email,order amount,product,quantity\n"
        "7,2026-03-01 10:00,a@mail.example,30.00,tea,2\n"
        "7,2026-03-01 10:00,a@mail.example,30.00,cup,1\n"
        "8,2026-03-02 10:00,b@mail.example,12.50,tea,1\n",
    )
    corner = tmp_path / "corner"
    corner.mkdir()
    sheets = look_into([lines], [lines.name], corner)
    told = suggest_draft(assemble("orders", sheets), "orders", House("UTC", "EUR"))
    folder = tmp_path / "config" / "sources"
    folder.mkdir(parents=True)
    text = as_yaml(told.draft, told.assembly.columns)
    (folder / "shop_orders.yaml").write_text(text)
    store = Warehouse.in_memory()
    receipt = load_export(store, lines, house(tmp_path))
    assert rejects_of(store, receipt.export_id) == ()
    assert store.rows(
        "select order_id, amount::double, items from orders order by order_id"
    ) == [("7", 30.0, 3), ("8", 12.5, 1)]
