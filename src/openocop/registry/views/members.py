"""The accounts that act for a producer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.views.people import shown_once
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.registry.forms import MemberForm
from openocop.registry.models import ProducerMember
from openocop.registry.permissions import may_add_member
from openocop.registry.services.members import admit_member, end_member, renew_member_password
from openocop.registry.views.producers import producer_or_404


@acting
def new_member(request: ActingRequest, public_id: str) -> HttpResponse:
    """Open an account for the producer; the password is shown on the answer and nowhere else."""
    producer = producer_or_404(public_id)
    now = timezone.now()
    require(may_add_member(request.post, producer, on=legal_day(now)))
    form = MemberForm(
        request.POST if request.method == "POST" else None, initial={"full_name": producer.representative}
    )
    back = reverse("registry:producer", args=[public_id])
    if request.method == "POST" and form.is_valid():
        try:
            user, password = admit_member(producer=producer, by=request.post, at=now, **form.cleaned_data)
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            return shown_once(request, user, password, back=back)
    crumbs = [(_("Producers"), reverse("registry:producers")), (producer.name, back), (_("Open an account"), "")]
    context = {"form": form, "producer": producer, "illustrative": producer.is_illustrative, "crumbs": crumbs}
    return render(request, "registry/member_form.html", context, status=422 if form.errors else 200)


@require_POST
@acting
def member_password(request: ActingRequest, public_id: str, member_id: str) -> HttpResponse:
    """Hand over a new temporary password."""
    member = _member(public_id, member_id)
    password = renew_member_password(member=member, by=request.post, at=timezone.now())
    return shown_once(request, member.user, password, back=reverse("registry:producer", args=[public_id]))


@require_POST
@acting
def member_end(request: ActingRequest, public_id: str, member_id: str) -> HttpResponse:
    """End that an account acts for the producer."""
    member = _member(public_id, member_id)
    end_member(member=member, by=request.post, at=timezone.now())
    messages.success(request, _("%(name)s no longer acts for this producer.") % {"name": member.user.full_name})
    return redirect("registry:producer", public_id)


def _member(public_id: str, member_id: str) -> ProducerMember:
    rows = ProducerMember.objects.select_related("producer", "user")
    return get_object_or_404(rows, producer__public_id=public_id, public_id=member_id)
