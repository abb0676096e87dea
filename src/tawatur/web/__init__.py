# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The workbench: pages over a case file for looking, checking and correcting, and the REST API that they use too.

Report text is hostile and goes to the page as data only; see `security` for who gets in. Needs the extra
`tawatur[web]`; nothing else of the package imports this.
"""
