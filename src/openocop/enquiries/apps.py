from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "openocop.enquiries"
    label = "enquiries"
