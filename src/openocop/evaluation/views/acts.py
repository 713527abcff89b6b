"""What every act in the room shares: do it, say what was done or why not, and lead on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from openocop.accounts.acting import ActingRequest
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted, require
from openocop.evaluation.models import Session
from openocop.evaluation.permissions import may_run
from openocop.evaluation.services.sessions import WithoutQuorum, note_attempt


def carried_out(
    request: ActingRequest,
    session: Session,
    act: Callable[[], object],
    done: str = "",
    *,
    to: str = "evaluation:session",
    step: str = "",
) -> HttpResponse:
    """Do it and go on to a page of the session; what is refused is said there, and in the room for a `step`.

    Who may not run the session at all gets 403. A step without quorum is kept in the journal as tried.
    """
    require(may_run(request.post, session))
    try:
        act()
    except WithoutQuorum as wrong:
        note_attempt(session=session, verb=step, reason=str(wrong), by=request.post)
        messages.error(request, str(wrong))
    except (Refused, NotPermitted) as wrong:
        messages.error(request, str(wrong))
    else:
        if done:
            messages.success(request, done)
        return redirect(to, session.public_id)
    return redirect("evaluation:session" if step else to, session.public_id)
