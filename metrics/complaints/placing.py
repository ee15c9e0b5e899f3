"""Bad answers, and the kinds of complaints that each is placed in.

A bad answer is one of CSAT or CES that counts and is not good. Its ticket's tags
place it; where they say nothing of ours, the words of its comment do. It may be of
several kinds, or of none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from metrics.catalog import Catalog
from metrics.complaints.taxonomy import Taxonomy
from metrics.periods import Window
from metrics.questions import Filters, Question
from metrics.scorecard import unclocked
from metrics.values import Values
from metrics.warehouse import Warehouse

QUERY = Path(__file__).with_name("placed.sql")
INSTRUMENTS = ("csat", "ces")
MOST = 2_000  # answers of a bar that are listed
# Why an answer could not be placed.
NOTHING_TO_GO_BY, NOTHING_OF_OURS = "nothing to go by", "nothing of ours"


@dataclass(frozen=True)
class Asked:
    """Whose bad answers: of a period, and of the one before it."""

    questions: tuple[Question, ...]
    now: Window
    before: Window

    @property
    def parameters(self) -> dict[str, Any]:
        """What `observed` needs."""
        return {
            **{
                name: it
                for one in self.questions
                for name, it in one.parameters.items()
            },
            "start": self.now.start,
            "end": self.now.end,
            "earlier": self.before.start,
        }

    @property
    def observed(self) -> str:
        """SQL of the observations of both periods that count."""
        return " union all ".join(map(_observed, self.questions))


def asked_of(
    values: Values,
    catalog: Catalog,
    metrics: Sequence[str],
    about: tuple[Window, Window],
    through: datetime,
    filters: Filters,
) -> Asked:
    """What to ask of some metrics in a period and the one before it."""
    questions = (
        unclocked(values, catalog[name], filters, through)
        for name in metrics
        if name in catalog
    )
    return Asked(tuple(questions), *about)


def _observed(question: Question) -> str:
    return f"""
        select
            '{question.definition.metric}' as instrument,
            source, subject_id, counted_at, amount, team, channel, topic,
            counted_at >= $start as is_now
        from ({question.observations})
        where left_out is null
            and amount is not null
            and counted_at >= $earlier
            and counted_at < $end
            {question.condition}
    """


def counted(
    warehouse: Warehouse, asked: Asked, taxonomy: Taxonomy
) -> list[tuple[str, str | None, bool, int, int]]:
    """Kind of bar, its name, whether it is of this period, how many, and how many
    of those their tags placed.

    Bars are of answers (all of an instrument), topic, complaint, by tags (all that
    their tags placed), and unplaced.
    """
    return warehouse.rows(
        f"""
        {_placed(asked, taxonomy)}
        select 'answers', instrument, is_now, count(*)::bigint, 0::bigint
        from observed group by all
        union all
        select 'topic', topic, is_now, count(*), 0 from placed group by all
        union all
        select 'complaint', key, is_now, count(*), count(*) filter (by_tags)
        from (select unnest(keys) as key, is_now, by_tags from placed)
        group by all
        union all
        select 'by tags', null, is_now, count(*), 0
        from placed where by_tags group by all
        union all
        select
            'unplaced',
            if(tagged is null and written is null, $silent, $other),
            is_now, count(*), 0
        from placed where len(keys) = 0 group by all
        """,
        {
            **asked.parameters,
            **_patterns(taxonomy),
            "silent": NOTHING_TO_GO_BY,
            "other": NOTHING_OF_OURS,
        },
    )


def answers(
    warehouse: Warehouse, asked: Asked, taxonomy: Taxonomy, kind: str, name: str | None
) -> pd.DataFrame:
    """The bad answers of this period behind a bar, newest first, at most MOST.

    `kind` is topic, complaint, or unplaced; without a name, answers without one.
    """
    which = {
        "topic": "topic is not distinct from $name",
        "complaint": "list_contains(keys, $name)",
        "unplaced": "len(keys) = 0",
    }[kind]
    asks = "$name" in which
    return (
        warehouse.cursor()
        .execute(
            f"""
        {_placed(asked, taxonomy)}
        select
            counted_at, instrument, score, team, channel, topic, source, ticket_id,
            keys, tags, comment
        from placed
        where is_now and {which}
        order by counted_at desc, source, subject_id
        limit {MOST}
        """,
            {
                **asked.parameters,
                **_patterns(taxonomy),
                **({"name": name} if asks else {}),
            },
        )
        .df()
    )


def _placed(asked: Asked, taxonomy: Taxonomy) -> str:
    """SQL up to `placed`: each bad answer with the keys of its complaints."""
    of_tags = _matching(taxonomy, "tagged", "tags")
    of_words = _matching(taxonomy, "written", "words")
    return f"""
        with observed as materialized ({asked.observed}),
        spoken as materialized ({QUERY.read_text(encoding="utf-8")}),
        by_their_tags as (select *, {of_tags} as from_tags from spoken),
        placed as materialized (
            select
                * exclude (from_tags),
                len(from_tags) > 0 as by_tags,
                if(len(from_tags) > 0, from_tags, {of_words}) as keys
            from by_their_tags
        )
    """


def _matching(taxonomy: Taxonomy, text: str, what: str) -> str:
    """SQL of the keys of the complaints whose pattern a text has."""
    found = ", ".join(
        f"if(regexp_matches({text}, ${what}_{place}), $key_{place}, null)"
        for place, _ in enumerate(taxonomy.complaints)
    )
    return f"list_filter([{found}], lambda one: one is not null)"


def _patterns(taxonomy: Taxonomy) -> Mapping[str, str]:
    patterns: dict[str, str] = {}
    for place, one in enumerate(taxonomy.complaints):
        patterns[f"key_{place}"] = one.key
        patterns[f"tags_{place}"] = one.of_tags
        patterns[f"words_{place}"] = one.of_words
    return patterns
