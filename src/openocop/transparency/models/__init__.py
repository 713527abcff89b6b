from __future__ import annotations

from openocop.transparency.models.log import Log, LogEntry, LogHead, LogNode, Opening, Pending

__all__ = ["Log", "LogEntry", "LogHead", "LogNode", "Opening", "Pending"]
