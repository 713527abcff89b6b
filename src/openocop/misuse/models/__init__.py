from __future__ import annotations

from openocop.misuse.models.report import MisuseNote, MisusePhoto, MisuseReport

__all__ = ["MisuseNote", "MisusePhoto", "MisuseReport"]
