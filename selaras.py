"""The frame of what is typed: `python -m selaras COMMAND`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from metrics.catalog import Catalog, Dimension, load_catalog
from metrics.errors import SelarasError
from metrics.periods import (
    Period,
    default_period,
    earlier,
    end_of,
    parse_period,
    period_at,
)
from metrics.questions import Filters
from metrics.reach import data_through
from metrics.scorecard import Scorecard, build_scorecard
from metrics.values import Values
from metrics.values_forms import load_values
from metrics.versions import remember
from metrics.warehouse import FILE_NAME, Warehouse
from metrics.weeks import Year, year_of
from metrics.working import keep_hours
from slides.looks import FORMS, SIZES, THEMES
from words import LANGUAGES, in_language, mark, say

FINE, REJECTED, CANNOT, STOPPED = 0, 1, 2, 130
ROOT = Path(__file__).parent
PERIODS = "2026, 2026-Q3, 2026-09, 2026-W37, last-30-days, last-month and so on."
NO_DATA = mark(
    "{folder}: no data yet. Load an export with `python -m selaras load FILE`."
)


def in_its_words(
    ctx: click.Context, _option: click.Parameter, code: str | None
) -> str | None:
    """Speak a language until the command ends."""
    if code:
        ctx.with_resource(in_language(code))
    return code


one_of = click.Choice
WAYS = (*FORMS, "pptx")
language_option = click.option(
    "--language",
    type=one_of(LANGUAGES),
    envvar="SELARAS_LANGUAGE",
    callback=in_its_words,
    is_eager=True,
    expose_value=False,
    help="In which words: en, id or ms.",
)
data_option = click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=ROOT / "data",
    envvar="SELARAS_DATA",
    help="The folder with the store and the inbox.",
)
values_option = click.option(
    "--values",
    "values_path",
    type=click.Path(path_type=Path),
    default=ROOT / "config" / "values.yaml",
    envvar="SELARAS_VALUES",
    help="The file with values and targets.",
)


class Commands(click.Group):
    """Says what went wrong in one sentence and ends with 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except SelarasError as problem:
            click.echo(str(problem), err=True)
            ctx.exit(CANNOT)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(CANNOT)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@language_option
def selaras() -> None:
    """Do we live by the values we declare?

    Exit codes: 0 fine, 1 some rows were rejected, 2 it could not be done,
    130 stopped with Ctrl-C.
    """


@selaras.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option
@values_option
def load(files: tuple[Path, ...], folder: Path, values_path: Path) -> None:
    """Take exports in, as they are; of a folder, every one in it."""
    from intake.arriving.choosing import chosen_files
    from intake.arriving.handing import load_files
    from intake.arriving.progress_line import progress_line
    from intake.house import house_of
    from intake.names import printable

    files = chosen_files(files)
    house = house_of(*settings(values_path), values_path)
    ended, told = FINE, 0
    try:
        for outcome in load_files(folder, files, house, progress_line):
            click.echo(outcome.words, err=outcome.refused)
            told += 1
            failed = CANNOT if outcome.refused else int(outcome.rejected > 0)
            ended = max(ended, failed)
    except KeyboardInterrupt:
        name = printable(files[min(told, len(files) - 1)].name)
        sentence = say("{file}: stopped; nothing of it was stored.", file=name)
        click.echo(sentence, err=True)
        ended = STOPPED
    sys.exit(ended)


