"""Signed heads as text, beside a note signed by another implementation."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from openocop.transparency.domain.checkpoint import Checkpoint, LogKey, NotACheckpoint, opened, signed

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
HEAD = Checkpoint("ocop.example/so-minh-bach/ca-mau", 93, bytes(range(32)))
KEY = LogKey(HEAD.origin, PRIVATE.public_key().public_bytes_raw())
# The example of Go's golang.org/x/mod/sumdb/note, whose format C2SP signed-note is.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_head_is_text_that_a_stranger_can_check() -> None:
    note = signed(HEAD, PRIVATE)
    text, _, signature = note.partition("\n\n")
    assert text.splitlines() == [
        "ocop.example/so-minh-bach/ca-mau",
        "93",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    ]
    raw = base64.b64decode(signature.split(" ")[2])
    Ed25519PublicKey.from_public_bytes(KEY.public).verify(raw[4:], f"{text}\n".encode())  # raises if it does not hold
    assert opened(note, KEY) == HEAD


def test_a_note_that_another_implementation_signed_holds() -> None:
    key = LogKey.parsed(GO_KEY)
    assert str(key) == GO_KEY
    with pytest.raises(NotACheckpoint, match="không đọc được tên sổ"):  # signed well, but a poem is no head
        opened(GO_NOTE, key)
    with pytest.raises(NotACheckpoint, match="không có chữ ký đúng"):
        opened(GO_NOTE.replace("answer", "Answer"), key)


def test_signatures_of_others_are_passed_over() -> None:
    other = "— nhan-chung.example AAAAAAAA\n"
    note = signed(HEAD, PRIVATE)
    assert opened(note.replace("\n\n", f"\n\n{other}") + other, KEY) == HEAD


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("93", "94"),
        ("ca-mau", "ca-mao"),
        ("AAECAwQF", "AAECAwQG"),
        ("— ocop.example", "- ocop.example"),
        ("\n\n", "\n"),
    ],
)
def test_one_sign_changed_is_refused(old: str, new: str) -> None:
    with pytest.raises(NotACheckpoint):
        opened(signed(HEAD, PRIVATE).replace(old, new), KEY)


def test_another_key_of_the_same_name_is_refused() -> None:
    other = LogKey(HEAD.origin, Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    with pytest.raises(NotACheckpoint, match="không có chữ ký đúng"):
        opened(signed(HEAD, PRIVATE), other)


@pytest.mark.parametrize("text", ["", "a+b", str(KEY).replace("ocop", "ocap"), str(KEY)[:-8], f"{KEY}AAAA"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NotACheckpoint):
        LogKey.parsed(text)
