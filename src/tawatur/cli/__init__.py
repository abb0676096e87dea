# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The command line: thin commands over plain functions."""

from importlib import import_module

import click

from tawatur import __version__

COMMANDS = {
    "read": "Read reports into dates, parties, events, claims and relations.",
    "explain": "Show why each event and claim of a report was read as it was.",
    "new": "Make an empty case.",
    "add": "Add reports to a case and join them with what is there.",
    "watch": "Add what is new or changed in feeds, sitemaps and pages.",
    "incidents": "List the incidents of a case.",
    "incident": "Show an incident: its positions, their chains, how many are independent and why.",
    "entities": "List the parties of a case.",
    "entity": "Show a party: its names, its reports, why they are one.",
    "outlets": "List the outlets of a case.",
    "tension": "Show conflict and cooperation of two parties over time, and when it changed.",
    "versions": "Show how a report was changed, and how each version came.",
    "search": "Find reports of a case by words.",
    "merge": "Decide that incidents, or entities, are one.",
    "split": "Decide that an incident, or an entity, is two.",
    "translations": "List reports that may translate one story; decide whether they do.",
    "correct": "Decide that a reading is wrong, or missed something.",
    "grade": "Decide how reliable a source is, or to whom it belongs.",
    "undo": "Take a decision back.",
    "reread": "Read the reports of a case again.",
    "spark": "Read and join many reports on Apache Spark.",
    "export": "Write a case in a format that others use, redacted.",
    "serve": "Look at a case in the browser, check it, correct it.",
    "user": "Say who may come in to a case in the workbench.",
    "groups": "Print the families and incidents of a case as JSON.",
    "erase": "Erase reports of a case for good.",
    "status": "Show a case in figures, its failures, its audit log.",
    "doctor": "Check that a case is whole, and say what to do where it is not.",
    "backup": "Copy a case, also while it is in use.",
    "restore": "Make a case out of a copy.",
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

    Everything runs on this machine. The network is used only where you say so: by --online, or by an endpoint, a
    database or a cluster that you name.
    """
