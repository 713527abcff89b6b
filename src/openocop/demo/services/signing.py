"""Papers of the finished round in each state of signing; authority, signers and signatures are invented and say so."""

from __future__ import annotations

from django.utils import timezone

from openocop.core.services.files import path_of
from openocop.core.services.journal import SYSTEM
from openocop.demo.domain.practice import PROVINCE
from openocop.demo.services.practice_dossiers import Stand
from openocop.recognition.models import Certificate, Decision
from openocop.sealing.domain.authority import as_pem, give_certificate, make_authority
from openocop.sealing.domain.signing import Signers
from openocop.sealing.services.anchors import believe
from openocop.sealing.services.papers import hand_in, record_on_paper, release_paper

AUTHORITY = "CA minh hoạ của bản trình diễn"
AGENCY = "ỦY BAN NHÂN DÂN TỈNH (MINH HOẠ)"


def sign_papers(stand: Stand, decision: Decision) -> None:
    """Have one certificate signed outside and taken in, one signed by hand, and let one wait."""
    from openocop.sealing.documents.seal import Seal  # takes most of a second to load

    now, officer = timezone.now(), stand.cast["chi-cuc"].post
    authority = make_authority(now, name=AUTHORITY)
    believe(
        province=PROVINCE,
        pem=as_pem(authority.certificate),
        signers=Signers.BOTH,
        agency_name=AGENCY,
        actor=SYSTEM,
    )
    issued = Certificate.objects.filter(recognition__decision=decision).order_by("id")
    signed, by_hand, _waiting = (release_paper(paper=one, by=officer) for one in issued[:3])
    content = path_of(signed.file.sha256).read_bytes()
    for name in (decision.signer, AGENCY):
        seal = Seal(give_certificate(authority, name, now))
        content = seal.sign(content, field=name, reason="Minh hoạ", at=timezone.now())
    hand_in(paper=signed, content=content, by=officer)
    record_on_paper(paper=by_hand, by=officer)
