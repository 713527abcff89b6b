"""`openocop log witness` over real HTTP: it follows a log that grows and refuses one that was touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.test import Client

from openocop.config.cli import main
from openocop.recognition.models import Recognition
from openocop.transparency.models import Log, LogEntry, LogHead, LogNode, Pending
from openocop.transparency.services.publishing import publish_all
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.log import take_guards_away

LOG = "/so-minh-bach/ca-mau/"


class Recorded:
    """What the log answered when it was last listened to, given again over HTTP on loopback."""

    def __init__(self) -> None:
        self._answers: dict[str, bytes] = {}
        answers = self._answers

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = answers.get(self.path)
                self.send_response(404 if answer is None else 200)
                self.end_headers()
                self.wfile.write(answer or b"")

            def log_message(self, *_args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}{LOG}"

    def listen(self, since: int | None = None) -> None:
        """Ask the log again; also for the proof that it goes on from the size `since`."""
        size = LogHead.objects.order_by("-size").values_list("size", flat=True).first()
        paths = [f"{LOG}checkpoint", f"{LOG}key"]
        if since is not None:
            paths.append(f"{LOG}consistency.json?from={since}&to={size}")
        for path in paths:
            self._answers[path] = Client().get(path).content


@pytest.fixture
def recorded(cast: Cast) -> Iterator[Recorded]:
    for name in ("Tôm khô", "Ba khía muối", "Mắm cá đồng"):
        a_recognition(cast, name)
    publish_all()
    log = Recorded()
    thread = Thread(target=log.server.serve_forever)
    thread.start()
    log.listen()
    yield log
    log.server.shutdown()
    thread.join()
    log.server.server_close()


def _witness(url: str, state: Path, *more: str) -> int:
    return main(["log", "witness", url, "--state", str(state), "--json", *more])


def test_it_follows_a_log_that_grows_and_refuses_one_that_was_touched(
    recorded: Recorded, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = tmp_path / "so.json"
    assert _witness(recorded.address, state) == 0
    assert json.loads(capsys.readouterr().out)["former_size"] is None
    a_recognition(cast, "Mật ong")
    publish_all()
    recorded.listen(since=3)
    assert _witness(recorded.address, state) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["former_size"], said["size"], said["trusted"]) == (3, 4, True)
    kept = state.read_text(encoding="utf-8")

    take_guards_away()
    LogHead.objects.filter(size=4).delete()
    recorded.listen()
    assert _witness(recorded.address, state) == 1
    assert json.loads(capsys.readouterr().out)["problem"] == "sổ bị rút ngắn: lần trước 4 mục, nay 3"

    _write_another_log(cast)
    recorded.listen(since=4)
    assert _witness(recorded.address, state) == 1
    assert "không nối tiếp sổ 4 mục đã thấy" in json.loads(capsys.readouterr().out)["problem"]
    assert state.read_text(encoding="utf-8") == kept


def test_another_key_is_refused(recorded: Recorded, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = tmp_path / "so.json"
    other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert _witness(recorded.address, state, "--key", other) == 1
    assert json.loads(capsys.readouterr().out)["problem"] == "không có chữ ký đúng của PeterNeumann"
    assert not state.exists()


def test_what_cannot_be_reached_says_nothing_about_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = tmp_path / "so.json"
    assert _witness("http://127.0.0.1:9/so-minh-bach/ca-mau/", state) == 2
    assert "không đọc được" in capsys.readouterr().err
    assert _witness("file:///etc/", state) == 2
    assert "địa chỉ phải bắt đầu bằng http" in capsys.readouterr().err
    state.write_text("xin chào", encoding="utf-8")
    assert _witness("http://127.0.0.1:9/", state) == 2
    assert "không phải tệp trạng thái" in capsys.readouterr().err


def _write_another_log(cast: Cast) -> None:
    """Begin the log anew with the same recognitions and more, longer than what the witness has seen."""
    for model in (LogHead, LogNode, LogEntry):
        model.objects.all().delete()
    Log.objects.update(size=0)
    for name in ("Khác 1", "Khác 2"):
        a_recognition(cast, name)
    ids = list(Recognition.objects.values_list("product_id", flat=True))
    Pending.objects.create(province="ca-mau", product_ids=ids)
    publish_all()
    assert LogHead.objects.get().size == 6
