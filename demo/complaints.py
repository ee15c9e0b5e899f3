"""What bad answers are about, as agents tag their tickets; on dice of their own."""

import numpy as np

from demo import planted
from demo.draws import Ints, dice
from demo.sheets import Words
from demo.story import Story, Stretch
from demo.tickets import BAD, Tickets

NAMES = tuple(planted.COMPLAINTS)
USUALLY = np.array(tuple(planted.COMPLAINTS.values()))
NONE_TAGGED = len(NAMES)


def with_complaints(
    story: Story, stretch: Stretch, tickets: Tickets, tags: Words, sign: str
) -> Words:
    """The tags, and behind them what a bad answer is tagged with; `sign` parts them."""
    rng = dice(story.seed, "complaints", sign, stretch.number)
    drawn = rng.random(len(tickets))
    usually = np.cumsum(USUALLY).searchsorted(drawn, side="right")
    meanwhile = np.cumsum(_in_incident()).searchsorted(drawn, side="right")
    recalled = story.in_incident(tickets.created)
    kind: Ints = np.where(recalled, meanwhile, usually).astype(np.int64)
    kind[tickets.rating != BAD] = NONE_TAGGED
    return _joined(tags, kind, sign)


def _in_incident() -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    shares = USUALLY.copy()
    shares[NAMES.index(planted.INCIDENT_COMPLAINT)] = planted.INCIDENT_COMPLAINTS
    return shares


def _joined(tags: Words, kind: Ints, sign: str) -> Words:
    """Every text with every complaint; the empty one comes last."""
    texts = (*tags.texts, "")
    before = np.where(tags.codes < 0, len(tags.texts), tags.codes)
    codes = before * (NONE_TAGGED + 1) + kind
    empty = (before == len(tags.texts)) & (kind == NONE_TAGGED)
    return Words(
        np.where(empty, -1, codes),
        tuple(
            sign.join(filter(None, (text, name)))
            for text in texts
            for name in (*NAMES, "")
        ),
    )
