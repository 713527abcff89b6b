"""Fixed words and the shape that goes with each: a state is never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Sign:
    """`shape` names a symbol of marks.svg, `tone` a colour class."""

    shape: str
    tone: str
    word: str | Promise = ""


CERTIFICATE_SIGNS = {
    "valid": Sign("ok", "ok", pgettext_lazy("certificate", "Valid")),
    "ending": Sign("soon", "soon", pgettext_lazy("certificate", "Ends soon")),
    "extended": Sign("soon", "soon", pgettext_lazy("certificate", "Extended while re-assessment is pending")),
    "expired": Sign("out", "out", pgettext_lazy("certificate", "Expired")),
    "withdrawn": Sign("bad", "bad", pgettext_lazy("certificate", "Withdrawn")),
    "superseded": Sign("out", "out", pgettext_lazy("certificate", "Superseded")),
    "unknown": Sign("q", "none", pgettext_lazy("certificate", "Term unknown")),
    "not-recognised": Sign("none", "none", pgettext_lazy("certificate", "Not recognised")),
}
PLAIN_SIGNS = {
    "ok": Sign("ok", "ok"),
    "soon": Sign("soon", "soon"),
    "out": Sign("out", "out"),
    "bad": Sign("bad", "bad"),
    "none": Sign("q", "none"),
    "info": Sign("soon", "info"),
}
PROVENANCE_SIGNS = {
    "public": Sign("pv-public", "", _("public source")),
    "producer": Sign("pv-producer", "", _("stated by the producer")),
    "officer": Sign("pv-officer", "", _("checked by an officer")),
    "laboratory": Sign("pv-laboratory", "", _("measured by a laboratory")),
}
VERDICT_CLASSES = {
    "valid": "v-ok",
    "expired": "v-out",
    "withdrawn": "v-with",
    "unverified": "v-fake",
    "unknown": "v-none",
    "offline": "v-off",
}
ALERT_ICONS = {"info": "info-circle", "ok": "check", "warn": "alert-triangle", "bad": "alert-triangle"}
MOTIF_TINTS = {
    "ba-khia": "coral",
    "banh-phong": "gold",
    "bon-bon": "green",
    "ca-kho": "gold",
    "cha": "green",
    "chuoi": "gold",
    "cua": "green",
    "du-lich": "green",
    "gao": "gold",
    "mac-dinh": "green",
    "mam": "coral",
    "mat-ong": "gold",
    "muoi": "blue",
    "nuoc-mam": "gold",
    "ruou": "sand",
    "thu-cong": "sand",
    "tom": "coral",
    "tom-kho": "coral",
    "tra": "green",
    "trai-cay": "gold",
    "yen": "sand",
}
ROLE_NAMES = {
    "producer": pgettext_lazy("role", "Producer"),
    "commune_officer": pgettext_lazy("role", "Commune OCOP officer"),
    "provincial_officer": pgettext_lazy("role", "Provincial OCOP officer"),
    "adviser": pgettext_lazy("role", "Member of the advisory team"),
    "council_member": pgettext_lazy("role", "Council member"),
    "secretary": pgettext_lazy("role", "Secretary of the council"),
    "chair": pgettext_lazy("role", "Chair of the council"),
    "leader": pgettext_lazy("role", "Leader"),
    "inspector": pgettext_lazy("role", "Inspector"),
    "ministry": pgettext_lazy("role", "Central officer"),
    "administrator": pgettext_lazy("role", "System administrator"),
}
