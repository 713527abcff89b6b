"""What the authority decided, and lists of what it decided before."""

from openocop.recognition.models.import_run import ImportRun, UploadedList
from openocop.recognition.models.recognition import (
    Certificate,
    Decision,
    DecisionKind,
    DecisionPaper,
    NumberSeries,
    Recognition,
)

__all__ = [
    "Certificate",
    "Decision",
    "DecisionKind",
    "DecisionPaper",
    "ImportRun",
    "NumberSeries",
    "Recognition",
    "UploadedList",
]
