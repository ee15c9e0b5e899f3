"""What stands below the number of a promise: target, n, interval, and what else."""

from __future__ import annotations

from dashboard.plain import capital
from intake.quality.known import Known
from intake.quality.missing import Lack, lack_on_card
from metrics.floor_words import floor_words
from metrics.scorecard import Fared, Scorecard
from metrics.trend_words import standing_words
from metrics.wording import (
    clock_words,
    interval_words,
    left_out_words,
    short_reach_words,
    target_label,
    target_words,
)
from words import known as translated
from words import say


def facts_words(scorecard: Scorecard, fared: Fared, known: Known) -> tuple[str, ...]:
    """All that a reader must know of a number, a line each."""
    interval = interval_words(fared)
    lack = lack_on_card(scorecard, fared, known)
    target = target_words(fared.bounds, fared.unit)
    lines = (
        say(
            "{label} {target} · n = {n}",
            label=target_label(fared),
            target=target,
            n=fared.reading.n,
        ),
        say("95 % interval {interval}", interval=interval) if interval else "",
        capital(standing_words(fared)) if fared.signal else "",
        fared.problem,
        "" if lack and lack.is_all else short_reach_words(fared, scorecard),
        _lack_words(lack),
        *_mentioned(fared, scorecard.period.zone, lack),
        *_remarks(fared),
    )
    return tuple(line for line in lines if line)


def _lack_words(lack: Lack | None) -> str:
    """What to drop where there is no number; else only what is not seen in it."""
    if lack is None:
        return ""
    return lack.sentence if lack.is_all else lack.what


def _mentioned(fared: Fared, zone: str, lack: Lack | None) -> list[str]:
    """The tickets still waiting, say; nobody knows of any where replies are unknown."""
    return [
        left_out_words(one, zone)
        for one in fared.left_out
        if one.because == fared.definition.mention and not (lack and lack.is_all)
    ]


def _remarks(fared: Fared) -> tuple[str, ...]:
    return (
        clock_words(fared) if fared.clock == "working" else "",
        floor_words(fared),
        *(
            say("for every {dimension}", dimension=translated(name))
            for name in fared.unfiltered
        ),
    )
