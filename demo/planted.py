"""Every effect the demo company is born with, so that analysis can find it.

Sizes are on the scale they act on: minutes, a factor, a probability, log-odds
("logit": +0.5 turns 80 % into about 87 %), or points of a 0–100 score.
"""

from math import log

# When. Shares of the whole span of data, counted from its first day.
INCIDENT_BEGINS = 0.56
INCIDENT_DAYS = 14
POLICY_BEGINS = 0.72

# The incident: a grinder is recalled for two weeks.
INCIDENT_TOPIC = "Grinder"
INCIDENT_EXTRA_CONTACTS = 0.7
INCIDENT_SLOWER_ON_TOPIC = 3.0
INCIDENT_SLOWER_ELSEWHERE = 1.5
INCIDENT_FIRST_CONTACT_LOGIT = -0.5
INCIDENT_SATISFACTION_LOGIT = -0.6

# The policy: "everyone hears from us within the hour".
POLICY_REPLY_FACTOR = 0.42
POLICY_FIRST_CONTACT_LOGIT = -0.41
POLICY_SATISFACTION_LOGIT = -0.50
POLICY_QA_POINTS = -2.5
POLICY_REPEAT_FACTOR = 1.15

# First replies, in minutes on the calendar before the policy.
REPLY_MEDIAN_MINUTES = 90.0
WEEKEND_SLOWER = 1.7
OVERLOOKED = 0.012
OVERLOOKED_MEDIAN_DAYS = 6.0
REPLY_SIGMA_STEADY = 0.75
REPLY_SIGMA_UNSTEADY = 0.6

# Resolution at first contact, and contacts again within 7 days of a solve.
FIRST_CONTACT = 0.783
REPEAT_AFTER_FIRST = 0.10
REPEAT_AFTER_SEVERAL = 0.13
REPEAT_CONTACT_LOGIT = -0.5
REOPENED_OF_SEVERAL = 0.22

# Satisfaction: the chance that an answer is good.
SATISFIED_AFTER_FIRST = 0.94
SATISFIED_AFTER_SEVERAL = 0.84
SATISFIED_BEFORE_REPEAT_LOGIT = -0.9
SATISFIED_REGULARS_LOGIT = 0.15
CSAT_OFFERED = 0.60
CSAT_ANSWERED = 0.20

# Quality reviews, in points of 0–100.
QA_MEAN = 87.0
QA_SEVERAL_POINTS = -2.0
QA_POINTS_PER_SKILL = 5.0
QA_SD_STEADY = 3.0
QA_SD_UNSTEADY = 9.0
QA_REVIEWED = 0.17
QA_CRITICAL_FAILS = 0.004

# Criteria of those reviews: how often each gets the lowest mark where a review has
# the mean; the more points it lacks, the more often. Unsteady agents keep less to
# the procedure, by (1 − steadiness) × this share.
QA_CRITERIA_FAIL = {
    "greeting": 0.02,
    "tone": 0.03,
    "solution": 0.05,
    "procedure": 0.08,
    "notes_kept": 0.12,
}
QA_UNSTEADY_CRITERION = "procedure"
QA_UNSTEADY_FAILS = 0.15
QA_GREETING_APPLIES = 0.9

# Complaints: the share of bad answers whose ticket is tagged with each.
COMPLAINTS = {
    "slow_response": 0.12,
    "wrong_answer": 0.06,
    "bounced_around": 0.05,
    "brushed_off": 0.04,
    "rude": 0.02,
    "canned_reply": 0.02,
}
INCIDENT_COMPLAINT = "slow_response"
INCIDENT_COMPLAINTS = 0.45  # its share while the incident lasts

# People: an agent's weeks differ by (1 − steadiness) × these.
WEEKLY_SWING_LOGIT = 0.7
WEEKLY_SWING_QA_POINTS = 5.0

# Effort, 1–7: the chance of 5, 6 or 7.
EASY_AFTER_FIRST = 0.86
EASY_AFTER_SEVERAL = 0.66
CES_ASKED_AND_ANSWERED = 0.115

# Recommendation, 0–10: log-odds on the customer's last service.
NPS_ANSWERS_PER_TICKET = 0.22
NPS_GOOD_SERVICE_LOGIT = 0.25
NPS_BAD_SERVICE_LOGIT = -1.4

# Coming back: the chance of an order within 90 days of a solve or an order is
# logistic(base + per earlier order (at most 4) + per year + effect of service).
RETURN_WINDOW_DAYS = 90
RETURN_BASE_LOGIT = 0.56
RETURN_PER_EARLIER_ORDER = 0.15
RETURN_PER_YEAR = 0.15
RETENTION_ODDS_RATIO = 2.0
RETURN_AFTER_GOOD_LOGIT = 0.12
RETURN_AFTER_BAD_LOGIT = RETURN_AFTER_GOOD_LOGIT - log(RETENTION_ODDS_RATIO)

NOT_PLANTED = (
    "no effect of a fast first reply by itself on satisfaction or on buying again",
    "no effect of the policy or the incident on handle time or on calls' length",
    "no effect of the policy or the incident on discounts",
    "no difference of skill between channels, and none by day or hour",
    "no effect of service on the size of an order",
    "no effect of quality reviews on anything",
    "no bias in who answers a survey",
    "no trend in any agent's skill, besides the policy",
)
