"""What customers wrote beside a score, in the period that a number is of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from metrics.periods import Window
from metrics.questions import Filters
from metrics.warehouse import Warehouse

MOST = 20
INSTRUMENTS = ("csat", "nps", "ces")


@dataclass(frozen=True)
class Voice:
    """One comment, its addresses and numbers masked before it was stored.

    `is_good` is whether its score was; None where that is not known.
    """

    said_at: datetime
    instrument: str
    comment: str
    is_good: bool | None
    source: str
    ticket_id: str | None
    team: str | None
    channel: str | None
    topic: str | None


def voices_of(
    warehouse: Warehouse, metric: str, window: Window, filters: Filters = ()
) -> tuple[Voice, ...]:
    """The newest comments of answers in a window (UTC), at most MOST.

    Of a metric that is a survey's, the comments of that one; else of every survey.
    """
    asked = (metric,) if metric in INSTRUMENTS else INSTRUMENTS
    only = dict(filters)
    rows = warehouse.rows(
        """
        select
            answered_at, instrument, comment, is_good, source, ticket_id,
            team, channel, topic
        from surveys
        where comment is not null
            and trim(comment) <> ''
            and set_aside is null
            and instrument in (select unnest($asked))
            and answered_at >= $start
            and answered_at < $end
            and ($team is null or team = $team)
            and ($channel is null or channel = $channel)
        order by answered_at desc, source, survey_id
        limit $most
        """,
        {
            "asked": list(asked),
            "start": window.start,
            "end": window.end,
            "team": only.get("team"),
            "channel": only.get("channel"),
            "most": MOST,
        },
    )
    return tuple(Voice(*row) for row in rows)
