# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Open a Spark session that suits reports: nothing listens, days stay text, broken tasks are tried again."""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from tawatur.model.errors import MissingExtraError, PipelineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
NEEDED = ("pyspark.sql", "pandas", "pyarrow")  # pyspark asks for the others in the middle of a job only
TRIES = 4  # of a task; Spark's own number on a cluster, where on one machine it gives up at once
_ON_THIS_MACHINE = re.compile(r"local(?:\[([^],]+)\])?")
DEFAULTS: Mapping[str, str] = {
    "spark.sql.constraintPropagation.enabled": "false",  # what rounds know of their columns doubles with each
    "spark.sql.maxPlanStringLength": "100000",  # plans that hold those of all that is kept outgrow the driver in words
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "128",
}


def _master(asked: str) -> str:
    """The master's address; on this machine with tasks tried again."""
    found = _ON_THIS_MACHINE.fullmatch(asked)
    return asked if found is None else f"local[{found[1] or '1'},{TRIES}]"


def _is_java_there() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java") is not None or (home is not None and os.path.exists(os.path.join(home, "bin", "java")))


@contextmanager
def session(master: str = LOCAL, settings: Mapping[str, str] | None = None) -> "Iterator[SparkSession]":
    """Yield a session, and stop it.

    The workers run the Python that `PYSPARK_PYTHON` names, this one by default.

    Args:
        master: As Spark writes it: `local[*]`, `spark://HOST:PORT`, `yarn`, `k8s://…`.
        settings: Spark's own settings, over ours.
    Raises:
        MissingExtraError: pyspark is not installed, or not what it hands rows over with.
        PipelineError: There is no Java, or Spark does not start.
    """
    for package in NEEDED:
        try:
            import_module(package)
        except ImportError as exc:
            raise MissingExtraError(package.partition(".")[0], "spark") from exc
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    if not _is_java_there():
        raise PipelineError("Spark needs Java 17 or newer, and there is none; install it, or set JAVA_HOME")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    local = {"spark.driver.host": "127.0.0.1"} if master.startswith("local") else {}
    builder = SparkSession.builder.master(_master(master)).appName("tawatur")
    for name, value in {**DEFAULTS, **local, **(settings or {})}.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, RuntimeError, OSError) as exc:
        raise PipelineError(f"Spark does not start on {master!r}: {type(exc).__name__}") from exc
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    finally:
        spark.stop()
