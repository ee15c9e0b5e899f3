"""How service and sales were joined: who met whom, who was left out, and by what."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.linked import SERVICES, Linked, OutcomeKey
from metrics.linked_strata import Ratio, TooFew
from metrics.linked_words import NAMES
from metrics.wording import amount_words, decimal_words
from words import known, mark, say

SERVED, COMPARED = mark("Customers served: {n}"), mark("Compared: {n}")
NOT_BOUGHT = mark("Had bought nothing before, or sales does not know them: {n}")
NOT_JUDGED = mark("Had no service that can be called good or bad: {n}")
NOT_LAST = mark("Served again before their next order, so the last one counts: {n}")
NOT_REACHED = mark(
    "Served too lately, as the data do not reach {days} days past it: {n}"
)


def match_words(both: int, service: int, sales: int) -> str:
    """Of the customers of service, how many have bought; and the other way round."""
    if not service or not sales:
        return say(
            "Service and sales cannot be joined yet: it takes tickets and orders whose "
            "customers are known."
        )
    return say(
        "In all the data, {both} of {service} customers of service have bought "
        "({of_service}); of {sales} customers who bought, {of_sales} have contacted "
        "us.",
        both=both,
        service=service,
        sales=sales,
        of_service=amount_words(100 * both / service, "percent"),
        of_sales=amount_words(100 * both / sales, "percent"),
    )


def numbers_words(service: int, sales: int) -> str:
    """That some are known by a system's own number, and meet nobody elsewhere."""
    if not service and not sales:
        return ""
    return say(
        "A system knows {service} customers of service and {sales} of sales by its own "
        "number alone: they can meet nobody in another system.",
        service=service,
        sales=sales,
    )


def definition_words(linked: Linked) -> str:
    """What counts as good and as bad service."""
    said = known(SERVICES[linked.service].definition)
    if linked.usual_minutes is None:
        return said
    middle = amount_words(linked.usual_minutes, "minutes")
    return f"{said} {say('The middle one took {time}.', time=middle)}"


def left_out_words(linked: Linked) -> Iterator[str]:
    """From the customers served to those compared, each loss with its reason."""
    yield say(SERVED, n=linked.served)
    losses = (
        (NOT_BOUGHT, linked.served - linked.known),
        (NOT_JUDGED, linked.known - linked.judged),
        (NOT_LAST, linked.judged - linked.lasting),
        (NOT_REACHED, linked.lasting - linked.followed),
    )
    yield from (say(why, n=n, days=linked.days) for why, n in losses if n)
    yield say(COMPARED, n=linked.followed)


def odds_words(linked: Linked, outcome: OutcomeKey) -> str:
    """The ratios, for those who know statistics; empty where there are none."""
    found = linked.outcomes[outcome]
    if isinstance(found, TooFew) or found.risk is None or found.odds is None:
        return ""
    return say(
        "{outcome}: odds ratio {odds}, risk ratio {risk}",
        outcome=known(NAMES[outcome]),
        odds=_ratio(found.odds),
        risk=_ratio(found.risk),
    )


def method_words() -> str:
    """How it is worked out, for those who know statistics."""
    return say(
        "Strata of calendar quarter × earlier orders (1, 2, 3, 4 and more) × tenure "
        "(below 90 days, below a year, longer), weighted as by Mantel and Haenszel; "
        "variance of a difference by Sato (1989), of an odds ratio by Robins, Breslow "
        "and Greenland (1986), of a risk ratio by Greenland and Robins (1985), of "
        "means by least squares with a level for each stratum. Each customer is in it "
        "once. An association counts as seen below a chance of 5 % for four outcomes "
        "together (Bonferroni). E-values by VanderWeele and Ding (2017)."
    )


def _ratio(ratio: Ratio) -> str:
    numbers = (ratio.amount, ratio.low, ratio.high)
    amount, low, high = (decimal_words(one, "#,##0.00") for one in numbers)
    return say("{amount} ({low} to {high})", amount=amount, low=low, high=high)