@selaras.command()
@click.option("--period", help=PERIODS)
@click.option("--as-of", "moment", help="As it was on a day: 2026-03-31.")
@click.option("--team", help="Only this team.")
@click.option("--channel", help="Only this channel.")
@click.option("--format", "form", type=one_of(WAYS), default="text", help="How.")
@click.option("--size", type=one_of(SIZES), default="1920x1080", help="Of a picture.")
@click.option("--theme", type=one_of(THEMES), default="light", help="Of a picture.")
@language_option
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--template", type=click.Path(path_type=Path), help="Of slides (.pptx).")
@click.option("--weeks", is_flag=True, help="A picture of the last 52 weeks alone.")
@data_option
@values_option
def scorecard(
    period: str | None,
    moment: str | None,
    team: str | None,
    channel: str | None,
    form: str,
    size: str,
    theme: str,
    output: Path | None,
    template: Path | None,
    weeks: bool,
    folder: Path,
    values_path: Path,
) -> None:
    """Which values we live by, in a period; as text, or as a picture or slides."""
    from slides.writing import DECK, Wanted, written

    wanted = Wanted(form, size, theme, moment, template, weeks)
    if template and form != DECK:
        raise SelarasError(
            say("A template is for slides: say --format pptx, or leave it out.")
        )
    if wanted.is_picture and output is None:
        raise SelarasError(
            say("Say where the picture goes: --output scorecard.{form}.", form=form)
        )
    values, catalog = settings(values_path)
    filters = filters_of(team, channel)

    def file_of(store: Warehouse, card: Scorecard) -> bytes:
        def year() -> Year:
            reach, filters = card.data_through, card.filters
            return year_of(store, values, catalog, card.period, reach, filters)

        return written(store, card, wanted, year)

    file = count(folder, values, catalog, period, filters, moment, file_of)
    if output is None:
        click.echo(file, nl=False)
        return
    try:
        output.write_bytes(file)
    except OSError as error:
        raise SelarasError(failed(output, error)) from error


@selaras.command()
@data_option
def exports(folder: Path) -> None:
    """List the exports that were taken in."""
    from intake.keeping.receipts import receipts

    for receipt in reversed(receipts(opened(folder))):
        told = receipt.sentence()
        if receipt.undone_at:
            told = say("{receipt} (undone)", receipt=told)
        click.echo(f"{receipt.export_id:>4}  {told}")


@selaras.command("decisions")
@data_option
@values_option
def list_decisions(folder: Path, values_path: Path) -> None:
    """List what was decided, and what came of what was expected."""
    from metrics.decision_words import decision_text
    from metrics.decisions import decisions_of
    from metrics.expectations import outcome_of

    values, catalog = settings(values_path)
    store = opened(folder)
    now = datetime.now(UTC).replace(tzinfo=None)
    through = data_through(store, now) or now
    for decision in decisions_of(store):
        outcome = outcome_of(store, values, catalog, decision, through)
        click.echo(decision_text(decision, outcome, values.company.zone))


@selaras.command("undo")
@click.argument("export_id", metavar="EXPORT", type=int)
@data_option
@values_option
def take_back(export_id: int, folder: Path, values_path: Path) -> None:
    """Take an export back, by its number in `exports`."""
    from intake.keeping.undoing import undo
    from metrics.published import Published

    published = Published(*settings(values_path))
    click.echo(undo(opened(folder), export_id, getuser(), published).told())


