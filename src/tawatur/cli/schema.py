# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur schema`."""

import json

import click

from tawatur.model.schema import reading_schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema (2020-12) that every reading follows."""
    click.echo(json.dumps(reading_schema(), ensure_ascii=False, indent=2))
