"""Fixed words of signing."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.sealing.domain.signing import Flaw, Role, Signers, Standing, Unacceptable

STANDING_NAMES: dict[str, tuple[str, str | Promise]] = {
    # how a state is drawn, and its name
    "": ("none", gettext_lazy("not taken out yet")),
    Standing.WAITING.value: ("soon", gettext_lazy("waiting for signature")),
    Standing.SIGNED.value: ("ok", gettext_lazy("digitally signed")),
    Standing.ON_PAPER.value: ("ok", gettext_lazy("paper with signature and seal")),
}
ROLE_NAMES: dict[str, str | Promise] = {
    Role.PERSON.value: gettext_lazy("the person who signs"),
    Role.AGENCY.value: gettext_lazy("the agency"),
}
SIGNERS_NAMES: dict[str, str | Promise] = {
    Signers.PERSONS.value: gettext_lazy("persons"),
    Signers.AGENCY.value: gettext_lazy("the agency"),
    Signers.BOTH.value: gettext_lazy("persons and the agency"),
}
_FLAWS: dict[Flaw, str | Promise] = {
    Flaw.NOT_PDF: gettext_lazy("The file is no PDF. Hand in the file that the signing program saved."),
    Flaw.TOO_LARGE: gettext_lazy("The file is larger than 20 MB. A signature adds little: is it the right file?"),
    Flaw.OTHER_PAPER: gettext_lazy(
        "This is the signed file of another paper, %(name)s. Hand it in there; here %(expected)s is waited for."
    ),
    Flaw.CHANGED: gettext_lazy(
        "The file does not begin with exactly the paper taken out here: it is another paper, or the program "
        "wrote it anew (printed, compressed, joined). Download the paper again and sign that very file."
    ),
    Flaw.UNSIGNED: gettext_lazy(
        "The file bears no signature besides what the system put on it. Sign it, then hand in the file that "
        "the signing program saved."
    ),
    Flaw.DAMAGED: gettext_lazy(
        "A signature does not fit the file: it was changed or came only in part. Sign the downloaded paper again."
    ),
    Flaw.FORBIDDEN_CHANGE: gettext_lazy(
        "Something else than signatures was added to the paper: a note, a page, a drawing or a field. Sign "
        "the downloaded paper without changing it."
    ),
    Flaw.NO_TIME: gettext_lazy(
        "The signature of %(name)s does not say when it was made. Set the signing program to write the time."
    ),
    Flaw.OUTSIDE_TIME: gettext_lazy(
        "The signature of %(name)s bears a time before the paper was taken out, or one that has not come. Set "
        "the clock of that computer and sign again."
    ),
    Flaw.UNKNOWN_AUTHORITY: gettext_lazy(
        "The certificate of %(name)s comes from an authority that is not among the trust anchors. Ask the "
        "system administrator whether it may be added."
    ),
    Flaw.EXPIRED: gettext_lazy(
        "The certificate of %(name)s was not valid when it signed: it had ended or not begun. Sign with a valid one."
    ),
    Flaw.REVOKED: gettext_lazy("The certificate of %(name)s is revoked. Sign with a valid one."),
    Flaw.NOT_TRUSTED: gettext_lazy(
        "The certificate of %(name)s does not hold: it cannot be traced to a trust anchor, may not be used for "
        "signatures, or its method is too weak."
    ),
    Flaw.OTHER_AGENCY: gettext_lazy("“%(name)s” signed as the agency, but the trust anchor is for “%(expected)s”."),
    Flaw.OTHER_PERSON: gettext_lazy("The paper bears the name of %(expected)s; %(name)s signed it."),
    Flaw.ONLY_PERSON: gettext_lazy(
        "Only the person signed; the signature of the agency is missing. Both are needed: have the agency's "
        "signature put on the same file."
    ),
    Flaw.ONLY_AGENCY: gettext_lazy(
        "Only the agency signed; the signature of the person is missing. Both are needed, the person's first."
    ),
}


def said(wrong: Unacceptable) -> str:
    """Return in one or two sentences what is wrong with a signed file and what to do."""
    told = {"name": _("one of the signers"), "expected": ""} | wrong.told
    return str(_FLAWS[wrong.flaw]) % told
