"""Signatures against what the channels publish themselves."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from openocop.channels.domain.signing import Undescribed, alibaba, lazada, shopee, sign_described, tiktok


def test_lazada_as_in_its_guide() -> None:
    """open.lazada.com docId=108068, the request that the guide works through."""
    params = {
        "app_key": "123456",
        "access_token": "test",
        "timestamp": "1517820392000",
        "sign_method": "sha256",
        "order_id": "1234",
        "sign": "what stood there before",
    }
    signed = lazada(api="/order/get", params=params, secret="helloworld")
    assert signed.string_to_sign == (
        "/order/getaccess_tokentestapp_key123456order_id1234sign_methodsha256timestamp1517820392000"
    )
    assert signed.signature == "4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A"


def test_tiktok_as_in_its_guide() -> None:
    """partner.tiktokshop.com page 678e3a3d4ddec3030b238faf, "Get Authorized Shops"."""
    query = {"timestamp": "1623812664", "app_key": "29a39d", "sign": "none", "access_token": "none"}
    signed = tiktok(path="/authorization/202309/shops", query=query, secret="e59af819cc")
    assert signed.string_to_sign == "e59af819cc/authorization/202309/shopsapp_key29a39dtimestamp1623812664e59af819cc"
    assert signed.signature == "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8"


def test_a_body_is_signed_byte_for_byte_as_it_is_sent() -> None:
    assert tiktok(path="/p", query={"b": "2", "a": "1"}, body='{"x":1}', secret="k").string_to_sign == 'k/pa1b2{"x":1}k'


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (
            {
                "path": "/api/v2/shop/get_shop_info",
                "access_token": "59777174636562737266615546704c6d",
                "shop_id": "14701711",
            },
            "2001887/api/v2/shop/get_shop_info165571443159777174636562737266615546704c6d14701711",
        ),
        (
            {"path": "/api/v2/public/get_shops_by_partner"},
            "2001887/api/v2/public/get_shops_by_partner1655714431",
        ),
    ],
    ids=["of a shop", "public"],
)
def test_shopee_strings_as_in_its_guide(parts: dict[str, str], text: str) -> None:
    """open.shopee.com/developer-guide/16 gives strings to sign; its key is not published, so no signature is."""
    signed = shopee(partner_id="2001887", timestamp="1655714431", **parts)
    assert (signed.string_to_sign, signed.signature) == (text, None)
    keyed = shopee(partner_id="2001887", timestamp="1655714431", secret="a key", **parts)
    assert keyed.signature == hmac.new(b"a key", text.encode(), hashlib.sha256).hexdigest()


def test_alibaba_signs_pairs_without_a_path() -> None:
    """No vector is published; the order is that of ASCII, in which a capital comes first."""
    signed = alibaba(params={"method": "alibaba.icbu.x", "app_key": "1", "Zeta": "z", "sign": "none"}, secret="k")
    assert signed.string_to_sign == "Zetazapp_key1methodalibaba.icbu.x"
    assert signed.signature == hmac.new(b"k", signed.string_to_sign.encode(), hashlib.sha256).hexdigest().upper()


def test_a_described_request_may_hold_numbers_and_names_what_it_lacks() -> None:
    described = {"partner_id": 2001887, "path": "/p", "timestamp": 1}
    assert sign_described("shopee", described).string_to_sign == "2001887/p1"
    for channel, request, part in (
        ("lazada", {"params": {}}, "api"),
        ("lazada", {"api": "/p", "params": "a=b"}, "params"),
        ("lazada", {"api": "/p", "params": {"a": ["b"]}}, "a"),
        ("tiktok_shop", {"path": "/p", "query": {}, "body": {"x": 1}}, "body"),
        ("shopee", {"partner_id": True, "path": "/p", "timestamp": 1}, "partner_id"),
        ("alibaba_com", {}, "params"),
    ):
        with pytest.raises(Undescribed) as lacking:
            sign_described(channel, request)
        assert lacking.value.part == part
