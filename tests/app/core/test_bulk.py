"""Many rows at once read back like rows written one by one, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from openocop.core.models import StoredFile, new_public_id
from openocop.core.services.bulk import append_rows, insert_models, new_keys
from openocop.registry.models import Producer, RegistryBatch

AT = datetime(2026, 11, 24, 8, 30, 15, 123456, tzinfo=UTC)


def _file(name: str) -> StoredFile:
    return StoredFile(province="ca-mau", name=name, media_type="text/csv", size=3, sha256="0" * 64, stored_at=AT)


@pytest.mark.django_db
def test_models_get_keys_in_order_and_read_back_as_they_were() -> None:
    before = _file("trước")
    before.save()
    files = [_file("a\tb\\n"), _file("Đầm Dơi"), _file("")]
    insert_models(files)
    assert [file.pk for file in files] == [before.pk + 1, before.pk + 2, before.pk + 3]
    assert [StoredFile.objects.get(pk=file.pk).name for file in files] == ["a\tb\\n", "Đầm Dơi", ""]
    assert StoredFile.objects.get(pk=files[0].pk).stored_at == AT
    after = _file("sau")
    after.save()
    assert after.pk == files[-1].pk + 1


@pytest.mark.django_db
def test_rows_keep_dates_lists_foreign_keys_and_absent_values() -> None:
    batch = RegistryBatch.objects.create(province="ca-mau", label="thử", registered_at=AT)
    columns = [field.attname for field in Producer._meta.concrete_fields if not field.primary_key]
    values = {
        **dict.fromkeys(columns, ""),
        "public_id": new_public_id(),
        "province": "ca-mau",
        "name": "HTX Thử",
        "kind": "cooperative",
        "unit_basis": "unknown",
        "unit_on": None,
        "founded_on": date(2019, 2, 28),
        "aliases": ["Hợp tác xã Thử", 'dấu " nháy'],
        "source_urls": [],
        "is_illustrative": True,
        "registered_at": AT,
        "batch_id": batch.pk,
    }
    append_rows(Producer, columns, [[values[column] for column in columns]])
    producer = Producer.objects.select_related("batch").get()
    assert producer.founded_on == date(2019, 2, 28)
    assert producer.aliases == ["Hợp tác xã Thử", 'dấu " nháy']
    assert (producer.source_urls, producer.unit_on, producer.is_illustrative) == ([], None, True)
    assert producer.batch == batch


@pytest.mark.django_db
def test_nothing_to_insert_is_no_row() -> None:
    insert_models([])
    append_rows(StoredFile, ["province"], [])
    assert new_keys(StoredFile, 0) == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_rows_that_cannot_be_made_to_the_end_leave_none() -> None:
    columns = [field.attname for field in StoredFile._meta.concrete_fields if not field.primary_key]

    def rows() -> Iterator[list[object]]:
        yield [getattr(_file("a"), column) for column in columns]
        raise ValueError("no second row")

    with pytest.raises(ValueError, match="no second row"):
        append_rows(StoredFile, columns, rows())
    assert not StoredFile.objects.exists()
