"""The answers to the demo: what `planted.json` says was planted, and what not."""

from typing import Any

from demo import planted
from demo.clock import ZONE
from demo.customers import BUSINESS_ONE_IN, EARLIER_ORDERS_AT_MOST
from demo.people import AGENTS, COMPANY, COMPANY_DOMAIN, TEAMS
from demo.story import Story


def planted_effects(story: Story) -> dict[str, Any]:
    """Every planted effect with its dates, ready for JSON."""
    return {
        "company": {
            "name": COMPANY,
            "zone": ZONE,
            "currency": "EUR",
            "mail_domain": COMPANY_DOMAIN,
            "schedule": "Monday to Friday 09:00–18:00, no holidays",
        },
        "made_with": {
            "tickets": story.tickets,
            "seed": story.seed,
            "from": story.start.isoformat(),
            "until": story.until.isoformat(),
        },
        "incident": _incident(story),
        "policy": _policy(story),
        "coming_back": _coming_back(),
        "answers": _answers(),
        "complaints": {
            "share_of_bad_answers_tagged": dict(planted.COMPLAINTS),
            "more_in_the_incident": planted.INCIDENT_COMPLAINT,
            "share_in_the_incident": planted.INCIDENT_COMPLAINTS,
        },
        "criteria": {
            "share_failed_at_the_mean_score": dict(planted.QA_CRITERIA_FAIL),
            "failed_more_by_unsteady_agents": planted.QA_UNSTEADY_CRITERION,
            "share_more_at_no_steadiness": planted.QA_UNSTEADY_FAILS,
        },
        "agents": [_agent(number) for number in range(len(AGENTS))],
        "not_planted": list(planted.NOT_PLANTED),
    }


def _incident(story: Story) -> dict[str, Any]:
    return {
        "what": "a grinder is recalled",
        "from": story.incident_from.isoformat(),
        "until": story.incident_until.isoformat(),
        "topic": planted.INCIDENT_TOPIC,
        "extra_contacts_share": planted.INCIDENT_EXTRA_CONTACTS,
        "first_reply_factor_on_topic": planted.INCIDENT_SLOWER_ON_TOPIC,
        "first_reply_factor_elsewhere": planted.INCIDENT_SLOWER_ELSEWHERE,
        "first_contact_logit_on_topic": planted.INCIDENT_FIRST_CONTACT_LOGIT,
        "satisfaction_logit_on_topic": planted.INCIDENT_SATISFACTION_LOGIT,
    }


def _policy(story: Story) -> dict[str, Any]:
    return {
        "what": "everyone hears from us within the hour",
        "from": story.policy_from.isoformat(),
        "by": "creation of the ticket",
        "first_reply_factor": planted.POLICY_REPLY_FACTOR,
        "first_contact_logit": planted.POLICY_FIRST_CONTACT_LOGIT,
        "repeat_contact_factor": planted.POLICY_REPEAT_FACTOR,
        "satisfaction_logit": planted.POLICY_SATISFACTION_LOGIT,
        "qa_points": planted.POLICY_QA_POINTS,
    }


def _coming_back() -> dict[str, Any]:
    return {
        "odds_ratio_good_to_bad_service": planted.RETENTION_ODDS_RATIO,
        "outcome": "an order within this many days of the solve",
        "days": planted.RETURN_WINDOW_DAYS,
        "good_service_is": "what a satisfaction answer says, asked or not",
        "holds_for": "solves that no later solve of the same customer follows"
        " within the days; a later one decides anew, so that over all solves the"
        " odds ratio is about 1.6",
        "base_logit": planted.RETURN_BASE_LOGIT,
        "logit_per_earlier_order": planted.RETURN_PER_EARLIER_ORDER,
        "earlier_orders_count_at_most": EARLIER_ORDERS_AT_MOST,
        "logit_per_year_since_first_order": planted.RETURN_PER_YEAR,
        "logit_after_good_service": planted.RETURN_AFTER_GOOD_LOGIT,
        "logit_after_bad_service": planted.RETURN_AFTER_BAD_LOGIT,
        "confounding": "customers of three orders or more are satisfied a little"
        " more often (logit) and return more anyway",
        "confounding_logit": planted.SATISFIED_REGULARS_LOGIT,
    }


def _answers() -> dict[str, Any]:
    return {
        "csat_offered": planted.CSAT_OFFERED,
        "csat_answered_of_offered": planted.CSAT_ANSWERED,
        "nps_logit_after_good_service": planted.NPS_GOOD_SERVICE_LOGIT,
        "nps_logit_after_bad_service": planted.NPS_BAD_SERVICE_LOGIT,
        "ces_easy_after_one_reply": planted.EASY_AFTER_FIRST,
        "ces_easy_after_several": planted.EASY_AFTER_SEVERAL,
        "business_customer_numbers": f"every {BUSINESS_ONE_IN}th",
    }


def _agent(number: int) -> dict[str, Any]:
    agent = AGENTS[number]
    swing = 1 - agent.steadiness
    return {
        "name": agent.name,
        "team": TEAMS[agent.team],
        "skill_logit": agent.skill,
        "skill_qa_points": round(planted.QA_POINTS_PER_SKILL * agent.skill, 2),
        "steadiness": agent.steadiness,
        "weekly_swing_logit_sd": round(planted.WEEKLY_SWING_LOGIT * swing, 3),
        "weekly_swing_qa_points_sd": round(planted.WEEKLY_SWING_QA_POINTS * swing, 2),
        "review_qa_points_sd": round(
            planted.QA_SD_STEADY + planted.QA_SD_UNSTEADY * swing, 2
        ),
        "first_reply_factor": agent.pace,
        "first_reply_sigma": round(
            planted.REPLY_SIGMA_STEADY + planted.REPLY_SIGMA_UNSTEADY * swing, 2
        ),
        "load": agent.load,
    }
