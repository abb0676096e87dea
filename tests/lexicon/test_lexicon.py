# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The built-in lexicon and its overlay."""

from pathlib import Path

import pytest

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.model.errors import LexiconError, UnknownTableError


def test_lexicon_built_in_tables_have_no_problem() -> None:
    assert [str(problem) for problem in default_lexicon().check()] == []


def test_lexicon_every_table_file_has_a_spec_and_the_other_way_round() -> None:
    lexicon = default_lexicon()
    files = {p.relative_to(lexicon.base).with_suffix("").as_posix() for p in lexicon.base.rglob("*.tsv")}
    assert files == set(lexicon.names())


def test_lexicon_forgotten_table_is_read_again() -> None:
    lexicon = Lexicon()
    rows = lexicon.table("numbers/words").rows
    lexicon.forget_tables()
    assert lexicon.table("numbers/words").rows == rows


def test_lexicon_unknown_table_is_an_error() -> None:
    with pytest.raises(UnknownTableError):
        default_lexicon().table("events/none")


def test_lexicon_overlay_must_be_a_folder_of_known_tables(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        Lexicon(tmp_path / "none")
    (tmp_path / "mine.tsv").write_text("lemma\n", "utf-8")
    with pytest.raises(LexiconError, match="no table 'mine'"):
        Lexicon(tmp_path)


def test_lexicon_version_follows_the_content(tmp_path: Path) -> None:
    assert Lexicon().version() == default_lexicon().version()
    assert len(default_lexicon().version()) == 16


def test_lexicon_compiles_once() -> None:
    lexicon, built = Lexicon(), []
    for _ in range(2):
        lexicon.compiled("test", lambda _: built.append(1))
    assert built == [1]
