"""What the verbs of the journal mean, for people who read it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEEDS: Mapping[str, Promise] = {
    "account.opened": _("opened an account"),
    "account.closed": _("closed an account"),
    "account.reopened": _("opened a closed account again"),
    "account.password_renewed": _("gave a temporary password"),
    "account.second_factor_removed": _("took the second step of signing in off an account"),
    "person.appointed": _("gave a post"),
    "person.post_ended": _("ended a post"),
    "office.recorded": _("recorded an office"),
    "producer.registered": _("registered a producer"),
    "producer.revised": _("changed the record of a producer"),
    "producer.member_added": _("let an account act for a producer"),
    "producer.member_ended": _("ended that an account acts for a producer"),
    "product.registered": _("registered a product"),
    "product.revised": _("changed the record of a product"),
    "product.photo_added": _("added a photograph of a product"),
    "registry.batch_registered": _("registered records in bulk"),
    "registry.batch_withdrawn": _("took back records registered in bulk"),
    "round.opened": _("opened a round"),
    "round.recorded": _("recorded an earlier round"),
    "dossier.opened": _("opened a dossier"),
    "dossier.self_scored": _("marked a self-score"),
    "dossier.paper_added": _("added a paper to a dossier"),
    "dossier.paper_removed": _("took a paper out of a dossier"),
    "dossier.submit": _("submitted a dossier"),
    "dossier.return": _("returned a dossier for completion"),
    "dossier.propose": _("proposed a dossier to the province"),
    "dossier.return_from_province": _("returned a dossier for completion"),
    "dossier.accept": _("accepted a dossier into its round"),
    "dossier.advise": _("sent the advisory sheet of a dossier"),
    "dossier.take_up": _("put a dossier before the council"),
    "dossier.resolve": _("fixed the result of a dossier"),
    "dossier.withdraw": _("withdrew a dossier"),
    "dossier.replayed": _("recorded a dossier of an earlier round"),
    "decision.drafted": _("drafted a decision"),
    "decision.issued": _("recorded the number and day of a decision"),
    "certificate.issued": _("issued a certificate"),
    "signing_key.made": _("made a signing key"),
    "signing_key.retired": _("replaced a signing key"),
    "signing_key.revoked": _("revoked a signing key"),
    "proof.made": _("signed the proof of a certificate"),
    "system_seal.made": _("made the system's own signature"),
    "system_seal.retired": _("let the system's own signature sign no more"),
    "paper.sealed": _("let the system sign a paper"),
    "paper.released": _("took a paper out to be signed"),
    "paper.accepted": _("took a digitally signed paper in"),
    "paper.sealed_by_hand": _("recorded a paper as signed and sealed by hand"),
    "trust_anchor.added": _("added a trust anchor"),
    "trust_anchor.withdrawn": _("withdrew a trust anchor"),
    "log.published": _("sealed the transparency log"),
    "recognition.withdrawn": _("withdrew a recognition"),
    "recognitions.recorded": _("recorded earlier recognitions"),
    "paper.printed": _("made a printed form"),
    "list.uploaded": _("uploaded a list"),
    "list.imported": _("imported a list"),
    "list.import_undone": _("took an import back"),
}


def deed(verb: str) -> str:
    """Return a verb in words, or itself when it has none."""
    return str(DEEDS.get(verb, verb))
