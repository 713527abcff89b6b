from __future__ import annotations

from django.urls import path

from openocop.recognition.views import (
    archives,
    decisions,
    exports,
    files,
    imports,
    office,
    reassessment,
    referrals,
    round_papers,
    templates,
)

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
    path("dot/<slug:public_id>/giay-to/", round_papers.papers, name="round-papers"),
    path("dot/<slug:public_id>/giay-to/<slug:kind>/", round_papers.kind_papers, name="kind-papers"),
    path("dot/<slug:public_id>/giay-to/<slug:kind>.zip", round_papers.kind_pack, name="kind-pack"),
    path("dot/<slug:public_id>/giay-to/<slug:kind>/<slug:about>/", round_papers.number, name="number-paper"),
    path(
        "dot/<slug:public_id>/giay-to/<slug:kind>/<slug:about>/ban.<slug:ending>",
        round_papers.paper,
        name="round-paper",
    ),
    path("giay/van-ban/<slug:public_id>/<slug:part>", round_papers.kept_paper, name="kept-paper"),
    path("dot/<slug:public_id>/luu-tru/", archives.archive, name="archive"),
    path("luu-tru/<slug:public_id>/<slug:part>", archives.archive_file, name="archive-file"),
    path("len-bo/", referrals.referrals, name="referrals"),
    path("len-bo/tep/<slug:public_id>/<slug:part>", referrals.referral_file, name="referral-file"),
    path("len-bo/<slug:public_id>/", referrals.referral, name="referral"),
    path("len-bo/<slug:public_id>/<slug:act>/", referrals.act, name="referral-act"),
    path("mau-van-ban/", templates.templates, name="templates"),
    path("mau-van-ban/<slug:kind>/", templates.template, name="template"),
    path("mau-van-ban/<slug:kind>/khoi-phuc/", templates.restore, name="restore-template"),
    path("mau-van-ban/<slug:kind>/<slug:which>.docx", templates.template_file, name="template-file"),
    path("nhap/", imports.upload, name="import"),
    path("nhap/<slug:public_id>/", imports.preview, name="import-preview"),
    path("lan-nhap/<slug:public_id>/", imports.run, name="import-run"),
    path("lan-nhap/<slug:public_id>/go/", imports.undo, name="import-undo"),
    path("xuat.csv", exports.as_csv, name="export-csv"),
    path("xuat.xlsx", exports.as_xlsx, name="export-xlsx"),
]
