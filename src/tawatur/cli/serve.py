# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`tawatur serve`."""

from pathlib import Path

import click

from tawatur.cli import casing, options


@click.command("serve")
@casing.case
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8710,
    show_default=True,
    metavar="N",
    help="The port; 0 takes a free one.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME[:PORT]",
    help="How browsers call the server, where that is neither --host nor this machine: behind a proxy that does TLS, "
    "or with --host 0.0.0.0.",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Certificate for TLS, PEM, with its chain.",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Private key of the certificate, PEM.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the workbench in the browser.")
@options.lexicon
@casing.author
@options.plain_errors
def command(
    case: str,
    host: str,
    port: int,
    names: tuple[str, ...],
    certificate: Path | None,
    key: Path | None,
    open_browser: bool,
    lexicon: Path | None,
    author: str | None,
) -> None:
    """Look at a case in the browser, check it, correct it.

    Opens the workbench for CASE on this machine and prints its address, which holds a token: whoever has it gets in, so
    do not pass it on. Nothing is sent anywhere. Ctrl-C stops.

    A case with users (`tawatur user add`) asks for name and password instead, and can then be served to other machines
    too, by TLS alone.

    \b
    Examples:
      tawatur serve border.case --open
      tawatur serve border.case --host 192.0.2.7 --certificate desk.pem --key desk.key
      tawatur serve border.case --name desk.example.org
    """
    from tawatur.pipeline.local import Settings

    with options.extra("web", "the workbench"):
        from tawatur.web.server import Place, serve
    from tawatur.export.chosen import Chosen

    def tell(where: str) -> None:
        click.echo(f"the workbench is at {where}\nCtrl-C stops it")

    place = Place(host, port, names, certificate, key)
    with casing.opened(case, author=author) as found:
        serve(found, Settings(lexicon), place, tell=tell, exporter=Chosen(), open_browser=open_browser)
