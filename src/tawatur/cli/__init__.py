# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The command line: thin commands over plain functions."""

from importlib import import_module

import click

from tawatur import __version__

COMMANDS = {
    "read": "Read reports into dates, parties, events, claims and relations.",
    "explain": "Show why each event and claim of a report was read as it was.",
    "demo": "Read the built-in sample reports and show what they say.",
    "lexicon": "Check the lexicon's tables, or show what it knows of a word.",
    "schema": "Print the JSON Schema of a reading.",
}


class LazyGroup(click.Group):
    """A group that imports a command only when it runs, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"tawatur.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tawatur")
def main() -> None:
    """Read Arabic news into a sourced picture: who did what to whom, who says so, who denies it.

    Everything runs on this machine; nothing is sent anywhere.
    """
