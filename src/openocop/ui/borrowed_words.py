"""What Django says under fields: gaps in its Vietnamese filled, and terse words made into ones that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

FIELD_ERRORS = (
    _("This field is required."),
    _("Enter a valid date."),
    _("Enter a number."),
    _("Enter a whole number."),
    _("Enter a valid value."),
    _("Enter a complete value."),
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
    _("Your password can’t be entirely numeric."),
    _("The password is too similar to the %(verbose_name)s."),
    _("This password is too common."),
    _("Null characters are not allowed."),
    _("No file was submitted. Check the encoding type on the form."),
    _("The submitted file is empty."),
    _("Upload a valid image. The file you uploaded was either not an image or a corrupted image."),
    _("File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("ManagementForm data is missing or has been tampered with"),
)
