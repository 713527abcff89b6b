"""What can be done on the page of a product for the ministry: forms, who may, and the service behind each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.accounts.domain.roles import Post
from openocop.core.refusal import Refused
from openocop.core.verdict import Verdict
from openocop.dossiers.domain.papers import MAX_BYTES
from openocop.dossiers.models import Round
from openocop.evaluation.models import Entry
from openocop.recognition.domain.referral import Standing
from openocop.recognition.forms.referrals import (
    AddedPaperForm,
    CentralResultForm,
    ChoiceCorrectionForm,
    ChoiceForm,
    ConfirmForm,
    EnterForm,
    PackForm,
    ReceiptForm,
    ResultCorrectionForm,
    ReturnForm,
    SendForm,
)
from openocop.recognition.permissions.records import may_choose, may_confirm, may_drop_central, may_refer
from openocop.recognition.services.central_corrections import (
    confirm_correction,
    drop_correction,
    propose_choice_correction,
    propose_result_correction,
)
from openocop.recognition.services.central_results import Told, choose, enter_again, record_central_result
from openocop.recognition.services.referral_packs import build_pack
from openocop.recognition.services.referrals import Letter, add_paper, record_receipt, record_return, record_sending
from openocop.recognition.services.round_papers import Scan

_SENDING = frozenset({"add", "pack", "send"})
SHOWN = {  # the forms that the page holds where a product stands
    Standing.TO_SEND: _SENDING,
    Standing.RETURNED: _SENDING,
    Standing.SENT: frozenset({"receipt", "result", "returned"}),
    Standing.RECEIVED: frozenset({"result", "returned"}),
    Standing.TO_CHOOSE: frozenset({"choice"}),
    Standing.NOTICE: frozenset({"choice"}),
    Standing.TO_ENTER: frozenset({"enter"}),
}


def _scan(data: dict[str, Any]) -> Scan:
    file = data["scan"]
    if file.size > MAX_BYTES:
        raise Refused(_("The scan is larger than 20 MB. Scan with fewer dots."), field="scan")
    return Scan(file.name, file.read())


def _add(entry: Entry, by: Post, data: dict[str, Any]) -> None:
    add_paper(entry=entry, by=by, **{**data, "scan": _scan(data)})


def _send(entry: Entry, by: Post, data: dict[str, Any]) -> None:
    letter = Letter(data["letter_no"], data["letter_on"], data["sent_on"], data["way"], data["note"])
    record_sending(entry=entry, letter=letter, by=by)


def _told(data: dict[str, Any]) -> Told:
    return Told(data["points"], data["star"], data["number"], data["decided_on"], data["issued_on"])


def _result(entry: Entry, by: Post, data: dict[str, Any]) -> None:
    record_central_result(entry=entry, told=_told(data), scan=_scan(data), by=by)


def _correct_result(entry: Entry, by: Post, data: dict[str, Any]) -> None:
    scan = _scan(data) if data["scan"] else None
    propose_result_correction(entry=entry, told=_told(data), reason=data["why"], scan=scan, by=by)


def _correct_choice(entry: Entry, by: Post, data: dict[str, Any]) -> None:
    propose_choice_correction(
        entry=entry, choice=data["choice"], choice_reason=data["reason"], reason=data["why"], by=by
    )


def _enter(entry: Entry, by: Post, data: dict[str, Any]) -> None:
    into = Round.objects.filter(province=by.province, public_id=data["into"]).first()
    if into is None:
        raise Refused(_("Choose a round of your province."), field="into")
    enter_again(entry=entry, into=into, by=by)


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the page: the name of its form there, the form, who may, what it does, what is said afterwards.

    `binds`: it is never taken back, so that the person confirms who they are.
    """

    name: str
    form: type[forms.Form]
    permitted: Callable[[Post, Round], Verdict]
    does: Callable[[Entry, Post, dict[str, Any]], object]
    said: str | Promise
    binds: bool = False


ACTS: Mapping[str, Act] = {
    "giay-to": Act("add", AddedPaperForm, may_refer, _add, gettext_lazy("The paper goes along with the next pack.")),
    "goi": Act(
        "pack",
        PackForm,
        may_refer,
        lambda entry, by, _data: build_pack(entry=entry, by=by),
        gettext_lazy("The pack is built. Compare it, send it, then record letter and day."),
    ),
    "gui": Act("send", SendForm, may_refer, _send, gettext_lazy("Recorded as sent; this version is kept as it left.")),
    "tiep-nhan": Act(
        "receipt",
        ReceiptForm,
        may_refer,
        lambda entry, by, data: record_receipt(entry=entry, by=by, **data),
        gettext_lazy("The ministry's receipt is recorded."),
    ),
    "tra-lai": Act(
        "returned",
        ReturnForm,
        may_refer,
        lambda entry, by, data: record_return(entry=entry, by=by, **data),
        gettext_lazy("The remarks are recorded. Correct what they name and build the pack anew."),
    ),
    "ket-qua": Act(
        *("result", CentralResultForm, may_refer, _result),
        said=gettext_lazy("The central result is recorded."),
        binds=True,
    ),
    "lua-chon": Act(
        "choice",
        ChoiceForm,
        may_choose,
        lambda entry, by, data: choose(entry=entry, by=by, **data),
        gettext_lazy("Your choice is recorded with its reason."),
        binds=True,
    ),
    "sua-ket-qua": Act(
        *("correct_result", ResultCorrectionForm, may_refer, _correct_result),
        said=gettext_lazy("Proposed. A leader compares it with the ministry's paper and confirms it."),
    ),
    "sua-lua-chon": Act(
        *("correct_choice", ChoiceCorrectionForm, may_refer, _correct_choice),
        said=gettext_lazy("Proposed. A leader confirms it."),
    ),
    "xac-nhan-sua": Act(
        "confirm",
        ConfirmForm,
        may_confirm,
        lambda entry, by, data: confirm_correction(entry=entry, by=by, seen=data["seen"]),
        gettext_lazy("The correction is confirmed; what was recorded before is kept beside it."),
        binds=True,
    ),
    "bo-sua": Act(
        "drop",
        PackForm,
        may_drop_central,
        lambda entry, by, _data: drop_correction(entry=entry, by=by),
        gettext_lazy("The proposed correction is dropped; nothing that is recorded changed."),
    ),
    "dot-sau": Act("enter", EnterForm, may_refer, _enter, gettext_lazy("The product stands in that round now.")),
}
