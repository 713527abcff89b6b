from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "openocop.accounts"
    label = "accounts"
