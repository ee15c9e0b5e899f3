"""What happened when: the span of the data, the incident and the policy."""

from dataclasses import dataclass
from datetime import date, timedelta

from demo import planted
from demo.clock import EPOCH, day_number, midnight
from demo.draws import Flags, Ints

STRETCH_DAYS = 7


@dataclass(frozen=True)
class Stretch:
    """Some days made at once; days are counted since 1970, both ends in."""

    number: int
    first_day: int
    last_day: int

    @property
    def end(self) -> int:
        """The UTC second at which the stretch is over."""
        return midnight(EPOCH + timedelta(days=self.last_day + 1))


@dataclass(frozen=True)
class Story:
    """The company's history; every date is in it, both ends included."""

    tickets: int
    seed: int
    start: date
    until: date
    incident_from: date
    incident_until: date
    policy_from: date

    @property
    def days(self) -> int:
        """Days of data."""
        return (self.until - self.start).days + 1

    @property
    def cut(self) -> int:
        """The UTC second at which the exports were made."""
        return midnight(self.until + timedelta(days=1))

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Weeks counted back from the end; the first may be shorter."""
        first, last = day_number(self.start), day_number(self.until)
        ends = range(last, first - 1, -STRETCH_DAYS)
        return tuple(
            Stretch(number, max(first, end - STRETCH_DAYS + 1), end)
            for number, end in enumerate(reversed(ends))
        )

    def after_policy(self, created: Ints) -> Flags:
        """Whether each UTC second is under the policy."""
        return created >= midnight(self.policy_from)

    def in_incident(self, created: Ints) -> Flags:
        """Whether each UTC second is during the incident."""
        end = midnight(self.incident_until + timedelta(days=1))
        return (created >= midnight(self.incident_from)) & (created < end)


def months_before(day: date, months: int) -> date:
    """The same day of the month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def tell(tickets: int, months: int, seed: int, until: date) -> Story:
    """Place the incident and the policy inside the span."""
    if tickets < 1 or months < 1:
        raise ValueError("A demo company needs at least one ticket and one month.")
    start = months_before(until + timedelta(days=1), months)
    days = (until - start).days + 1
    incident = start + timedelta(days=int(days * planted.INCIDENT_BEGINS))
    length = min(planted.INCIDENT_DAYS, days // 8)
    return Story(
        tickets=tickets,
        seed=seed,
        start=start,
        until=until,
        incident_from=incident,
        incident_until=incident + timedelta(days=length - 1),
        policy_from=start + timedelta(days=int(days * planted.POLICY_BEGINS)),
    )
