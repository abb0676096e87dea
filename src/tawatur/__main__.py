# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""`python -m tawatur`."""

from tawatur.cli import main

main()
