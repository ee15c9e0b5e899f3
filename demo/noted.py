"""The sheet of decisions: what the company decided and what befell it, when."""

import csv
from datetime import timedelta
from pathlib import Path

from demo.story import Story

COLUMNS = ("decided_at", "what", "concerns", "rebases")
POLICY = "Everyone hears from us within the hour"
DUE = "First replies are due within the hour"


def write_decisions(story: Story, output: Path) -> Path:
    """The incident and the policy, as our own plain form has them.

    The policy is meant to change first replies, so their limits are re-based; what
    else it changed is there to be found.
    """
    path = output / "decisions.csv"
    over = story.incident_until + timedelta(days=1)
    rows = (
        (story.incident_from, "A grinder is recalled", "", "no"),
        (over, "The recall is over", "", "no"),
        (story.policy_from, POLICY, "", "no"),
        (story.policy_from, DUE, "FRT", "yes"),
    )
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    return path
