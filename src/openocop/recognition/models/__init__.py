"""What the authority decided, and lists of what it decided before."""

from openocop.recognition.models.appeal import Appeal, AppealPaper, CouncilOpinion, Ruling
from openocop.recognition.models.central_correction import CentralCorrection
from openocop.recognition.models.decision_correction import DecisionCorrection
from openocop.recognition.models.import_run import ImportRun, UploadedList
from openocop.recognition.models.recognition import (
    Certificate,
    Decision,
    DecisionKind,
    DecisionPaper,
    NumberSeries,
    Recognition,
)
from openocop.recognition.models.referral import (
    CentralChoice,
    CentralResult,
    Referral,
    ReferralPack,
    ReferralPaper,
    ReferralReceipt,
    ReferralReturn,
    ReferralSending,
)
from openocop.recognition.models.round_paper import RoundArchive, RoundPaper
from openocop.recognition.models.scope import CertificateScope
from openocop.recognition.models.withdrawal import WithdrawalCase, WithdrawalPaper

__all__ = [
    "Appeal",
    "AppealPaper",
    "CentralChoice",
    "CentralCorrection",
    "CentralResult",
    "Certificate",
    "CertificateScope",
    "CouncilOpinion",
    "Decision",
    "DecisionCorrection",
    "DecisionKind",
    "DecisionPaper",
    "ImportRun",
    "NumberSeries",
    "Recognition",
    "Referral",
    "ReferralPack",
    "ReferralPaper",
    "ReferralReceipt",
    "ReferralReturn",
    "ReferralSending",
    "RoundArchive",
    "RoundPaper",
    "Ruling",
    "UploadedList",
    "WithdrawalCase",
    "WithdrawalPaper",
]
