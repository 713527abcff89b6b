"""What the other apps may use."""

from openocop.proofs.models.proof import Proof
from openocop.proofs.models.signing_key import SigningKey

__all__ = ["Proof", "SigningKey"]
