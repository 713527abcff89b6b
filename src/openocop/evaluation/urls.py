from __future__ import annotations

from django.urls import path

from openocop.evaluation.views import advice, office, offline, papers, projector, results, room, sheets

app_name = "evaluation"
urlpatterns = [
    path("", room.sessions, name="sessions"),
    path("ngoai-tuyen.js", offline.worker, name="worker"),
    path("ngoai-tuyen/", offline.away, name="away"),
    path("dot/", office.rounds, name="rounds"),
    path("dot/<slug:public_id>/hoi-dong/", office.appoint, name="appoint"),
    path("dot/<slug:public_id>/phien/", office.call, name="call"),
    path("to-tu-van/", advice.advisory, name="advisory"),
    path("to-tu-van/<slug:public_id>/", advice.advise, name="advise"),
    path("to-tu-van/<slug:public_id>/gui/", advice.send_advice, name="send-advice"),
    path("to-tu-van/<slug:public_id>/minh-chung/<slug:evidence_id>/", advice.advise_evidence, name="advise-evidence"),
    path("phien/<slug:public_id>/", room.session, name="session"),
    path("phien/<slug:public_id>/mo/", room.open_, name="open"),
    path("phien/<slug:public_id>/cong-bo/", room.reveal, name="reveal"),
    path("phien/<slug:public_id>/diem-danh/", room.attendance, name="attendance"),
    path("phien/<slug:public_id>/thao-luan/", room.discussion, name="discussion"),
    path("phien/<slug:public_id>/tien-do/", room.progress, name="progress"),
    path("phien/<slug:public_id>/phieu/", sheets.my_sheets, name="my-sheets"),
    path("phien/<slug:public_id>/ket-qua/", results.results, name="results"),
    path("phien/<slug:public_id>/ket-qua.csv", results.results_csv, name="results-csv"),
    path("phien/<slug:public_id>/thong-qua/", results.fix, name="fix"),
    path("phieu/<slug:public_id>/", sheets.score, name="score"),
    path("phieu/<slug:public_id>/gui/", sheets.send, name="send-sheet"),
    path("phieu/<slug:public_id>/tu-choi/", sheets.step_aside, name="step-aside"),
    path("phieu/<slug:public_id>/minh-chung/<slug:evidence_id>/", sheets.evidence, name="evidence"),
    path("san-pham/<slug:public_id>/", results.product, name="product"),
    path("san-pham/<slug:public_id>/cham-lai/", results.open_second, name="open-second"),
    path("san-pham/<slug:public_id>/dong-cham-lai/", results.close_second, name="close-second"),
    path("man-hinh/<slug:public_id>/", projector.projector, name="projector"),
    path("giay/phieu/<slug:public_id>.pdf", papers.sheet_paper, name="sheet-paper"),
    path("giay/to-tu-van/<slug:public_id>.pdf", papers.advice_paper, name="advice-paper"),
    path("giay/<slug:public_id>/<str:kind>", papers.paper, name="paper"),
]
