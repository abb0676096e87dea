# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Runs the steps on the connection that the case file hands over, within its transaction."""

from alembic import context

from tawatur.casefile.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, version_table="tawatur_version")
context.run_migrations()
