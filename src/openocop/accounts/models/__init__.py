"""Who may sign in, and as what."""

from openocop.accounts.models.office import Appointment, Office
from openocop.accounts.models.sign_in import SignIn
from openocop.accounts.models.user import User

__all__ = ["Appointment", "Office", "SignIn", "User"]
