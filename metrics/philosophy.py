"""What is known to make a statement of values work, checked on the company's own.

A check of words can only tell how they look; it says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.own_words import spoken
from metrics.philosophy_teams import unlived, unmeasured
from metrics.values import Promise, Role, Values
from words import language

Check = Literal[
    "sentence", "length", "values", "verbs", "metrics", "owners", "written", "people",
    "front line", "supervisors", "leaders", "facilitator", "customers", "review",
    "parts", "teams",
]  # fmt: skip
# A vision is one sentence that can be said by heart; a statement has four to six
# values; seven to ten people write it, of whom at most two lead the company.
WORDS, VALUES, PEOPLE, LEADERS = 25, (4, 6), (7, 10), 2
SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
# No action starts with one of these, by language: pronouns, articles, prepositions.
NO_VERBS = {
    "en": "a an the we our us you your they their it this that these those every each "
    "all in on at for with by from of no always never customers people",
    "id": "kami kita kamu anda mereka ini itu setiap semua para yang di ke dari untuk "
    "dengan oleh dalam tidak selalu pelanggan seorang sebuah",
    "ms": "kami kita kamu anda mereka ini itu setiap semua para yang di ke dari untuk "
    "dengan oleh dalam tidak sentiasa pelanggan seorang sebuah",
}
# Endings of nouns, adverbs and participles, which give no order.
NO_ENDINGS = {
    "en": r"(ing|ed|tion|sion|ness|ity|ment|ship|ance|ence|ly|ers)",
    "id": r"(nya|isasi|itas|isme|asi)",
    "ms": r"(nya|isasi|iti|isme|asi)",
}
# Short orders with such an ending: bring, need, feed, apply.
VERBS = frozenset(
    {
        "bring", "sing", "need", "feed", "speed", "heed", "exceed", "proceed",
        "succeed", "apply", "reply", "supply", "rely", "implement", "experience",
        "balance", "advance", "enhance", "mention", "question", "document",
        "comment", "compliment", "position",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """What a check found: whether all is well, how many, and which they are."""

    check: Check
    passed: bool
    n: int = 0
    names: tuple[str, ...] = ()
    day: date | None = None


def findings(values: Values, today: date) -> tuple[Finding, ...]:
    """Every check, in the order that the page tells them.

    Texts are those of the language that is spoken.
    """
    return (
        *_text(values),
        *_measured(values),
        *_teams(values),
        *_authors(values),
        _review(values, today),
    )


def _text(values: Values) -> Iterator[Finding]:
    vision = spoken(values.vision)
    sentences, words = len(SENTENCE_END.findall(vision)) or 1, len(vision.split())
    yield Finding("sentence", sentences == 1, sentences)
    yield Finding("length", words <= WORDS, words)
    low, high = VALUES
    yield Finding("values", low <= len(values.values) <= high, len(values.values))
    odd = tuple(
        spoken(one.name) for one in values.values if not is_order(spoken(one.action))
    )
    yield Finding("verbs", not odd, len(odd), odd)


def is_order(action: str) -> bool:
    """Whether a sentence looks as if it started with a verb that tells what to do."""
    found = re.match(r"\W*([^\W\d_]+)", action)
    if found is None:
        return False
    first = found[1].casefold()
    tongue = language() if language() in NO_VERBS else "en"
    if first in VERBS:
        return True
    ends = re.search(f"{NO_ENDINGS[tongue]}$", first) is not None
    return first not in NO_VERBS[tongue].split() and not ends


def _measured(values: Values) -> Iterator[Finding]:
    bare = tuple(spoken(one.name) for one in values.values if not one.promises)
    yield Finding("metrics", not bare, len(values.values), bare)
    orphans = tuple(
        dict.fromkeys(one.metric for one in _promises(values) if not one.owner)
    )
    yield Finding("owners", not orphans, len(orphans), orphans)


def _teams(values: Values) -> Iterator[Finding]:
    """Who has a part in what, where the teams are named."""
    if not values.teams:
        return
    alone = tuple(spoken(one) for one in unlived(values))
    yield Finding("parts", not alone, len(alone), alone)
    bare = tuple(spoken(one) for one in unmeasured(values))
    yield Finding("teams", not bare, len(bare), bare)


def _promises(values: Values) -> Iterator[Promise]:
    for value in values.values:
        yield from value.promises
    yield from values.sales


def _authors(values: Values) -> Iterator[Finding]:
    n = len(values.written_by)
    if not n:
        yield Finding("written", passed=False)
        return
    by: Counter[Role] = Counter(one.role for one in values.written_by)
    low, high = PEOPLE
    yield Finding("people", low <= n <= high, n)
    yield Finding("front line", by["front line"] > 0, by["front line"])
    yield Finding("supervisors", by["supervisor"] > 0, by["supervisor"])
    yield Finding("leaders", by["senior leader"] <= LEADERS, by["senior leader"])
    yield Finding("facilitator", by["facilitator"] > 0, by["facilitator"])
    yield Finding("customers", by["customer"] == 0, by["customer"])


def _review(values: Values, today: date) -> Finding:
    ahead = [day for day in values.review if day >= today]
    day = ahead[0] if ahead else (values.review or (None,))[-1]
    return Finding("review", bool(ahead), len(values.review), (), day)
