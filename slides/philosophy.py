"""The company's statement as a light web page, to be printed and hung up."""

from __future__ import annotations

from types import MappingProxyType

from metrics.own_words import spoken
from metrics.philosophy_team_words import course_words, lives_words
from metrics.philosophy_teams import Courses, course_of
from metrics.philosophy_words import authors_words, promised_words
from metrics.scorecard import Scorecard
from metrics.values import Team, Values
from metrics.wording import company_words, period_words
from slides.looks import THEMES
from slides.page import AS_ASKED, template
from words import in_language, say


def philosophy_of(
    values: Values,
    card: Scorecard,
    language: str,
    theme: str = AS_ASKED,
    courses: Courses = MappingProxyType({}),
) -> str:
    """Purpose, vision and values, each with its action, its promises and how they
    fared in the scorecard's period, then the teams with what was measured of theirs,
    as HTML."""
    with in_language(language):
        return template("philosophy.html").render(
            language=language,
            theme=theme,
            themes=THEMES,
            title=say("What {company} stands for", company=company_words(card)),
            company=company_words(card),
            purpose=(say("Purpose"), spoken(values.purpose)),
            vision=(say("Vision"), spoken(values.vision)),
            heading=say("Our values, and how we live each one"),
            period=say("As of {period}.", period=period_words(card.period)),
            authors=authors_words(values),
            cards=[
                (
                    spoken(one.name),
                    spoken(one.action),
                    [promised_words(fared, values) for fared in one.promises],
                )
                for one in card.values
            ],
            teams_heading=say("Teams and their part"),
            teams=[_team(one, values, courses) for one in values.teams],
        )


def _team(
    team: Team, values: Values, courses: Courses
) -> tuple[str, str, str, list[str]]:
    """Its name, its part, the values it lives, and a line for each metric."""
    zone = values.company.zone
    return (
        spoken(team.name),
        spoken(team.part),
        lives_words(team, values),
        [
            course_words(one, course_of(courses, team, one), zone)
            for one in team.metrics
        ],
    )
