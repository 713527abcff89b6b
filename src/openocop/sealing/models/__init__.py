"""What the other apps may use."""

from openocop.sealing.models.paper_to_sign import PaperToSign
from openocop.sealing.models.system_seal import SealedPaper, SystemSeal
from openocop.sealing.models.trust_anchor import TrustAnchor

__all__ = ["PaperToSign", "SealedPaper", "SystemSeal", "TrustAnchor"]
