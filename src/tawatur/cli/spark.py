# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur spark`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli import options

if TYPE_CHECKING:
    from tawatur.pipeline.spark.reading import Counts

master = click.option(
    "--master",
    default="local[*]",
    show_default=True,
    metavar="URL",
    help="Where to run: local[N] on this machine, spark://HOST:PORT, yarn, k8s://URL.",
)
conf = click.option("--conf", multiple=True, metavar="NAME=VALUE", help="One of Spark's own settings.")
partitions = click.option(
    "--partitions",
    type=click.IntRange(min=1),
    metavar="N",
    help="Tasks to spread the work over; by default four for each core.",
)
out = click.option("--out", required=True, metavar="DIR", help="Folder or address to write the tables to.")


def parse_conf(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return Spark's settings as `NAME=VALUE` pairs state them.

    Raises:
        BadParameter: One of them is not of that form.
    """
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.startswith("spark."):
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE, as in spark.executor.memory=4g", param_hint="--conf")
        found[name] = value
    return found


def _tell(counts: "Counts", what: str, failures: str) -> None:
    click.echo(f"{counts.done:,} {what}, {counts.failed:,} failed")
    if counts.failed:
        click.echo(f"what failed stands in {failures}", err=True)
        raise click.exceptions.Exit(1)


@click.group("spark")
def command() -> None:
    """Read and join reports on Apache Spark, on this machine or a cluster.

    Needs Java 17 or newer and: pip install 'tawatur[spark]'. Inputs, tables and this package must be where every worker
    finds them.
    """


@command.command("read")
@click.option(
    "--in",
    "paths",
    multiple=True,
    required=True,
    metavar="PATH",
    help="File or folder of reports: WARC, JSON lines, Parquet and all else that `tawatur read` knows.",
)
@out
@master
@partitions
@conf
@options.published
@options.outlet
@options.mapping
@click.option(
    "--patience",
    type=click.FloatRange(min=1),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="How long one report may take before it counts as failed.",
)
@options.lexicon
@options.plain_errors
def read(
    paths: tuple[str, ...],
    out: str,
    master: str,
    partitions: int | None,
    conf: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    mapping: tuple[str, ...],
    patience: float,
    lexicon: Path | None,
) -> None:
    """Read reports into tables of Parquet: `readings`, partitioned by day, and `read_failures`.

    A report that cannot be read, or kills or holds up its process, is named in `read_failures` by its place or key and
    the class of the error; the others are read. The exit status is 0 when all were read, 1 when some were not, 2 when
    nothing could be begun.

    \b
    Examples:
      tawatur spark read --in crawl/ --out tables --master 'local[*]'
      tawatur spark read --in s3://bucket/warc --out s3://bucket/tables --master spark://host:7077
    """
    from tawatur.pipeline.local import Settings
    from tawatur.pipeline.spark.reading import FAILURES
    from tawatur.pipeline.spark.reading import read as read_all
    from tawatur.pipeline.spark.session import session

    options.check_published(published)
    intake, settings = options.intake(mapping), Settings(lexicon, published, outlet)
    with session(master, parse_conf(conf)) as spark:
        parts = partitions or 4 * spark.sparkContext.defaultParallelism
        counts = read_all(spark, list(paths), out, settings, options=intake, parts=parts, patience=patience)
    _tell(counts, "read", f"{out}/{FAILURES}")


@command.command("join")
@click.option("--in", "folder", required=True, metavar="DIR", help="What `tawatur spark read` wrote.")
@out
@master
@partitions
@conf
@options.lexicon
@options.plain_errors
def join(
    folder: str, out: str, master: str, partitions: int | None, conf: tuple[str, ...], lexicon: Path | None
) -> None:
    """Join readings into tables of Parquet: `copies`, `families`, `entities`, `forms`, `incidents`, `chains`.

    They hold what a case would hold of the same reports (docs/scale.md says where very common texts and words are cut
    short). What could not be joined is named in `join_failures`.

    \b
    Examples:
      tawatur spark join --in tables --out tables
      tawatur add border.case --parquet tables --day 2024-05-13..2024-05-20
    """
    from tawatur.pipeline.local import Settings
    from tawatur.pipeline.spark.joining import FAILURES
    from tawatur.pipeline.spark.joining import join as join_all
    from tawatur.pipeline.spark.session import session

    with session(master, parse_conf(conf)) as spark:
        parts = partitions or 4 * spark.sparkContext.defaultParallelism
        counts = join_all(spark, folder, out, Settings(lexicon), parts=parts)
    _tell(counts, "joined", f"{out}/{FAILURES}")
