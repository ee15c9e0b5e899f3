"""The scorecard for machines and terminals: JSON, CSV and plain text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from metrics.scorecard import Card, Fared, Scorecard
from metrics.wording import (
    SHAPES,
    amount_words,
    change_words,
    count_words,
    headline,
    interval_words,
    moment_words,
    period_words,
    target_words,
)

Target = float | dict[str, float | None] | None
WIDTHS = (27, 12, 22, 27, 10)


def as_json(scorecard: Scorecard) -> str:
    """The scorecard as JSON; see as_dict."""
    return json.dumps(as_dict(scorecard), indent=2, ensure_ascii=False) + "\n"


def as_dict(scorecard: Scorecard) -> dict[str, object]:
    """The scorecard as JSON: percent 0–100, minutes, absent ones null."""
    window = scorecard.period
    return {
        "company": scorecard.company.name,
        "period": {
            "label": window.label,
            "start": window.first.isoformat(),
            "end": window.last.isoformat(),
            "zone": window.zone,
        },
        "data_through": scorecard.data_through.isoformat() + "Z",
        "values": [_card(card) for card in scorecard.values],
        "sales": [_card(card) for card in scorecard.sales],
    }


def _card(card: Card) -> dict[str, object]:
    return {
        "name": card.name,
        "action": card.action,
        "promises": [_promise(fared) for fared in card.promises],
    }


def _promise(fared: Fared) -> dict[str, object]:
    reading, previous = fared.reading, fared.previous
    return {
        "metric": fared.definition.metric,
        "short": fared.definition.short,
        "name": fared.name,
        "unit": fared.unit,
        "clock": fared.clock,
        "amount": reading.amount,
        "n": reading.n,
        "low": reading.low,
        "high": reading.high,
        "target": _target(fared),
        "better": fared.definition.better,
        "verdict": str(fared.verdict),
        "change": fared.change,
        "previous": {"amount": previous.amount, "n": previous.n},
    }


def _target(fared: Fared) -> Target:
    """One number, or the two of a band."""
    bounds = fared.bounds
    if bounds is None:
        return None
    if fared.definition.better == "band":
        return {"low": bounds.low, "high": bounds.high}
    return bounds.low if bounds.low is not None else bounds.high


def as_csv(scorecard: Scorecard) -> str:
    """One row a promise, values first, then sales."""
    rows = list(_csv_rows(scorecard))
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _csv_rows(scorecard: Scorecard) -> Iterator[dict[str, object]]:
    for part, cards in (("values", scorecard.values), ("sales", scorecard.sales)):
        for card in cards:
            for fared in card.promises:
                yield {
                    "company": scorecard.company.name,
                    "period": scorecard.period.label,
                    "part": part,
                    "card": card.name,
                    **_flat(_promise(fared)),
                }


def _flat(promise: dict[str, object]) -> dict[str, object]:
    """Nested groups as columns of their own: target_low, previous_n."""
    target = promise.pop("target")
    band = target if isinstance(target, dict) else {"low": None, "high": None}
    previous = promise.pop("previous")
    assert isinstance(previous, dict)  # noqa: S101 - built in _promise
    return {
        **promise,
        "target": None if isinstance(target, dict) else target,
        "target_low": band["low"],
        "target_high": band["high"],
        "previous_amount": previous["amount"],
        "previous_n": previous["n"],
    }


def as_text(scorecard: Scorecard) -> str:
    """The scorecard as a page of a terminal."""
    period = scorecard.period
    lines = [
        f"{scorecard.company.name}, {period_words(period)}",
        headline(scorecard),
        f"Data through {moment_words(scorecard.data_through, period.zone)}, "
        f"days in {period.zone}, compared with {period_words(scorecard.before)}",
        "",
        "SERVICE",
        *_card_lines(scorecard.values),
        "SALES",
        *_card_lines(scorecard.sales),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _card_lines(cards: tuple[Card, ...]) -> Iterator[str]:
    for card in cards:
        yield f"{SHAPES[card.verdict]} {card.name}: {card.verdict}. {card.action}"
        for fared in card.promises:
            yield "  " + _promise_line(fared)
        yield ""


def _promise_line(fared: Fared) -> str:
    cells = (
        fared.name,
        amount_words(fared.reading.amount, fared.unit),
        f"target {target_words(fared.bounds, fared.unit)}",
        interval_words(fared),
        f"n {count_words(fared.reading.n)}",
    )
    padded = "".join(
        cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)
    )
    change = "" if fared.change is None else change_words(fared.change, fared.unit)
    return f"{padded}{SHAPES[fared.verdict]} {fared.verdict} {change}"
