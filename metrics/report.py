"""The scorecard for machines and terminals: JSON, CSV and plain text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from textwrap import wrap

from metrics.floor_words import floor_words
from metrics.own_words import spoken
from metrics.scorecard import Card, Fared, Scorecard
from metrics.sentences import card_sentence, scorecard_sentence
from metrics.tension import Pair, pairs_of, pairs_on
from metrics.tension_words import pair_words
from metrics.trend_words import signal_words, standing_words
from metrics.verdicts import verdict_words
from metrics.wording import (
    SHAPES,
    amount_words,
    change_words,
    company_words,
    count_words,
    filter_words,
    headline,
    interval_words,
    judged_words,
    moment_words,
    period_words,
    short_reach_words,
    target_words,
)
from words import in_language, known, mark, say
from words.languages import ENGLISH

Target = float | dict[str, float | None] | None
WIDTHS = (27, 12, 22, 27, 10)


def as_json(scorecard: Scorecard) -> str:
    """The scorecard as JSON; see as_dict."""
    return json.dumps(as_dict(scorecard), indent=2, ensure_ascii=False) + "\n"


def as_dict(scorecard: Scorecard) -> dict[str, object]:
    """The scorecard as JSON: percent 0–100, minutes, absent ones null.

    All but the headline and the sentences is the same in every language, for
    programs to hold on to.
    A promise's `data_through` is its own tables'; `unfiltered` names the filters
    that it knows nothing of. `variation` is signal, routine variation, too few
    periods to tell, or not judged; `usual` the centre and the limits; the change of
    a signal is from that centre. Of a total all three are per as many days.
    `tensions` has each pair of counter-metrics that both are signals, as a tension or
    a free lunch.
    """
    window = scorecard.period
    return {
        "company": scorecard.company.name,
        "made_up": scorecard.made_up,
        "period": {
            "label": window.label,
            "start": window.first.isoformat(),
            "end": window.last.isoformat(),
            "zone": window.zone,
        },
        "data_through": _moment(scorecard.data_through),
        "filters": dict(scorecard.filters),
        "headline": headline(scorecard),
        "sentence": scorecard_sentence(scorecard),
        "tensions": [_pair(pair, scorecard) for pair in pairs_of(scorecard)],
        "values": [_card(card) for card in scorecard.values],
        "sales": [_card(card) for card in scorecard.sales],
    }


def _pair(pair: Pair, scorecard: Scorecard) -> dict[str, object]:
    """Two promises that moved together; `way` is better or worse."""
    decision = pair.decision
    return {
        "kind": str(pair.kind),
        "sentence": pair_words(pair, scorecard),
        "since": pair.since.first.isoformat(),
        "decision": decision and decision.what,
        "promises": [
            {
                "card": one.card.name,
                "metric": one.fared.definition.metric,
                "way": str(one.way),
            }
            for one in pair.moves
        ],
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat() + "Z"


def _card(card: Card) -> dict[str, object]:
    return {
        "name": card.name,
        "action": card.action,
        "verdict": str(card.verdict),
        "sentence": card_sentence(card),
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
        "floor": fared.floor.percent if fared.floor else None,
        "version": fared.definition.version,
        "variation": str(fared.behaviour.standing),
        "signal": _signal(fared),
        "change": fared.change,
        "usual": _usual(fared),
        "previous": {"amount": previous.amount, "n": previous.n},
        "data_through": _moment(fared.data_through),
        "unfiltered": list(fared.unfiltered),
    }


def _signal(fared: Fared) -> str | None:
    signal = fared.signal
    if signal is None:
        return None
    with in_language(ENGLISH):
        return str(signal_words(signal, fared.period.grain))


def _usual(fared: Fared) -> dict[str, float | None]:
    limits = fared.behaviour.limits
    if limits is None:
        return {"centre": None, "low": None, "high": None}
    return {"centre": limits.centre, "low": limits.low, "high": limits.high}


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
                    "filters": _listed(f"{a}={b}" for a, b in scorecard.filters),
                    "made_up": scorecard.made_up,
                }


def _listed(names: Iterable[str]) -> str:
    return "; ".join(names)


def _flat(promise: dict[str, object]) -> dict[str, object]:
    """Nested groups as columns of their own: target_low, previous_n."""
    target = promise.pop("target")
    band = target if isinstance(target, dict) else {"low": None, "high": None}
    previous = promise.pop("previous")
    assert isinstance(previous, dict)  # noqa: S101 - built in _promise
    usual = promise.pop("usual")
    assert isinstance(usual, dict)  # noqa: S101 - built in _promise
    through, unfiltered = promise.pop("data_through"), promise.pop("unfiltered")
    assert isinstance(unfiltered, list)  # noqa: S101 - built in _promise
    return {
        **promise,
        "target": None if isinstance(target, dict) else target,
        "target_low": band["low"],
        "target_high": band["high"],
        **{f"usual_{name}": amount for name, amount in usual.items()},
        "previous_amount": previous["amount"],
        "previous_n": previous["n"],
        "data_through": through,
        "unfiltered": _listed(unfiltered),
    }


def as_text(scorecard: Scorecard) -> str:
    """The scorecard as a page of a terminal."""
    period = scorecard.period
    lines = [
        f"{company_words(scorecard)}, {period_words(period)}",
        scorecard_sentence(scorecard),
        say(
            "Data through {moment}, days in {zone}, compared with {before}",
            moment=moment_words(scorecard.data_through, period.zone),
            zone=period.zone,
            before=period_words(scorecard.before),
        ),
        *filter(None, [filter_words(scorecard)]),
        "",
        *_part(say("SERVICE"), scorecard, scorecard.values),
        *_part(say("SALES"), scorecard, scorecard.sales),
        *_versions(scorecard),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _part(heading: str, scorecard: Scorecard, cards: tuple[Card, ...]) -> Iterator[str]:
    """A heading with its cards; nothing where there are none."""
    if cards:
        yield heading
    pairs = pairs_of(scorecard)
    for card in cards:
        yield _card_line(card)
        yield f"  {card_sentence(card)}"
        yield from (f"  {pair_words(one, scorecard)}" for one in pairs_on(card, pairs))
        for fared in card.promises:
            yield "  " + _promise_line(fared)
            yield from (f"    {remark}" for remark in _remarks(scorecard, fared))
        yield ""


# What a card says of itself, for certain or as far as can be judged.
LIVED = mark("{name}: {verdict}. {action}")
LIVED_SO_FAR = mark("{name}: {verdict} {so_far}. {action}")


def _card_line(card: Card) -> str:
    so_far = judged_words(card)
    said = say(
        LIVED_SO_FAR if so_far else LIVED,
        name=spoken(card.name),
        verdict=verdict_words(card.verdict),
        so_far=so_far,
        action=spoken(card.action),
    )
    return f"{SHAPES[card.verdict]} {said}"


def _versions(scorecard: Scorecard) -> list[str]:
    """Which version of each definition counted, a metric once."""
    told = [
        f"{known(fared.definition.short)} {fared.definition.version}"
        for card in (*scorecard.values, *scorecard.sales)
        for fared in card.promises
    ]
    versions = ", ".join(dict.fromkeys(told))
    words = say("Versions of the definitions: {versions}", versions=versions)
    return wrap(words, sum(WIDTHS)) if told else []


def _remarks(scorecard: Scorecard, fared: Fared) -> Iterator[str]:
    short = short_reach_words(fared, scorecard)
    if short:
        yield short
    if floor_words(fared):
        yield floor_words(fared)
    for name in fared.unfiltered:
        yield say("for every {dimension}", dimension=known(name))


def _promise_line(fared: Fared) -> str:
    cells = (
        spoken(fared.name),
        amount_words(fared.reading.amount, fared.unit),
        say("target {target}", target=target_words(fared.bounds, fared.unit)),
        interval_words(fared),
        say("n {n}", n=count_words(fared.reading.n)),
    )
    padded = "".join(
        f"{cell} ".ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)
    )
    change = "" if fared.change is None else change_words(fared.change, fared.unit)
    said = " ".join(part for part in (change, standing_words(fared)) if part)
    told = ", ".join(filter(None, (verdict_words(fared.verdict), said)))
    return f"{padded}{SHAPES[fared.verdict]} {told}"
