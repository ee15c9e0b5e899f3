"""The forms that values.yaml must fill, and what a mistake in it is told."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from babel.numbers import list_currencies
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from metrics.hours_forms import FILE_NAME as CALENDAR
from metrics.hours_forms import load_hours
from metrics.values import (
    Clock,
    Company,
    MetricShape,
    Per,
    Promise,
    Target,
    Value,
    Values,
)
from metrics.values_file import add_mistakes, no_such, quoted, read_values_file
from metrics.zones import known_zone

Day = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]
Sources = Callable[[], Collection[str] | None]
Order = Literal["day-first", "month-first"]
DURATIONS = {"seconds", "minutes", "hours", "days"}
ALWAYS = date.min
DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+")


def load_values(
    path: Path,
    known: Mapping[str, MetricShape],
    sources: Sources | None = None,
) -> Values:
    """Read values.yaml; raises ValuesError with every mistake, a line each.

    `sources` tells the names that zones may be given for; without it, or where it
    tells none, any will do.
    """
    file = read_values_file(path)
    try:
        form = _ValuesForm.model_validate(file.data, context=_Reading(known, sources))
    except ValidationError as error:
        add_mistakes(file, error.errors(), KEYS)
        raise file.error() from None
    if file.problems:
        raise file.error()
    values = form.build()
    hours = load_hours(path.with_name(CALENDAR), values.company.zone)
    return replace(values, hours=hours)


# --- what a mistake is ---


@dataclass
class _Reading:
    """What the forms remember while the file is read from top to bottom."""

    known: Mapping[str, MetricShape]
    sources: Sources | None = None
    names: set[str] = field(default_factory=set)
    metrics: set[str] = field(default_factory=set)
    metric: str = ""
    since: date | None = None

    @property
    def shape(self) -> MetricShape | None:
        return self.known.get(self.metric)


Info = ValidationInfo[_Reading]


def _must(be: str) -> PydanticCustomError:
    return PydanticCustomError("must", "{be}", {"be": be})


def _mistake(says: str) -> PydanticCustomError:
    return PydanticCustomError("mistake", "{says}", {"says": says})


def _source(name: str, info: Info) -> str:
    sources = info.context.sources and info.context.sources()
    if sources and name not in sources:
        there_are = f"There are: {', '.join(sorted(sources))}."
        raise _mistake(no_such("source without a zone", name, sources, there_are))
    return name


def _currency(code: str) -> str:
    if code not in list_currencies():
        fix = "Write three letters such as EUR."
        raise _mistake(no_such("currency", code, list_currencies(), fix))
    return code


def _domain(domain: str) -> str:
    if not DOMAIN.fullmatch(domain):
        raise _must("be a mail domain such as example.com")
    return domain.lower()


def _own_name(name: str, info: Info) -> str:
    if name.casefold() in info.context.names:
        raise _mistake("another value has this name too. Rename one.")
    info.context.names.add(name.casefold())
    return name


def _known_metric(metric: str, info: Info) -> str:
    reading = info.context
    if metric not in reading.known:
        there_are = f"There are: {', '.join(sorted(reading.known))}."
        raise _mistake(no_such("metric", metric, reading.known, there_are))
    reading.metric = metric
    if metric in reading.metrics:
        raise _mistake(f"{quoted(metric)} stands here twice. Keep one.")
    reading.metrics.add(metric)
    return metric


def _for_totals(per: Per, info: Info) -> Per:
    shape = info.context.shape
    if shape and shape.kind != "total":
        why = f"{info.context.metric} is a {shape.kind}"
        raise _mistake(f'"per" is only for totals, and {why}. Remove it.')
    return per


def _for_durations(clock: Clock | None, info: Info) -> Clock | None:
    shape = info.context.shape
    if clock and shape and shape.unit not in DURATIONS:
        why = f"{info.context.metric} is in {shape.unit}"
        raise _mistake(f'"clock" is only for durations, and {why}. Remove it.')
    return clock


def _possible(number: float, info: Info) -> float:
    shape = info.context.shape
    if shape is None:
        return number
    if shape.kind == "net score" and not -100 <= number <= 100:
        raise _must("be from -100 to 100")
    percent = shape.unit == "percent" or shape.kind in ("share", "retention")
    if percent and not 0 <= number <= 100:
        raise _must("be a percentage from 0 to 100")
    if shape.unit in DURATIONS and number < 0:
        raise _must(f"be 0 {shape.unit} or more")
    return number


def _later(since: date, info: Info) -> date:
    before, info.context.since = info.context.since, since
    if before == since:
        raise _mistake(f'"from" {since} stands here twice. Keep one.')
    if before and before > since:
        raise _mistake(f'"from" {since} stands after {before}. Put the earliest first.')
    return since


def _bounds(target: object, info: Info) -> tuple[float | None, float | None]:
    shape, is_band = info.context.shape, isinstance(target, dict)
    better = shape.better if shape else "band" if is_band else "up"
    if better == "band" and not is_band:
        raise _must("be a band such as {low: 6, high: 12}")
    if better == "band":
        band = _BandForm.model_validate(target, context=info.context)
        return band.low, band.high
    if not isinstance(target, int | float) or isinstance(target, bool):
        raise _must("be one number such as 40")
    number = _NUMBER.validate_python(target, context=info.context)
    return (number, None) if better == "up" else (None, number)


def _lower(day: object) -> object:
    return day.lower() if isinstance(day, str) else day


def _as_steps(target: object) -> object:
    step = {"from": ALWAYS, "target": target}
    return target if isinstance(target, tuple) else (step,)


def _fresh_metrics(data: object, info: Info) -> object:
    info.context.metrics = set()
    return data


def _fresh_promise(data: object, info: Info) -> object:
    info.context.metric, info.context.since = "", None
    return data


# --- what may stand in the file ---

Zone = Annotated[str, AfterValidator(known_zone)]
Source = Annotated[str, AfterValidator(_source)]
Text = Annotated[str, AfterValidator(lambda text: " ".join(text.split()))]
Number = Annotated[
    float, Field(strict=True, allow_inf_nan=False), AfterValidator(_possible)
]
_NUMBER = TypeAdapter[float](Number)


class _Form(BaseModel):
    model_config = ConfigDict(
        extra="forbid", strict=True, str_strip_whitespace=True, str_min_length=1
    )

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        return tuple(field.alias or name for name, field in cls.model_fields.items())


class _BandForm(_Form):
    low: Number
    high: Number

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low >= self.high:
            why = f"{self.low:.15g} is not below {self.high:.15g}"
            raise _mistake(f'"low" must be below "high": {why}.')
        return self


class _StepForm(_Form):
    since: Annotated[date, AfterValidator(_later)] = Field(alias="from")
    target: Annotated[tuple[float | None, float | None], PlainValidator(_bounds)]

    def build(self) -> Target:
        return Target(None if self.since == ALWAYS else self.since, *self.target)


Steps = Annotated[tuple[_StepForm, ...], Field(min_length=1)]


class _PromiseForm(_Form):
    metric: Annotated[str, AfterValidator(_known_metric)]
    target: Annotated[Steps, BeforeValidator(_as_steps)]
    per: Annotated[Per, AfterValidator(_for_totals)] = "month"
    clock: Annotated[Clock | None, AfterValidator(_for_durations)] = None

    def build(self, name: str | None = None) -> Promise:
        targets = tuple(step.build() for step in self.target)
        return Promise(self.metric, targets, self.per, self.clock, name)


class _SaleForm(_PromiseForm):
    name: Text | None = None


Promises = Annotated[
    tuple[Annotated[_PromiseForm, BeforeValidator(_fresh_promise)], ...],
    Field(min_length=1),
    BeforeValidator(_fresh_metrics),
]
Sales = Annotated[
    tuple[Annotated[_SaleForm, BeforeValidator(_fresh_promise)], ...],
    BeforeValidator(_fresh_metrics),
]


class _ValueForm(_Form):
    name: Annotated[Text, AfterValidator(_own_name)]
    action: Text
    promises: Promises

    def build(self) -> Value:
        promises = tuple(promise.build() for promise in self.promises)
        return Value(self.name, self.action, promises)


class _CompanyForm(_Form):
    name: Text
    zone: Zone
    currency: Annotated[str, AfterValidator(_currency)]
    week_starts: Annotated[Day, BeforeValidator(_lower)] = "monday"
    retention_days: int = Field(default=90, ge=1, le=3650)
    own_domains: tuple[Annotated[str, AfterValidator(_domain)], ...] = ()
    dates: Order | None = None
    keep_months: int | None = Field(default=None, ge=1, le=1200)
    keep_comments: bool = False
    zones: dict[Source, Zone] = {}

    def build(self) -> Company:
        starts = get_args(Day).index(self.week_starts)
        return Company(
            self.name,
            self.zone,
            self.currency,
            starts,
            self.retention_days,
            self.own_domains,
            self.keep_months,
            None if self.dates is None else self.dates == "day-first",
            self.keep_comments,
            tuple(sorted(self.zones.items())),
        )


class _ValuesForm(_Form):
    company: _CompanyForm
    purpose: Text
    vision: Text
    values: tuple[_ValueForm, ...] = Field(min_length=1)
    sales: Sales = ()

    def build(self) -> Values:
        return Values(
            self.company.build(),
            self.purpose,
            self.vision,
            tuple(value.build() for value in self.values),
            tuple(sale.build(sale.name) for sale in self.sales),
        )


# The keys of each group, under the name that values_file gives the group.
FORMS: dict[str, type[_Form]] = {
    "": _ValuesForm,
    "company": _CompanyForm,
    "values[]": _ValueForm,
    "promises[]": _PromiseForm,
    "sales[]": _SaleForm,
    "target[]": _StepForm,
    "target": _BandForm,
}
KEYS = {group: form.keys() for group, form in FORMS.items()}
