"""Answers in SQL: a rating inside a ticket export, and a survey's own rows."""

from __future__ import annotations

from intake.forms import Form, Rating
from intake.reading.cells import text_of
from intake.reading.problems import Problem
from intake.reading.scales import (
    GOOD_BAD,
    SCALES,
    Scale,
    is_good,
    is_off,
    on_scale,
    scales_of,
)
from intake.telling import either
from intake.wording import choice, literal, literals
from words import known, mark, say

TEXT = text_of("rating")
WORD = f"lower({TEXT})"
LOW = "easy = 'low'"
NO_DIRECTION = mark(
    "This effort answer does not say its direction; "
    "write high where a high score is easy, else low."
)


# Of a survey that a ticket tells: a rating without a date of its own is filed
# under the solve date, else the last update.
ANSWERED_AT = (
    "case when rating_score is null then null "
    "when rating_dated_by = 'rating' then rating_answered_at "
    "else coalesce(solved_at, updated_at, created_at) end"
)
DATED_BY = (
    "case when rating_dated_by = 'rating' then 'rating' "
    "when solved_at is null then 'update' else 'solve' end"
)


def rating_values(rating: Rating) -> dict[str, str]:
    """Columns of a ticket's rating: its score, scale and date, and whether it is good.

    A survey that was offered has a scale, and no score until it is answered.
    """
    words = rating.words
    scores = {**words.good, **words.bad} if words else {}
    scale = literal(words.scale) if words else "null"
    good = SCALES[rating.instrument, rating.numbers].good if rating.numbers else 0
    # that a word is no number is told at once by its first sign
    number = f"if({TEXT} < ':', as_whole({TEXT}), null)"
    numbers = number if rating.numbers else "null"
    goods = dict.fromkeys(words.good, "true") if words else {}
    bads = dict.fromkeys(words.bad, "false") if words else {}
    scales = dict.fromkeys(scores, scale) | dict.fromkeys(rating.not_asked, "null")
    other = literal(rating.numbers) if rating.numbers else scale
    other = f"if({TEXT} is null, null, {other})"
    return {
        "rating_score": choice(TEXT, {w: str(s) for w, s in scores.items()}, numbers),
        "rating_scale": choice(TEXT, scales, other),
        "rating_is_good": choice(TEXT, {**goods, **bads}, f"{numbers} >= {good}"),
        "rating_answered_at": rating.dated or "null::timestamp",
        "rating_dated_by": _dated_by(rating.dated),
    }


def _dated_by(cell: str | None) -> str:
    return f"if({cell} is null, null, 'rating')" if cell else "null::varchar"


def _is_none_of(words: tuple[str, ...]) -> str:
    return f"{WORD} not in ({literals(w.lower() for w in words)})" if words else "true"


def rating_problems(rating: Rating) -> list[Problem]:
    """A rating that is no word and no number of its scale."""
    scored = (*rating.words.good, *rating.words.bad) if rating.words else ()
    words = [*scored, *rating.unanswered, *rating.not_asked]
    other = _is_none_of(tuple(words))
    off, can_be = "true", [word.capitalize() for word in words]
    if rating.numbers:
        scale = SCALES[rating.instrument, rating.numbers]
        off = f"({is_off(scale, 'rating_score')} or rating_score is null)"
        can_be.insert(0, _span(scale))
    reason = say(
        "This rating is off its scale; it can be {words}.", words=either(can_be)
    )
    return [Problem(f"{TEXT} is not null and {other} and {off}", "rating", reason)]


def _span(scale: Scale) -> str:
    return say("{low} to {high}", low=scale.low, high=scale.high)


def answer_scale(form: Form) -> dict[str, str]:
    """The scale and direction of an answer: said by its row, else declared."""
    scales = {i: literal(scale) for i, scale in form.scales.items()}
    scale = choice("instrument", scales, "null")
    if "scale" in form.cells:
        scale = f"coalesce(replace(said_scale, ' ', ''), {scale})"
    direction = literal(form.direction) if form.direction else "null"
    if "direction" in form.cells:
        direction = f"coalesce(direction, {direction})"
    return {"scale": scale, "easy": f"if(instrument = 'ces', {direction}, 'high')"}


def answer_score() -> dict[str, str]:
    """The score on that scale; good is 1 and bad is 0."""
    text = text_of("score")
    words = choice(text, {"good": "1", "bad": "0"}, "said_score")
    return {"score": f"if(scale = {literal(GOOD_BAD)}, {words}, said_score)"}


def answer_verdict() -> dict[str, str]:
    """Whether an answer is good; null where nobody answered."""
    whens = " ".join(
        f"when {on_scale(*key)} then {is_good(scale, 'score', LOW)}"
        for key, scale in SCALES.items()
    )
    return {"is_good": f"case {whens} end"}


def answer_problems() -> list[Problem]:
    """An unknown scale, no direction, a score off its scale, no date."""
    found = []
    for instrument in ("csat", "nps", "ces"):
        scales = scales_of(instrument)
        reason = say(
            "This answer declares no scale we know; write {scales}.",
            scales=either(scales),
        )
        of_it = f"instrument = {literal(instrument)}"
        unknown = f"{of_it} and (scale is null or scale not in ({literals(scales)}))"
        found.append(Problem(unknown, "scale", reason))
    found.append(Problem("easy is null", "direction", known(NO_DIRECTION)))
    unread = f"{text_of('score')} is not null and score is null"
    for (instrument, name), scale in SCALES.items():
        off = f"({unread} or {is_off(scale, 'score')})"
        when = f"{on_scale(instrument, name)} and {off}"
        reason = say("This score is off its scale, {scale}.", scale=name)
        found.append(Problem(when, "score", reason))
    undated = say("This answer has no date; fill it in.")
    when = "score is not null and answered_at is null"
    return [*found, Problem(when, "answered_at", undated)]
