"""The description for machines: valid, complete, and kept to by the real application when it is asked oddly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.checks import CHECKS

from openocop.api.views.frame import api
from openocop.api.views.surroundings import LISTS
from openocop.config.urls import interface
from tests.app.api.site import a_site, get
from tests.factories.actors import Cast

assert interface
EXAMPLES = 12  # of each address and kind of request


@pytest.mark.django_db
def test_it_is_valid_openapi_3_1() -> None:
    described = get("openapi.json").data
    assert described["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(described).validate()
    assert described["info"]["license"]["name"] == "CC BY 4.0"


@pytest.mark.django_db
def test_every_list_is_described_and_named_and_on_the_page() -> None:
    described = get("openapi.json").data
    assert {path.removeprefix("/api/v1/") for path in described["paths"]} >= set(LISTS)
    assert set(get("").data["lists"]) == set(LISTS)


@pytest.mark.django_db
def test_every_address_and_value_says_what_it_is() -> None:
    described = get("openapi.json").data
    for path, item in described["paths"].items():
        assert item["get"]["summary"], path
        assert item["get"]["description"], path
        assert {"200", "304", "400", "422", "429"} <= item["get"]["responses"].keys(), path
    assert {method for item in described["paths"].values() for method in item} == {"get"}


@pytest.fixture
def _site(cast: Cast) -> Iterator[None]:
    """The handler is asked as a server asks it, but for one thing: the connection of the test stays open."""
    a_site(cast)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema: Any = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = WSGIHandler()


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.usefixtures("_site")
def test_the_application_keeps_to_its_description(case: Any) -> None:
    caches["limits"].clear()
    case.query.pop("cursor", None)  # only those that were given hold: test_facts
    # A day of the year 129 or a NUL in words is refused, which types of a JSON schema cannot say beforehand; a value
    # given twice counts as given last, as forms have it. What is refused and how is in test_facts and test_http.
    excluded = [CHECKS.get_one(name) for name in ("positive_data_acceptance", "negative_data_rejection")]
    case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=excluded)
