from __future__ import annotations

from django.urls import path

from openocop.recognition.views import decisions, exports, files, imports, office, reassessment

app_name = "recognition"
urlpatterns = [
    path("", office.recognitions, name="list"),
    path("danh-gia-lai/", reassessment.due, name="due"),
    path("ghi/<slug:public_id>/", office.recognition, name="recognition"),
    path("ghi/<slug:public_id>/thu-hoi/", office.withdraw, name="withdraw"),
    path("quyet-dinh/", decisions.decisions, name="decisions"),
    path("quyet-dinh/<slug:public_id>/", decisions.decision, name="decision"),
    path("quyet-dinh/<slug:public_id>/ban-hanh/", decisions.issue, name="issue"),
    path("dot/<slug:public_id>/du-thao/<str:kind>/", decisions.draft, name="draft"),
    path("giay/quyet-dinh/<slug:public_id>/", files.decision_paper, name="decision-paper"),
    path("giay/chung-nhan/<slug:public_id>.pdf", files.certificate, name="certificate"),
    path("nhap/", imports.upload, name="import"),
    path("nhap/<slug:public_id>/", imports.preview, name="import-preview"),
    path("lan-nhap/<slug:public_id>/", imports.run, name="import-run"),
    path("lan-nhap/<slug:public_id>/go/", imports.undo, name="import-undo"),
    path("xuat.csv", exports.as_csv, name="export-csv"),
    path("xuat.xlsx", exports.as_xlsx, name="export-xlsx"),
]
