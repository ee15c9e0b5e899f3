"""From when on a check is worth a look, in one place, each with its reason."""

# A check is worth a look only where chance alone gives as much less often than SURE,
# and where it is large enough to matter. Where more than ten checks are made, the bound
# is narrower: chance alone makes one of them worth a look on 5 of 100 pages at the most
# (Bonferroni). It hangs on how many are made, and not on what they found.
SURE, PAGES = 0.005, 0.05
# What chance gives less often is not told more finely.
RAREST = 0.001

# Bunched below a limit. Bins are a tenth of the limit wide, a minute at the least, so
# that whole minutes fill them evenly; two on each side, each with enough for the
# logarithm of its count to be near normal.
BIN_PART, BIN_LEAST = 0.10, 1.0
BIN_ROWS = 20
# Points of share below the limit beyond what both sides lead to expect.
BUNCHED = 5.0
# Where half of all times are multiples of five minutes, people wrote them, and heaps
# stand everywhere.
HEAPED = 50.0
HEAP_MINUTES = 5

# Surveys offered selectively: as metrics/offering.py compares them; points of offering
# between groups that are worth a look.
OFFERED = 5.0

# Passed on after an answer: of bad answers and of good ones, so many with a known
# owner before and after; points of share that are worth a look.
REASSIGNED_EACH = 10
REASSIGNED = 5.0

# Solved on the last day of a month: this many months, a day with this many solves
# usually, and so many times the same weekday's usual.
MONTHS, FEWEST_MONTHS = 12, 6
USUAL_SOLVES = 5.0
LAST_DAY = 1.25

# Handle times below a floor: a tenth of the median, a minute at the most. Nobody reads
# and answers in less; a lower floor misses more, a higher one takes in quick answers.
FLOOR_PART, FLOOR_MOST = 0.10, 1.0
FLOOR_ROWS = 100
# Percent of all that are worth a look.
BELOW_FLOOR = 1.0


def sure_of(checks: int) -> float:
    """Below which chance a check of so many is worth a look."""
    return min(SURE, PAGES / max(1, checks))
