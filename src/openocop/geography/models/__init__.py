"""Administrative units of the whole country: public facts shared by every tenant, so no province column."""

from openocop.geography.models.unit import AdministrativeUnit, UnitSuccession

__all__ = ["AdministrativeUnit", "UnitSuccession"]
