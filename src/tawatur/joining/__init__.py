# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Many readings into copies, families, canonical entities and incidents.

Everything here is a pure function: the same reports and decisions give the same result in any order of adding.
"""
