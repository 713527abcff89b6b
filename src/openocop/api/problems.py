"""Answers that say what is wrong (RFC 9457), in Vietnamese and in English at once, for whoever makes a program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, override

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: gettext_noop("This request cannot be understood"),
    404: gettext_noop("Nothing public is here"),
    405: gettext_noop("This address is for reading only"),
    422: gettext_noop("A value of the request cannot be"),
    429: gettext_noop("Too many requests"),
    500: gettext_noop("Something went wrong here"),
}
SLUGS = {
    400: "not-understood",
    404: "not-found",
    405: "method",
    422: "value",
    429: "too-many",
    500: "server",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as its msgid (English) with what belongs into it; `told` gives it in both languages."""

    words: str
    values: tuple[tuple[str, Any], ...] = ()

    def told(self) -> tuple[str, str]:
        with override("vi"):
            vietnamese = gettext(self.words)
        return vietnamese % dict(self.values), self.words % dict(self.values)


def said(words: str, **values: Any) -> Said:
    """`words` is a msgid marked with `gettext_noop`."""
    return Said(words, tuple(values.items()))


class Problem(Exception):
    """What a view raises instead of an answer."""

    def __init__(self, status: int, detail: Said, fields: Iterable[tuple[str, Said]] = (), **more: Any) -> None:
        super().__init__(detail.words)
        self.status, self.detail, self.fields, self.more = status, detail, tuple(fields), more


def problem_response(problem: Problem) -> HttpResponse:
    title, title_en = said(TITLES[problem.status]).told()
    detail, detail_en = problem.detail.told()
    body: dict[str, Any] = {
        "type": f"{settings.OPENOCOP_URL}{reverse('api:page')}#loi-{SLUGS[problem.status]}",
        "title": title,
        "title_en": title_en,
        "status": problem.status,
        "detail": detail,
        "detail_en": detail_en,
        **problem.more,
    }
    if problem.fields:
        told = [(field, *one.told()) for field, one in problem.fields]
        body["errors"] = [{"field": field, "detail": vi, "detail_en": en} for field, vi, en in told]
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type=MEDIA_TYPE, status=problem.status)
