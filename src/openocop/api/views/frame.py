"""The interface itself: its description, its problems, and what every answer of it is made with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from openocop.api.domain.paging import NotACursor
from openocop.api.middleware import dated
from openocop.api.problems import MEDIA_TYPE, Problem, problem_response, said
from openocop.api.schemas.base import Listed
from openocop.api.schemas.base import Problem as ProblemSchema
from openocop.api.selectors.pages import Page
from openocop.catalogue.views.frame import Visit, visit
from openocop.core.domain.legal_time import VIETNAM

VERSION = "1.0.0"
NOT_FOUND = gettext_noop("Nothing public bears this identifier.")
_FIELDS = gettext_noop("Look at each value that is named.")
_WORDS = {
    "missing": gettext_noop("This value is needed."),
    "int_parsing": gettext_noop("A whole number is needed."),
    "literal_error": gettext_noop("It may be: %(expected)s."),
    "enum": gettext_noop("It may be: %(expected)s."),
    "greater_than_equal": gettext_noop("It must be at least %(ge)s."),
    "less_than_equal": gettext_noop("It may be at most %(le)s."),
    "string_too_long": gettext_noop("It may have at most %(max_length)s characters."),
    "too_long": gettext_noop("It may be given at most %(max_length)s times."),
}
_DATE = gettext_noop("A day is needed, written as 2026-11-24.")
_OTHER = gettext_noop("This value cannot be read.")
_CURSOR = gettext_noop("This is no cursor of this list. Begin without one and follow `next`.")
_ABOUT = """\
Everything that the public pages of OpenOCOP show, for programs; read only, without a key. States of certificates are \
those of the legal day `as_of` in Vietnam. Whoever wants all of it takes the open data of the night instead (`/dumps`).

Lists are paged: follow `next`. Answers carry a strong `ETag`: send it back as `If-None-Match` and an answer that is \
still the same costs a 304 without a body. 60 requests a minute are free to anybody. \
What is wrong is told as `application/problem+json`, in Vietnamese \
and in English. `illustrative` marks what was invented for demonstration.

`v1` stays: fields may be added, none is taken away or changes its meaning; what would do so is `v2`, beside it."""
_RESPONSES = {
    "400": "The address cannot be read.",
    "404": "Nothing public is there.",
    "422": "A value cannot be.",
    "429": "Too many requests; `Retry-After` says when to come again, `dump` where everything lies.",
}
Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")


class PublicInterface(NinjaAPI):
    """Ninja's, with every problem described once and keys as they are really sent."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(*args, **kwargs)
        parts = described["components"]
        parts["schemas"]["Problem"] = ProblemSchema.model_json_schema(ref_template="#/components/schemas/{model}")
        ref = {"$ref": "#/components/schemas/Problem"}
        parts["responses"] = {
            f"Problem{status}": {"description": words, "content": {MEDIA_TYPE: {"schema": ref}}}
            for status, words in _RESPONSES.items()
        }
        parts["responses"]["NotModified"] = {"description": "What `If-None-Match` names is still so."}
        for item in described["paths"].values():
            for operation in item.values():
                _describe(operation)
        described["servers"] = [{"url": settings.OPENOCOP_URL}]
        return described


def _describe(operation: dict[str, Any]) -> None:
    problems = {code: {"$ref": f"#/components/responses/Problem{code}"} for code in _RESPONSES}
    named = {str(code): told for code, told in operation["responses"].items()}
    operation["responses"] = named | {"304": {"$ref": "#/components/responses/NotModified"}} | problems
    operation["security"] = []


api = PublicInterface(
    title="OpenOCOP",
    version=VERSION,
    description=_ABOUT,
    docs_url=None,
    urls_namespace="api-v1",
    openapi_extra={"info": {"license": dict(zip(("name", "url"), settings.OPENOCOP_DATA_LICENCE, strict=True))}},
)


@api.exception_handler(Problem)
def _problem(_request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem_response(problem)


@api.exception_handler(NotACursor)
def _not_a_cursor(_request: HttpRequest, _fault: NotACursor) -> HttpResponse:
    return problem_response(Problem(422, said(_FIELDS), [("cursor", said(_CURSOR))]))


@api.exception_handler(HttpError)
def _http_error(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return HttpResponse(status=error.status_code)  # the middleware words it


@api.exception_handler(ValidationError)
def _not_valid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = []
    for one in error.errors:
        kind, values = one["type"], one.get("ctx", {})
        words = _DATE if kind.startswith("date") else _WORDS.get(kind, _OTHER)
        name = next((str(part) for part in reversed(one["loc"]) if isinstance(part, str)), "")
        fields.append((name, said(words, **{key: str(value) for key, value in values.items()})))
    return problem_response(Problem(422, said(_FIELDS), fields))


def found_or_404(found: Item | None) -> Item:
    if found is None:
        raise Problem(404, said(NOT_FOUND))
    return found


def listed(
    request: HttpRequest, response: HttpResponse, seen: Visit, page: Page[Row], make: Callable[[list[Row]], list[Item]]
) -> Listed[Item]:
    """Return one page in its frame and name the next one in the Link header too."""
    following = None
    if page.next is not None:
        asked = request.GET.copy()
        asked["cursor"] = page.next
        following = f"{settings.OPENOCOP_URL}{request.path}?{asked.urlencode()}"
        response["Link"] = f'<{following}>; rel="next"'
    return Listed(as_of=seen.on, total=page.total, items=make(page.rows), next=following)


def of_catalogue(response: HttpResponse) -> Visit:
    """Return the state of the catalogue and say when it was last changed: by a write, or by the day that began."""
    seen = visit()
    if seen.version.changed_at is not None:
        day_began = datetime(seen.on.year, seen.on.month, seen.on.day, tzinfo=VIETNAM)
        dated(response, max(seen.version.changed_at, day_began).timestamp())
    return seen
