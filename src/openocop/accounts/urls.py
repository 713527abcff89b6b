from __future__ import annotations

from django.urls import path

from openocop.accounts.views import office, outbox, people

app_name = "accounts"
urlpatterns = [
    path("cua-toi/", office.my_work, name="my-work"),
    path("cua-toi/doi-vai-tro/", office.switch_post, name="switch-post"),
    path("cua-toi/nhan-thu/", outbox.consent, name="consent"),
    path("nhan-su/", people.listing, name="people"),
    path("nhan-su/mo/", people.admit, name="admit"),
    path("nhan-su/co-quan/", people.offices, name="offices"),
    path("nhan-su/nhat-ky/", people.journal, name="journal"),
    path("nhan-su/tin-nhan/", outbox.history, name="messages"),
    path("nhan-su/vi-tri/<slug:public_id>/uy-quyen/", people.lend, name="delegate"),
    path("nhan-su/vi-tri/<slug:public_id>/ket-thuc/", people.end, name="end"),
    path("nhan-su/<slug:public_id>/", people.person, name="person"),
    path("nhan-su/<slug:public_id>/giao-vi-tri/", people.appoint_, name="appoint"),
    path("nhan-su/<slug:public_id>/mat-khau/", people.password, name="password"),
    path("nhan-su/<slug:public_id>/buoc-hai/", people.second_factor, name="second-factor"),
    path("nhan-su/<slug:public_id>/tai-khoan/", people.account, name="account"),
]
