"""Words for what is kept of photographs."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openocop.registry.domain.photographs import Licence, PhotoKind, Rights

PHOTO_KINDS: Mapping[str, Promise] = {
    PhotoKind.PACK: _("The pack with its label"),
    PhotoKind.PRODUCT: _("The product itself"),
    PhotoKind.MAKING: _("How it is made"),
    PhotoKind.PLACE: _("Where it is made"),
    PhotoKind.PEOPLE: _("Those who make it"),
}
RIGHTS: Mapping[str, Promise] = {
    Rights.OWN: _("We took it ourselves"),
    Rights.GIVEN: _("Whoever took it has agreed"),
}
LICENCES: Mapping[str, Promise] = {
    Licence.WITH_RECORD: _("Show it together with this product only"),
    Licence.CC_BY: _("Use it freely, naming who took it (CC BY 4.0)"),
}
