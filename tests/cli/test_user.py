# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur user`, and serving to others."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("argon2", reason="the workbench is not installed; run: pip install 'tawatur[web]'")

from tawatur.casefile import audit, create, open_case, users
from tawatur.cli import main
from tawatur.web import passwords

PASSWORD = "three words long"


@pytest.fixture
def case(tmp_path: Path) -> str:
    create(tmp_path / "a.case").close()
    return str(tmp_path / "a.case")


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def test_user_is_added_listed_changed_and_removed(case: str) -> None:
    added = run("user", "add", case, "سلمى", "--role", "admin", given=f"{PASSWORD}\n")
    assert added.output == "سلمى may come in as admin\n"
    listed = run("user", "list", case, "--format", "json").output
    assert '"role": "admin"' in listed
    assert "argon2" not in listed
    assert run("user", "role", case, "سلمى", "reader").exit_code == 0
    assert run("user", "password", case, "سلمى", given="another password").exit_code == 0
    with open_case(case) as found, found.read() as tx:
        user = users.get(tx, "سلمى")
        assert user.role == "reader"
        assert passwords.fits("another password", user.secret)
        assert [r.action for r in audit.log(tx)] == ["user add", "user role", "user password"]
    assert run("user", "remove", case, "سلمى").exit_code == 0
    assert run("user", "list", case).output == "none\n"


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("add", "Karim"), PASSWORD, "already"),
        (("add", "karim"), PASSWORD, "already"),
        (("add", "Nour"), "short", "10 to 200 characters"),
        (("add", "Nour"), "", "10 to 200 characters"),
        (("add", "\u202ex"), PASSWORD, "all of which show"),
        (("password", "Nour"), PASSWORD, "no user"),
        (("role", "Nour", "admin"), None, "no user"),
        (("remove", "Nour"), None, "no user"),
    ],
)
def test_user_what_cannot_be_says_why(case: str, arguments: tuple[str, ...], given: str | None, said: str) -> None:
    run("user", "add", case, "Karim", given=PASSWORD)
    result = run("user", arguments[0], case, *arguments[1:], given=given)
    assert result.exit_code == 2
    assert said in result.output
    with open_case(case) as found, found.read() as tx:
        assert [u.name for u in users.every(tx)] == ["Karim"]


def test_user_passwords_are_no_part_of_a_command() -> None:
    for name in ("add", "password"):
        assert "--password" not in run("user", name, "--help").output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "192.0.2.7"), "--certificate FILE --key FILE"),
        (("--host", "0.0.0.0"), "--certificate FILE --key FILE"),
    ],
)
def test_user_serving_to_others_needs_tls(case: str, options: tuple[str, ...], said: str) -> None:
    run("user", "add", case, "Karim", "--role", "admin", given=PASSWORD)
    result = run("serve", case, *options)
    assert result.exit_code == 2
    assert said in result.output


def test_user_a_certificate_that_is_none_is_refused(case: str, tmp_path: Path) -> None:
    run("user", "add", case, "Karim", "--role", "admin", given=PASSWORD)
    (tmp_path / "x.pem").write_text("no")
    files = ("--certificate", str(tmp_path / "x.pem"), "--key", str(tmp_path / "x.pem"))
    assert "certificate and key cannot be used" in run("serve", case, "--port", "0", *files).output
    assert "go together" in run("serve", case, "--port", "0", *files[:2]).output
    everywhere = run("serve", case, "--host", "0.0.0.0", "--port", "0", *files)
    assert "--name NAME" in everywhere.output
