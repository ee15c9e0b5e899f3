"""Which question of a survey is the one that counts."""

from __future__ import annotations

from dataclasses import replace

from intake.header import Layout, like, plain
from intake.reading.problems import Refused
from intake.telling import either
from words import known, say

GROUP = "_nps_group"  # stands beside the score itself


def with_question(layout: Layout) -> Layout:
    """The layout with the column of the first instrument that the survey asks.

    Raises Refused where a survey asks none of them, or its form is of no use.
    """
    form = layout.form
    if form.refused:
        raise Refused(known(form.refused))
    if not form.questions:
        return layout
    names = [plain(name) for name in layout.header.names]
    for instrument, columns in form.questions.items():
        there = (name for column in columns for name in like(column, names))
        scores = [name.removesuffix(GROUP) for name in there]
        asked = [name for name in scores if name in names]
        if asked:
            told = form.cells["instrument"].model_copy(update={"otherwise": instrument})
            cells = {**form.cells, "instrument": told}
            score = names.index(asked[0])
            found = {**layout.found, "score": (score,)}
            asking = form.model_copy(update={"cells": cells})
            return replace(layout, form=asking, found=found)
    like_these = (
        f"{column} ({name})" for name, of in form.questions.items() for column in of
    )
    raise Refused(
        say(
            "none of its questions says what it measures; name one of the columns "
            "like {columns}, where * is any text.",
            columns=either(like_these),
        )
    )
