# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Read and join on Apache Spark (extra `spark`): the same functions as on one machine, over Spark's shuffle.

Spark brings together what has keys in common; what that means is decided by the pure functions of `joining`, which the
case file calls too. So a cluster and one machine give the same rows. `docs/scale.md` says where they part: above the
caps of `pairing` and `echoes`, which keep one busy text or word from stopping a cluster.
"""
