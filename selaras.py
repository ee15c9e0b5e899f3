"""The frame of what is typed: `python -m selaras COMMAND`."""

from __future__ import annotations

import sys
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
from metrics.report import as_csv, as_json, as_text
from metrics.scorecard import Scorecard, build_scorecard
from metrics.values import Values
from metrics.values_forms import load_values
from metrics.versions import remember
from metrics.warehouse import FILE_NAME, Warehouse
from metrics.working import keep_hours

FINE, REJECTED, CANNOT, STOPPED = 0, 1, 2, 130
ROOT = Path(__file__).parent
NO_DATA = "{folder}: no data yet. Load an export with `python -m selaras load FILE`."
FORMATS = {"text": as_text, "json": as_json, "csv": as_csv}

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
        click.echo(f"{name}: stopped; nothing of it was stored.", err=True)
        ended = STOPPED
    sys.exit(ended)


@selaras.command()
@click.option("--period", help="2026, 2026-Q3, 2026-09, 2026-W37 or last-30-days.")
@click.option("--as-of", "moment", help="As it was on a day: 2026-03-31.")
@click.option("--team", help="Only this team.")
@click.option("--channel", help="Only this channel.")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How."
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@data_option
@values_option
def scorecard(
    period: str | None,
    moment: str | None,
    team: str | None,
    channel: str | None,
    form: str,
    output: Path | None,
    folder: Path,
    values_path: Path,
) -> None:
    """Which values we live by, in a period."""
    values, catalog = settings(values_path)
    filters = filters_of(team, channel)
    card = count(folder, values, catalog, period, filters, moment)
    text = FORMATS[form](card)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SelarasError(f"{output}: {error.strerror}.") from error


@selaras.command()
@data_option
def exports(folder: Path) -> None:
    """List the exports that were taken in."""
    from intake.keeping.receipts import receipts

    for receipt in reversed(receipts(opened(folder))):
        undone = " (undone)" if receipt.undone_at else ""
        click.echo(f"{receipt.export_id:>4}  {receipt.sentence()}{undone}")


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
        raise SelarasError("Say whom to forget, or --older.")
    house, store = house_of(values, catalog, values_path), opened(folder)
    moment = too_old(values, values_path) if older else None
    if not yes:
        whom = "what is older" if older else who
        click.confirm(f"Forget {whom}? This cannot be undone.", abort=True)
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
            f"{values_path.name} does not say how long rows are kept; "
            "write keep_months under company, such as keep_months: 36."
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

    values, catalog = settings(values_path)
    promised = {one.metric for value in values.values for one in value.promises}
    load_alternatives(catalog, values_path.parent / "metrics")
    own = len(own_forms(folder_of(values_path)))
    more = f" Kinds of export of your own: {own}." if own else ""
    click.echo(
        f"{values_path.name}: {len(values.values)} values with "
        f"{len(promised)} metrics, {len(values.sales)} measures of sales. "
        f"{len(catalog)} definitions.{more} All fine."
    )


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
@click.option("--period", help="2026, 2026-Q3, 2026-09, 2026-W37 or last-30-days.")
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
        raise SelarasError(f"{error.filename or output}: {error.strerror}.") from error
    except duckdb.Error as error:
        said = str(error).splitlines()[0].rstrip(".")
        raise SelarasError(
            f"{output}: the exports cannot be written ({said}); "
            "check the folder and the room on its disk."
        ) from error
    for path in written:
        click.echo(str(path))


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
) -> Scorecard:
    """The scorecard of a data folder, now or as it was; SelarasError when empty."""
    from intake.keeping.undoing import as_of

    now = datetime.now(UTC).replace(tzinfo=None)
    store = opened(folder)
    keep_hours(store, values.hours)
    remember(store, catalog)
    if moment is None:
        return counted(store, values, catalog, label, filters, now)
    then = end_of(moment, values.company.zone)
    with as_of(store, then) as past:
        if past.is_empty():
            raise SelarasError(f"{folder}: no export had come by {moment}.")
        return counted(past, values, catalog, label, filters, min(then, now))


def opened(folder: Path) -> Warehouse:
    """The store of a data folder; raises SelarasError where there is none."""
    if not (folder / FILE_NAME).exists():
        raise SelarasError(NO_DATA.format(folder=folder))
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
        raise SelarasError(NO_DATA.format(folder=store.folder))
    company = values.company
    if label is None:
        return default_period(company.zone, through), through
    return parse_period(label, company.zone, through, company.week_starts), through


if __name__ == "__main__":
    selaras()
