"""Amounts: what their signs say of thousands, decimals and currencies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from intake.match.profiles import profile
from intake.match.suggesting import suggest
from metrics.errors import ExportError
from selaras import selaras
from tests.intake_desk import AMSTERDAM, Desk

VALUES = Path(__file__).parent.parent / "config" / "values.yaml"
TOKO = (
    "Nomor Pesanan;Tanggal;Total Bayar\n"
    "TK0;2026-03-01;Rp 100.000\n"
    "TK1;2026-03-02;Rp 101.037\n"
)


def orders(*amounts: str, header: str = "order_id,ordered_at,amount") -> str:
    rows = (f'{n},2026-03-01,"{amount}"' for n, amount in enumerate(amounts, start=1))
    return "\n".join([header, *rows]) + "\n"


@pytest.mark.parametrize(
    ("texts", "row", "said"),
    [
        (("100.000", "101.037"), 2, "'100.000' may be 100000 or 100.000"),
        (("Rp 100.000", "Rp 101.037"), 2, "'Rp 100.000' may be 100000 or 100.000"),
        (("1,234", "2,345"), 2, "'1,234' may be 1234 or 1.234"),
        (("12", "900", "1.250"), 4, "'1.250' may be 1250 or 1.250"),
    ],
)
def test_refuses_amounts_that_may_be_thousands_or_decimals(
    tmp_path: Path, texts: tuple[str, ...], row: int, said: str
) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(ExportError) as refused:
        desk.load(orders(*texts))
    assert str(refused.value).startswith(f"export.csv: row {row}, amount {said}, and ")
    assert "--decimal comma or dot" in str(refused.value)
    assert desk.one("select count(*) from orders") == 0


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (("100.000", "12.5"), [100.0, 12.5]),
        (("100.000", "1.250.000"), [100000.0, 1250000.0]),
        (("100.000", "12,50"), [100000.0, 12.5]),
        (("100.000", "0.125"), [100.0, 0.125]),
        (("100.000", "1234.500"), [100.0, 1234.5]),
        (("100000", "25"), [100000.0, 25.0]),
    ],
)
def test_one_amount_tells_how_its_column_is_written(
    tmp_path: Path, texts: tuple[str, ...], read: list[float]
) -> None:
    desk = Desk(tmp_path)
    desk.load(orders(*texts))
    query = "select amount::double from orders order by file_row"
    assert [amount for (amount,) in desk.rows(query)] == read


@pytest.mark.parametrize(
    ("text", "ours", "currency"),
    [
        ("Rp 101.037,50", "EUR", "IDR"),
        ("RM 12.50", "EUR", "MYR"),
        ("€ 12,00", "IDR", "EUR"),
        ("£12.00", "EUR", "GBP"),
        ("USD 12.00", "EUR", "USD"),
        ("12,00 SEK", "EUR", "SEK"),
        ("$5.00", "USD", "USD"),
        ("$5.00", "CAD", "CAD"),
        ("kr 12,50", "NOK", "NOK"),
        ("12.50", "EUR", "EUR"),
    ],
)
def test_an_amount_names_its_currency(
    tmp_path: Path, text: str, ours: str, currency: str
) -> None:
    desk = Desk(tmp_path)
    desk.load(orders(text), house=replace(AMSTERDAM, currency=ours))
    assert desk.rows("select currency from orders") == [(currency,)]


def test_rejects_an_amount_whose_sign_several_currencies_share(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(orders("$5.00", "€ 7.00"))
    assert desk.rows("select currency, amount::double from orders") == [("EUR", 7.0)]
    assert desk.reasons() == [
        (
            2,
            "amount",
            "$5.00",
            "The sign in this amount does not tell its currency; write the three "
            "letters of it instead, like USD 12.50.",
        )
    ]


def test_a_column_of_currencies_wins_over_a_sign(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    header = "order_id,ordered_at,amount,currency"
    desk.load(header + '\n1,2026-03-01,$5.00,AUD\n2,2026-03-01,"€ 7.00",\n')
    query = "select currency from orders order by file_row"
    assert desk.rows(query) == [("AUD",), ("EUR",)]


@pytest.mark.parametrize("cells", [("Rp 100.000,50", "Rp 9,00"), ("100,50", "9,00")])
def test_a_required_amount_has_the_only_column_of_amounts(
    cells: tuple[str, ...],
) -> None:
    columns = {
        "Nomor Pesanan": profile(("TK0", "TK1")),
        "Tanggal": profile(("2026-03-01", "2026-03-02")),
        "Total Bayar": profile(cells),
    }
    found = {match.field: match.column for match in suggest("orders", columns)}
    assert found == {
        "order_id": "Nomor Pesanan",
        "ordered_at": "Tanggal",
        "amount": "Total Bayar",
    }


@pytest.mark.parametrize(
    ("said", "amount"), [("comma", "101037.00"), ("dot", "101.04")]
)
def test_match_is_told_what_parts_decimals(
    tmp_path: Path, said: str, amount: str
) -> None:
    path = tmp_path / "toko.csv"
    path.write_text(TOKO, encoding="utf-8")
    command = ["match", str(path), "--values", str(VALUES)]
    refused = CliRunner().invoke(selaras, command)
    assert refused.exit_code == 2
    assert "row 2, Total Bayar 'Rp 100.000' may be 100000" in refused.output
    told = CliRunner().invoke(selaras, [*command, "--decimal", said])
    assert told.exit_code == 0, told.output
    assert f"currency IDR, amount {amount}" in told.output
