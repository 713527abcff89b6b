"""The page of the open data, its files, and its description for catalogues of data (DCAT)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.catalogue.views.frame import page, visit
from openocop.core.domain.text import fold
from openocop.geography.selectors.tenants import province_title
from openocop.opendata.domain.package import CHANGES, DESCRIPTION, MEDIA_TYPES
from openocop.opendata.domain.tables import TABLES
from openocop.opendata.selectors.dumps import Dump, days_of, dump_of, latest_dump


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    seen = visit()
    dumps = [dump for province in seen.version.provinces if (dump := latest_dump(province))]
    context = {
        "dumps": [(dump, _tables(dump), _other(dump), _days(dump)) for dump in dumps],
        "licence": settings.OPENOCOP_DATA_LICENCE,
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("Open data"), "")],
    }
    return page(request, "opendata/page.html", seen, context)


@require_safe
def file(request: HttpRequest, province: str, day: str, path: str) -> FileResponse:
    """Send a file of a dump. A dump of a day never changes, so whoever has it need not ask again."""
    dump = _found(province, day)
    found = dump.file(path)
    if found is None:
        raise Http404(_("This dump has no such file."))
    kind = "application/json" if path == DESCRIPTION else MEDIA_TYPES.get(path.rpartition(".")[2], "")
    answer = FileResponse(found.open("rb"), as_attachment=True, filename=path.rpartition("/")[2])
    if kind:
        answer["Content-Type"] = kind
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@require_safe
def dcat(request: HttpRequest) -> JsonResponse:
    """Describe every latest dump in JSON-LD, with what DCAT-AP 2 asks of a catalogue and a data set."""
    dumps = [dump for province in visit().version.provinces if (dump := latest_dump(province))]
    about = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "spdx": "http://spdx.org/rdf/terms#",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": f"{settings.OPENOCOP_URL}{reverse('opendata:dcat')}",
        "@type": "dcat:Catalog",
        "dct:title": _("Open data on OCOP products"),
        "dct:description": _(
            "Everything these pages show, as files: for newspapers, shops, other provinces and whoever wants to check "
            "or build on it. New every night; seven days are kept."
        ),
        "dct:publisher": {"@id": settings.OPENOCOP_URL, **_agent("OpenOCOP")},
        "dcat:dataset": [_dataset(dump) for dump in dumps],
    }
    return JsonResponse(about, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})


def _dataset(dump: Dump) -> dict[str, Any]:
    package = dump.package
    return {
        "@id": f"{settings.OPENOCOP_URL}{_address(dump, DESCRIPTION)}",
        "@type": "dcat:Dataset",
        "dct:title": package["title"],
        "dct:description": "; ".join(table.title for table in TABLES),
        "dct:publisher": _agent(province_title(dump.province, dump.day)),
        "dct:issued": {"@value": dump.day.isoformat(), "@type": "xsd:date"},
        "dct:modified": {"@value": package["data_until"], "@type": "xsd:dateTime"},
        "dct:license": {"@id": package["licenses"][0]["path"]},
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/DAILY"},
        "dcat:keyword": ["OCOP", *(table.title for table in TABLES)],
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": resource.get("title", resource["path"]),
                "dcat:downloadURL": {"@id": f"{settings.OPENOCOP_URL}{_address(dump, resource['path'])}"},
                "dcat:mediaType": resource["mediatype"],
                "dcat:byteSize": resource["bytes"],
                "spdx:checksum": {
                    "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                    "spdx:checksumValue": resource["hash"].removeprefix("sha256:"),
                },
            }
            for resource in package["resources"]
            if "mediatype" in resource
        ],
    }


def _agent(name: str) -> dict[str, str]:
    return {"@type": "foaf:Agent", "foaf:name": name}


def _tables(dump: Dump) -> list[dict[str, Any]]:
    """Return the tables with their files in each form."""
    by_path = {resource["path"]: resource for resource in dump.package["resources"]}
    found = []
    for table in TABLES:
        files = [
            {
                "name": ending,
                "url": _address(dump, path),
                "bytes": by_path[path]["bytes"],
                "hash": by_path[path]["hash"],
            }
            for ending in MEDIA_TYPES
            if (path := f"{table.name}.{ending}") in by_path
        ]
        rows = by_path[f"{table.name}.csv"]["rowcount"]
        found.append({"table": table, "rows": rows, "files": files, "anchor": fold(table.name)})
    return found


def _other(dump: Dump) -> dict[str, Any]:
    paths = [resource["path"] for resource in dump.package["resources"]]
    return {
        "description": _address(dump, DESCRIPTION),
        "changes": _address(dump, CHANGES) if CHANGES in paths else "",
        "photos": sum(path.startswith("photos/") for path in paths),
    }


def _days(dump: Dump) -> list[tuple[date, str]]:
    """Return the earlier days that are still kept, the latest first."""
    days = [day for day in reversed(days_of(dump.province)) if day != dump.day]
    return [(day, reverse("opendata:file", args=[dump.province, day.isoformat(), DESCRIPTION])) for day in days]


def _address(dump: Dump, path: str) -> str:
    return reverse("opendata:file", args=[dump.province, dump.day.isoformat(), path])


def _found(province: str, day: str) -> Dump:
    try:
        dump = dump_of(province, date.fromisoformat(day))
    except ValueError:
        dump = None
    if dump is None:
        raise Http404(_("There is no dump of this day; seven days are kept."))
    return dump
