"""The forms that values.yaml must fill, and what a mistake in it is told."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal, Self, get_args
from urllib.parse import urlsplit

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
    ValidatorFunctionWrapHandler,
    WrapValidator,
    create_model,
    model_validator,
)
from pydantic_core import PydanticCustomError

from metrics.hours_forms import FILE_NAME as CALENDAR
from metrics.hours_forms import load_hours
from metrics.own_words import Others, OwnWords, forms_of
from metrics.values import (
    Author,
    Clock,
    Company,
    MetricShape,
    Per,
    Promise,
    Role,
    Target,
    Team,
    TeamMetric,
    Value,
    Values,
)
from metrics.values_file import (
    OWN_TEXTS,
    add_mistakes,
    no_such,
    quoted,
    read_values_file,
    there_are,
)
from metrics.zones import known_zone
from words import LANGUAGES, known, mark, say

Day = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]
Sources = Callable[[], Collection[str] | None]
Order = Literal["day-first", "month-first"]
DURATIONS = {"seconds", "minutes", "hours", "days"}
ALWAYS = date.min
NO_SOURCE = mark("{word} is no source without a zone.")
NO_CURRENCY = mark("{word} is no currency.")
NO_METRIC = mark("{word} is no metric.")
NO_VALUE = mark("{word} is no value of this file.")
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
        fix = there_are(sorted(sources))
        raise _mistake(no_such(NO_SOURCE, name, sources, fix))
    return name


def _currency(code: str) -> str:
    if code not in list_currencies():
        fix = say("Write three letters such as EUR.")
        raise _mistake(no_such(NO_CURRENCY, code, list_currencies(), fix))
    return code


def _domain(domain: str) -> str:
    if not DOMAIN.fullmatch(domain):
        raise _must(say("be a mail domain such as example.com"))
    return domain.lower()


def _address(address: str) -> str:
    """Where the dashboard is: a web address that asks for nothing yet."""
    parts = urlsplit(address)
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    if not is_web or re.search(r"[\s?#@]", address):
        raise _must(say("be a web address such as https://values.example.com"))
    return address.rstrip("/")


def _own_name(name: str, info: Info) -> str:
    if forms_of(name) & info.context.names:
        raise _mistake(say("another value has this name too. Rename one."))
    info.context.names.update(forms_of(name))
    return name


def _known_metric(metric: str, info: Info) -> str:
    reading = info.context
    if metric not in reading.known:
        fix = there_are(sorted(reading.known))
        raise _mistake(no_such(NO_METRIC, metric, reading.known, fix))
    reading.metric = metric
    if metric in reading.metrics:
        raise _mistake(say("{word} stands here twice. Keep one.", word=quoted(metric)))
    reading.metrics.add(metric)
    return metric


def _own_value(name: str, info: Info) -> str:
    if name.casefold() not in info.context.names:
        fix = there_are(sorted(info.context.names))
        raise _mistake(no_such(NO_VALUE, name, info.context.names, fix))
    return name


def _for_totals(per: Per, info: Info) -> Per:
    shape = info.context.shape
    if shape and shape.kind != "total":
        raise _mistake(
            say(
                '"per" is only for totals, and {metric} is a {kind}. Remove it.',
                metric=info.context.metric,
                kind=known(shape.kind),
            )
        )
    return per


def _for_durations(clock: Clock | None, info: Info) -> Clock | None:
    shape = info.context.shape
    if clock and shape and shape.unit not in DURATIONS:
        raise _mistake(
            say(
                '"clock" is only for durations, and {metric} is in {unit}. Remove it.',
                metric=info.context.metric,
                unit=known(shape.unit),
            )
        )
    return clock


def _possible(number: float, info: Info) -> float:
    shape = info.context.shape
    if shape is None:
        return number
    if shape.kind == "net score" and not -100 <= number <= 100:
        raise _must(say("be from -100 to 100"))
    percent = shape.unit == "percent" or shape.kind in ("share", "retention")
    if percent and not 0 <= number <= 100:
        raise _must(say("be a percentage from 0 to 100"))
    if shape.unit in DURATIONS and number < 0:
        raise _must(say("be 0 {unit} or more", unit=known(shape.unit)))
    return number


def _later(since: date, info: Info) -> date:
    before, info.context.since = info.context.since, since
    if before == since:
        raise _mistake(
            say('"from" {day} stands here twice. Keep one.', day=since.isoformat())
        )
    if before and before > since:
        raise _mistake(
            say(
                '"from" {day} stands after {before}. Put the earliest first.',
                day=since.isoformat(),
                before=before.isoformat(),
            )
        )
    return since


def _bounds(target: object, info: Info) -> tuple[float | None, float | None]:
    shape, is_band = info.context.shape, isinstance(target, dict)
    better = shape.better if shape else "band" if is_band else "up"
    if better == "band" and not is_band:
        raise _must(say("be a band such as {{low: 6, high: 12}}"))
    if better == "band":
        band = _BandForm.model_validate(target, context=info.context)
        return band.low, band.high
    if not isinstance(target, int | float) or isinstance(target, bool):
        raise _must(say("be one number such as 40"))
    number = _NUMBER.validate_python(target, context=info.context)
    return (number, None) if better == "up" else (None, number)


def _limits(target: object, info: Info) -> Target:
    """At least a number; or at least `low`, at most `high`, or both."""
    if isinstance(target, dict):
        limits = _LimitsForm.model_validate(target, context=info.context)
        return Target(None, limits.low, limits.high)
    if not isinstance(target, int | float) or isinstance(target, bool):
        raise _must(say("be a number such as 95, which is at least, or {{high: 5}}"))
    return Target(None, _NUMBER.validate_python(target, context=info.context), None)


def _as_metric(written: object) -> object:
    return {"metric": written} if isinstance(written, str) else written


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


# One text for each language, of which one is enough.
_LanguagesForm = create_model(
    "_LanguagesForm",
    __base__=_Form,
    **dict.fromkeys(LANGUAGES, (Text | None, None)),  # type: ignore[call-overload]
)


def _own_words(written: object, is_text: ValidatorFunctionWrapHandler) -> OwnWords:
    """A plain text, or one for each language: English is plain, else the first."""
    if not isinstance(written, dict):
        return OwnWords(is_text(written))
    told = _LanguagesForm.model_validate(written).model_dump(exclude_none=True)
    if not told:
        raise _must(say("have a text in one language: en, id or ms"))
    return OwnWords(next(iter(told.values())), tuple(told.items()))


Own = Annotated[Text, WrapValidator(_own_words)]


def _check_order(low: float, high: float) -> None:
    if low >= high:
        raise _mistake(
            say(
                '"low" must be below "high": {low} is not below {high}.',
                low=f"{low:.15g}",
                high=f"{high:.15g}",
            )
        )


class _BandForm(_Form):
    low: Number
    high: Number

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _check_order(self.low, self.high)
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
    owner: Text | None = None

    def build(self, name: str | None = None) -> Promise:
        targets = tuple(step.build() for step in self.target)
        return Promise(self.metric, targets, self.per, self.clock, name, self.owner)


class _SaleForm(_PromiseForm):
    name: Own | None = None


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
    name: Annotated[Own, AfterValidator(_own_name)]
    action: Own
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
    address: Annotated[str, AfterValidator(_address)] | None = None
    bots: tuple[Text, ...] = ()
    example: bool = False

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
            self.address,
            self.bots,
            self.example,
        )


class _AuthorForm(_Form):
    who: Text
    role: Role

    def build(self) -> Author:
        return Author(self.who, self.role)


class _LimitsForm(_Form):
    low: Number | None = None
    high: Number | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low is None and self.high is None:
            raise _must(say("have low, high or both"))
        if self.low is not None and self.high is not None:
            _check_order(self.low, self.high)
        return self


class _TeamMetricForm(_Form):
    metric: Text
    target: Annotated[Target | None, PlainValidator(_limits)] = None
    owner: Text | None = None

    def build(self) -> TeamMetric:
        return TeamMetric(self.metric, self.target, self.owner)


class _TeamForm(_Form):
    name: Own
    part: Own
    lives: tuple[Annotated[Text, AfterValidator(_own_value)], ...] = ()
    metrics: tuple[Annotated[_TeamMetricForm, BeforeValidator(_as_metric)], ...] = ()

    def build(self) -> Team:
        metrics = tuple(one.build() for one in self.metrics)
        return Team(self.name, self.part, self.lives, metrics)


class _ValuesForm(_Form):
    company: _CompanyForm
    purpose: Own
    vision: Own
    values: tuple[_ValueForm, ...] = Field(min_length=1)
    sales: Sales = ()
    written_by: tuple[_AuthorForm, ...] = ()
    review: tuple[date, ...] = ()
    teams: Annotated[tuple[_TeamForm, ...], BeforeValidator(_fresh_promise)] = ()

    def build(self) -> Values:
        return Values(
            self.company.build(),
            self.purpose,
            self.vision,
            tuple(value.build() for value in self.values),
            tuple(sale.build(sale.name) for sale in self.sales),
            others=tuple(self._others()),
            written_by=tuple(one.build() for one in self.written_by),
            review=tuple(sorted(self.review)),
            teams=tuple(one.build() for one in self.teams),
        )

    def _others(self) -> Iterator[tuple[str, Others]]:
        """Every text with its other languages."""
        own = [(one.name, one.action) for one in self.values]
        own += [(one.name, one.part) for one in self.teams]
        named = [one.name or "" for one in self.sales]
        for text in (self.purpose, self.vision, *chain(*own), *named):
            if isinstance(text, OwnWords) and text.others:
                yield str(text), text.others


# The keys of each group, under the name that values_file gives the group.
FORMS: dict[str, type[_Form]] = {
    **dict.fromkeys(OWN_TEXTS, _LanguagesForm),
    "": _ValuesForm,
    "company": _CompanyForm,
    "values[]": _ValueForm,
    "promises[]": _PromiseForm,
    "sales[]": _SaleForm,
    "written_by[]": _AuthorForm,
    "teams[]": _TeamForm,
    "metrics[]": _TeamMetricForm,
    "target[]": _StepForm,
    "target": _BandForm,
}
KEYS = {group: form.keys() for group, form in FORMS.items()}
