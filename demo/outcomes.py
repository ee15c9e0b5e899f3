"""How a contact fares: who takes it, when it is answered, solved, and how well."""

import numpy as np

from demo import planted
from demo.clock import DAY, HOUR, MINUTE, local_day, staffed, weekday
from demo.contacts import NORMAL, Contacts
from demo.customers import is_business
from demo.draws import (
    Flags,
    Floats,
    Ints,
    chance,
    log_odds,
    logistic,
    long_tailed,
)
from demo.people import BUSINESS, PACE, SKILL, SWING, somebody_of
from demo.setting import Setting
from demo.words import TOPIC_TEAM, TOPICS

CHANNELS = ("Mail", "Web form", "Chat", "Facebook", "Web service")
CHANNEL_WEIGHTS = (0.54, 0.25, 0.13, 0.05, 0.03)
CHANNEL_PACE = np.array((1.0, 1.0, 0.15, 0.8, 1.0))
LATE_START = 45 * MINUTE
REPLIES_AFTER_SECOND = 0.55
SOLVED_WITH_REPLY = 0.65
CONFIRMED_MEDIAN_HOURS = 14.0
ROUND_MEDIAN_HOURS = 7.0
REGULAR_FROM_ORDERS = 3


def assign(rng: np.random.Generator, contacts: Contacts, business: Flags) -> Ints:
    """An agent of the topic's team; business customers have their own desk."""
    team = np.where(business, BUSINESS, np.array(TOPIC_TEAM)[contacts.topic])
    return somebody_of(rng, team)


def business_contacts(contacts: Contacts) -> Flags:
    """Internal, test and spam never reach the business desk."""
    business: Flags = is_business(contacts.customer) & (contacts.kind == NORMAL)
    return business


def first_reply(
    rng: np.random.Generator,
    here: Setting,
    contacts: Contacts,
    agent: Ints,
    channel: Ints,
) -> Ints:
    """UTC second of the first reply by a person."""
    created, n = contacts.created, len(contacts)
    median = planted.REPLY_MEDIAN_MINUTES * PACE[agent] * CHANNEL_PACE[channel]
    median = median * _hurry(here, contacts)
    sigma = planted.REPLY_SIGMA_STEADY + planted.REPLY_SIGMA_UNSTEADY * SWING[agent]
    wait = long_tailed(rng, median * MINUTE, sigma, n).astype(np.int64)
    forgotten = long_tailed(rng, planted.OVERLOOKED_MEDIAN_DAYS * DAY, 1.0, n)
    overlooked = chance(rng, planted.OVERLOOKED, n)
    wait = np.where(overlooked, forgotten.astype(np.int64), wait)
    late_start = rng.integers(0, LATE_START, n)
    return staffed(created + np.maximum(wait, MINUTE), late_start)


def _hurry(here: Setting, contacts: Contacts) -> Floats:
    """Factor on the time to a first reply: weekend, incident, policy."""
    created = contacts.created
    factor = np.where(weekday(local_day(created)) > 4, planted.WEEKEND_SLOWER, 1.0)
    slower = np.where(
        contacts.topic == TOPICS.index(planted.INCIDENT_TOPIC),
        planted.INCIDENT_SLOWER_ON_TOPIC,
        planted.INCIDENT_SLOWER_ELSEWHERE,
    )
    factor = factor * np.where(here.story.in_incident(created), slower, 1.0)
    after = here.story.after_policy(created)
    hurried: Floats = factor * np.where(after, planted.POLICY_REPLY_FACTOR, 1.0)
    return hurried


def settled_at_once(
    rng: np.random.Generator, here: Setting, contacts: Contacts, agent: Ints
) -> Flags:
    """One reply is enough and the ticket is not reopened."""
    created = contacts.created
    logit = log_odds(planted.FIRST_CONTACT) + SKILL[agent]
    logit = logit + planted.WEEKLY_SWING_LOGIT * here.swing(agent, created)
    logit += planted.REPEAT_CONTACT_LOGIT * contacts.again
    logit += planted.INCIDENT_FIRST_CONTACT_LOGIT * here.recall(contacts)
    logit += planted.POLICY_FIRST_CONTACT_LOGIT * here.story.after_policy(created)
    return chance(rng, logistic(logit), len(contacts))


def repeats(
    rng: np.random.Generator, here: Setting, contacts: Contacts, at_once: Flags
) -> Flags:
    """The customer writes again about the same within 7 days of the solve."""
    after_first, after_several = (
        planted.REPEAT_AFTER_FIRST,
        planted.REPEAT_AFTER_SEVERAL,
    )
    probability = np.where(at_once, after_first, after_several)
    after = here.story.after_policy(contacts.created)
    probability = probability * np.where(after, planted.POLICY_REPEAT_FACTOR, 1.0)
    return chance(rng, probability, len(contacts))


def satisfied(
    rng: np.random.Generator,
    here: Setting,
    contacts: Contacts,
    agent: Ints,
    at_once: Flags,
    again: Flags,
    orders: Ints,
) -> Flags:
    """Whether the service was good in the customer's eyes, asked or not."""
    logit = np.where(
        at_once,
        log_odds(planted.SATISFIED_AFTER_FIRST),
        log_odds(planted.SATISFIED_AFTER_SEVERAL),
    )
    logit = logit + SKILL[agent]
    logit += planted.WEEKLY_SWING_LOGIT * here.swing(agent, contacts.created)
    logit += planted.SATISFIED_BEFORE_REPEAT_LOGIT * again
    logit += planted.SATISFIED_REGULARS_LOGIT * (orders >= REGULAR_FROM_ORDERS)
    logit += planted.INCIDENT_SATISFACTION_LOGIT * here.recall(contacts)
    after = here.story.after_policy(contacts.created)
    logit += planted.POLICY_SATISFACTION_LOGIT * after
    return chance(rng, logistic(logit), len(contacts))


def replies_needed(rng: np.random.Generator, at_once: Flags) -> Ints:
    """One, or two and more."""
    more = 1 + rng.geometric(REPLIES_AFTER_SECOND, len(at_once))
    return np.where(at_once, 1, more)


def solve(
    rng: np.random.Generator, replied: Ints, replies: Ints, at_once: Flags
) -> Ints:
    """UTC second of the last solve, always while somebody works."""
    n = len(replied)
    confirmed = long_tailed(rng, CONFIRMED_MEDIAN_HOURS * HOUR, 0.8, n)
    confirmed[chance(rng, SOLVED_WITH_REPLY, n)] = 0.0
    rounds = (replies - 1) * long_tailed(rng, ROUND_MEDIAN_HOURS * HOUR, 0.9, n)
    wait = np.where(at_once, confirmed, rounds + MINUTE)
    wait = np.minimum(wait, 30 * DAY).astype(np.int64)
    return staffed(replied + wait, rng.integers(0, LATE_START, n))