@selaras.command("forget")
@click.argument("who", required=False)
@click.option("--older", is_flag=True, help="All that is older than keep_months.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
@values_option
def forget_who(
    who: str | None, older: bool, yes: bool, folder: Path, values_path: Path
) -> None:
    """Forget a customer (an address, a number, an id), or what is too old.

    Their rows go for good, and the originals that they came in.
    """
    from intake.house import house_of
    from intake.keeping.forgetting import forget, forget_older

    values, catalog = settings(values_path)
    if bool(who) == older:
        raise SelarasError(say("Say whom to forget, or --older."))
    house, store = house_of(values, catalog, values_path), opened(folder)
    moment = too_old(values, values_path) if older else None
    if not yes:
        asked = (
            say("Forget what is older? This cannot be undone.")
            if older
            else say("Forget {whom}? This cannot be undone.", whom=who or "")
        )
        click.confirm(asked, abort=True)
    done = (
        forget_older(store, moment, house)
        if moment
        else forget(store, who or "", house)
    )
    click.echo(done.told())


def too_old(values: Values, values_path: Path) -> datetime:
    """Before when (UTC) a company keeps nothing; SelarasError where it never said."""
    months = values.company.keep_months
    if months is None:
        raise SelarasError(
            say(
                "{file} does not say how long rows are kept; "
                "write keep_months under company, such as keep_months: 36.",
                file=values_path.name,
            )
        )
    zone = values.company.zone
    today = datetime.now(ZoneInfo(zone)).date()
    return earlier(period_at(today, "month", zone), months).window().start


@selaras.command()
@values_option
def check(values_path: Path) -> None:
    """Check values.yaml, every definition, and your own kinds of export."""
    from intake.own_forms import folder_of, own_forms
    from metrics.alternatives import load_alternatives
    from metrics.complaints.taxonomy_forms import load_taxonomy

    values, catalog = settings(values_path)
    promised = {one.metric for value in values.values for one in value.promises}
    load_alternatives(catalog, values_path.parent / "metrics")
    own = len(own_forms(folder_of(values_path)))
    kinds = load_taxonomy(values_path.parent)
    told = (
        say(
            "{file}: {values} values with {metrics} metrics, {sales} measures of "
            "sales.",
            file=values_path.name,
            values=len(values.values),
            metrics=len(promised),
            sales=len(values.sales),
        ),
        say("{n} definitions.", n=len(catalog)),
        say("Kinds of export of your own: {n}.", n=own) if own else "",
        say("Kinds of complaints of your own: {n}.", n=len(kinds.complaints))
        if kinds.is_own
        else "",
        say("All fine."),
    )
    click.echo(" ".join(filter(None, told)))


@selaras.command()
@click.argument("metric")
@values_option
def sql(metric: str, values_path: Path) -> None:
    """Print a metric's definition: its words and its query."""
    from metrics.explaining import check_named

    catalog = load_catalog(values_path.parent / "metrics")
    check_named(metric, catalog)
    click.echo(catalog[metric].path.read_text(encoding="utf-8"), nl=False)


@selaras.command()
@click.argument("metric")
@click.option("--period", help=PERIODS)
@click.option("--team", help="Only this team.")
@click.option("--channel", help="Only this channel.")
@data_option
@values_option
def explain(
    metric: str,
    period: str | None,
    team: str | None,
    channel: str | None,
    folder: Path,
    values_path: Path,
) -> None:
    """What counted, what was left out, how sure it is, and why its verdict."""
    from metrics.explaining import explain as taken_apart
    from metrics.explaining import promises_named
    from metrics.explaining_words import explained_words

    values, catalog = settings(values_path)
    promises = promises_named(values, catalog, metric)
    store = opened(folder)
    remember(store, catalog)
    now = datetime.now(UTC).replace(tzinfo=None)
    span, through = asked_for(store, values, period, now)
    filters = filters_of(team, channel)
    told = (
        taken_apart(store, values, catalog, one, span, through, filters)
        for one in promises
    )
    click.echo("\n".join(map(explained_words, told)), nl=False)


def filters_of(team: str | None, channel: str | None) -> Filters:
    """What to count alone."""
    asked: tuple[tuple[Dimension, str | None], ...] = (
        ("team", team),
        ("channel", channel),
    )
    return tuple((name, only) for name, only in asked if only)


@selaras.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--output", required=True, type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="Say how the file was understood.")
def clean(file: Path, output: Path, explain: bool) -> None:
    """Write a file of any kind as plain UTF-8 CSV, cell by cell."""
    from intake.cleaning import clean as clean_file

    cleaned = clean_file(file, output)
    for line in cleaned.explained() if explain else ():
        click.echo(line)


@selaras.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", help="What its rows are: orders, surveys, tickets, …")
@click.option("--source", help="What to call the system it is from, like my_shop.")
@click.option("--set", "chosen", multiple=True, help="FIELD=COLUMN; FIELD= for none.")
@click.option("--instrument", type=click.Choice(["csat", "nps", "ces"]))
@click.option("--scale", help="Of the answers: 1-5, 1-7, 0-10, good-bad, …")
@click.option("--direction", type=click.Choice(["high", "low"]), help="What is easy.")
@click.option("--currency", help="Of all amounts, where no column says it.")
@click.option("--decimal", type=click.Choice(["comma", "dot"]), help="Before decimals.")
@click.option("--leave-out", multiple=True, help="A status that never counts.")
@click.option("--save", is_flag=True, help="Keep it; such files are known from then.")
@click.option("--replace", is_flag=True, help="Save it over the kind of that name.")
@values_option
def match(files: tuple[Path, ...], values_path: Path, save: bool, **said: Any) -> None:
    """Say which column is which, of a file that no source knows.

    Several files are put together where they share a column.
    """
    from intake.house import house_of
    from intake.match.telling import match_files

    house = house_of(*settings(values_path), values_path)
    told = match_files(files, house, said, save=save)
    click.echo(told.words)
    sys.exit(told.code)


@selaras.command()
@click.option("--output", required=True, type=click.Path(path_type=Path))
@click.option("--tickets", type=click.IntRange(min=1), default=25_000)
@click.option("--months", type=click.IntRange(min=1, max=240), default=18)
@click.option("--seed", type=int, default=1)
def demo(output: Path, tickets: int, months: int, seed: int) -> None:
    """Write a made-up company's exports."""
    import duckdb

    from demo import write_company

    try:
        written = write_company(output, tickets=tickets, months=months, seed=seed)
    except OSError as error:
        at = Path(error.filename or output)
        raise SelarasError(failed(at, error)) from error
    except duckdb.Error as error:
        said = str(error).splitlines()[0].rstrip(".")
        raise SelarasError(
            say(
                "{folder}: the exports cannot be written ({error}); "
                "check the folder and the room on its disk.",
                folder=str(output),
                error=said,
            )
        ) from error
    for path in written:
        click.echo(str(path))


def failed(path: Path, error: OSError) -> str:
    """Why a file cannot be written, in the words of the machine."""
    return say("{path}: {error}.", path=str(path), error=str(error.strerror))


def settings(values_path: Path) -> tuple[Values, Catalog]:
    """The values and the metrics they may name."""
    catalog = load_catalog(values_path.parent / "metrics")

    def sources() -> frozenset[str] | None:
        from intake.own_forms import folder_of, zoneless_sources

        return zoneless_sources(folder_of(values_path))

    return load_values(values_path, catalog, sources), catalog


def count(
    folder: Path,
    values: Values,
    catalog: Catalog,
    label: str | None,
    filters: Filters,
    moment: str | None,
    told: Callable[[Warehouse, Scorecard], bytes],
) -> bytes:
    """What is told of the scorecard of a data folder, now or as it was.

    Raises SelarasError when it is empty.
    """
    from intake.keeping.undoing import as_of

    now = datetime.now(UTC).replace(tzinfo=None)
    store = opened(folder)
    keep_hours(store, values.hours)
    remember(store, catalog)
    if moment is None:
        return told(store, counted(store, values, catalog, label, filters, now))
    then = end_of(moment, values.company.zone)
    with as_of(store, then) as past:
        if past.is_empty():
            raise SelarasError(
                say(
                    "{folder}: no export had come by {moment}.",
                    folder=str(folder),
                    moment=moment,
                )
            )
        now = min(then, now)
        return told(past, counted(past, values, catalog, label, filters, now))


def opened(folder: Path) -> Warehouse:
    """The store of a data folder; raises SelarasError where there is none."""
    if not (folder / FILE_NAME).exists():
        raise SelarasError(say(NO_DATA, folder=str(folder)))
    return Warehouse.open(folder)


def counted(
    store: Warehouse,
    values: Values,
    catalog: Catalog,
    label: str | None,
    filters: Filters,
    now: datetime,
) -> Scorecard:
    """The scorecard of a store at a moment; raises SelarasError when it is empty."""
    period, through = asked_for(store, values, label, now)
    return build_scorecard(store, values, catalog, period, through, filters)


def asked_for(
    store: Warehouse, values: Values, label: str | None, now: datetime
) -> tuple[Period, datetime]:
    """The period asked for, else the last full month, and how far the data reach."""
    through = data_through(store, now)
    if through is None:
        raise SelarasError(say(NO_DATA, folder=str(store.folder)))
    company = values.company
    if label is None:
        return default_period(company.zone, through), through
    return parse_period(label, company.zone, through, company.week_starts), through


if __name__ == "__main__":
    selaras()
