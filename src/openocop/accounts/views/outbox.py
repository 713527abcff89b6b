"""What was written to people in the province, and a person's own consent to be written to."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.forms import ConsentForm
from openocop.accounts.models import User
from openocop.accounts.permissions import may_read_messages
from openocop.accounts.selectors.messages import message_counts, message_lines, messages_visible_to
from openocop.accounts.selectors.words import MESSAGE_STATES
from openocop.accounts.services.consent import keep_address
from openocop.core.models import OutboxState
from openocop.core.verdict import require

PER_PAGE = 30


@require_safe
@acting
def history(request: ActingRequest) -> HttpResponse:
    """The messages of the province, the latest first."""
    require(may_read_messages(request.post))
    state = request.GET.get("trang-thai", "")
    state = state if state in OutboxState.values else ""
    page = Paginator(messages_visible_to(request.post, state=state), PER_PAGE).get_page(request.GET.get("trang"))
    counts = message_counts(request.post)
    lines, words = message_lines(list(page)), MESSAGE_STATES.items()
    context = {
        "page": page,
        "lines": lines,
        "tabs": [(_("All"), "?", sum(counts.values()), not state)]
        + [(str(word), f"?trang-thai={value}", counts.get(value, 0), value == state) for value, word in words],
        "all": sum(counts.values()),
        "has_server": bool(settings.EMAIL_HOST),
        "illustrative": any(line.message.is_illustrative for line in lines),
    }
    return render(request, "accounts/messages.html", context)


@acting
def consent(request: ActingRequest) -> HttpResponse:
    """Agree to be written to, or withdraw it; anybody for themselves."""
    user = User.objects.get(pk=request.post.user_id)
    initial = {"email": user.email, "agrees": user.email_agreed_at is not None}
    form = ConsentForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        keep_address(by=request.post, **form.cleaned_data, at=timezone.now())
        agrees = form.cleaned_data["agrees"]
        messages.success(request, _("Reminders will come to this address.") if agrees else _("No e-mail will be sent."))
        return redirect("accounts:consent")
    context = {"form": form, "agreed_at": user.email_agreed_at}
    return render(request, "accounts/consent.html", context, status=422 if form.errors else 200)
