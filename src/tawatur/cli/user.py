# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur user`."""

import sys

import click

from tawatur.cli import casing, options, output

_ROLES = ("reader", "analyst", "admin")
_name = click.argument("name", metavar="NAME")
_role = click.Choice(_ROLES)


@click.group("user")
def command() -> None:
    """Say who may come in to a case in the workbench, and what they may do there.

    A reader looks and exports redacted; an analyst decides and adds reports too; an admin erases reports and manages
    users too. With a user the workbench asks for name and password, from its next start on. Passwords are asked for, or
    read from standard input; they are never part of a command, and only their Argon2 hashes are kept.
    """


def _password() -> str:
    """Ask for a password twice, or take the first line of standard input."""
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")


def _secret() -> str:
    with options.extra("web", "the workbench"):
        from tawatur.web import passwords
    return passwords.make(_password())


@command.command("add")
@casing.case
@_name
@click.option("--role", type=_role, default="analyst", show_default=True, help="What they may do.")
@casing.author
@casing.wait
@options.plain_errors
def add(case: str, name: str, role: str, author: str | None, wait: float) -> None:
    """Add a user.

    \b
    Examples:
      tawatur user add border.case salma --role admin
      pass show desk/salma | tawatur user add border.case salma
    """
    from tawatur.casefile import users

    with casing.opened(case, author=author, wait=wait) as found:
        with found.read() as tx:
            users.check_free(tx, name)
        secret = _secret()
        with found.write() as tx:
            made = users.add(tx, name, role, secret)  # type: ignore[arg-type]
    click.echo(f"{made.name} may come in as {made.role}")


@command.command("list")
@casing.case
@output.form
@options.plain_errors
def list_(case: str, form: output.Format) -> None:
    """List the users of a case.

    \b
    Example:
      tawatur user list border.case
    """
    from tawatur.casefile import users
    from tawatur.casefile.records import UserRow

    with casing.opened(case) as found, found.read() as tx:
        rows = users.every(tx)
    output.show(rows, UserRow, form)


@command.command("role")
@casing.case
@_name
@click.argument("role", type=_role)
@casing.author
@casing.wait
@options.plain_errors
def role(case: str, name: str, role: str, author: str | None, wait: float) -> None:
    """Give a user another role, at once.

    \b
    Example:
      tawatur user role border.case salma reader
    """
    from tawatur.casefile import users

    with casing.opened(case, author=author, wait=wait) as found, found.write() as tx:
        users.set_role(tx, name, role)  # type: ignore[arg-type]
    click.echo(f"{name} is {role} now")


@command.command("password")
@casing.case
@_name
@casing.author
@casing.wait
@options.plain_errors
def password(case: str, name: str, author: str | None, wait: float) -> None:
    """Give a user another password; whoever is in with the old one is out at once.

    \b
    Example:
      tawatur user password border.case salma
    """
    from tawatur.casefile import users

    with casing.opened(case, author=author, wait=wait) as found:
        with found.read() as tx:
            users.get(tx, name)
        secret = _secret()
        with found.write() as tx:
            users.set_secret(tx, name, secret)
    click.echo(f"{name} has a new password")


@command.command("remove")
@casing.case
@_name
@casing.author
@casing.wait
@options.plain_errors
def remove(case: str, name: str, author: str | None, wait: float) -> None:
    """Remove a user, at once; what they decided stays and keeps their name.

    \b
    Example:
      tawatur user remove border.case salma
    """
    from tawatur.casefile import users

    with casing.opened(case, author=author, wait=wait) as found, found.write() as tx:
        users.remove(tx, name)
    click.echo(f"{name} may not come in any more")
