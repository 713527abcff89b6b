"""Put a current SQLite under Django before Django looks for one.

Debian 12's SQLite 3.40 has the write-ahead-log reset bug (fixed in 3.51.3) that can corrupt the database.
"""

from __future__ import annotations

import sys

FIXED_IN = (3, 51, 3)


def use_current_sqlite() -> bool:
    """Swap the standard sqlite3 for pysqlite3 where it is installed; tell whether WAL mode is safe."""
    try:
        import pysqlite3 as sqlite
    except ImportError:  # not Linux, or a slim installation
        import sqlite3 as sqlite
    else:
        sys.modules["sqlite3"] = sqlite
        sys.modules["sqlite3.dbapi2"] = sqlite.dbapi2
    return bool(sqlite.sqlite_version_info >= FIXED_IN)
