# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur serve`."""

from pathlib import Path

import click

from tawatur.cli import casing, options

INSTALL = "pip install 'tawatur[web]'"
PARTS = ("fastapi", "uvicorn", "jinja2", "babel", "starlette", "pydantic")


@click.command("serve")
@casing.case
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Where to listen; loopback only.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8710,
    show_default=True,
    metavar="N",
    help="The port; 0 takes a free one.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the workbench in the browser.")
@options.lexicon
@casing.author
@options.plain_errors
def command(case: str, host: str, port: int, open_browser: bool, lexicon: Path | None, author: str | None) -> None:
    """Look at a case in the browser, check it, correct it.

    Opens the workbench for CASE on this machine and prints its address, which holds a token: whoever has it gets in, so
    do not pass it on. Nothing is sent anywhere. Ctrl-C stops.

    \b
    Example:
      tawatur serve border.case --open
    """
    from tawatur.model.errors import WorkbenchError
    from tawatur.pipeline.local import Settings

    try:
        from tawatur.web.server import check_host, serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in PARTS:
            raise
        raise WorkbenchError(f"the workbench is not installed; install it with: {INSTALL}") from error
    check_host(host)

    def tell(where: str) -> None:
        click.echo(f"the workbench is at {where}\nCtrl-C stops it")

    with casing.opened(case, author=author) as found:
        serve(found, Settings(lexicon), host=host, port=port, tell=tell, open_browser=open_browser)
