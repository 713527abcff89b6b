"""RFC 8785 in the values that a certificate knows."""

import pytest

from openocop.proofs.domain.jcs import jcs


def test_names_stand_in_the_order_of_utf_16_code_units() -> None:
    """RFC 8785, 3.2.3: "😀" is written with a surrogate and stands before U+FB33, which code points would reverse."""
    given = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }
    assert jcs(given).decode() == (
        '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",'
        '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}'
    )


def test_strings_are_escaped_no_more_than_they_must() -> None:
    """RFC 8785, 3.2.2: the string and the literals of its sample."""
    given = {"string": '\u20ac$\u000f\nA\'B"\\\\"/', "literals": [None, True, False]}
    assert jcs(given).decode() == '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'


def test_what_readers_would_take_differently_is_refused() -> None:
    with pytest.raises(TypeError):
        jcs({"score": 61.5})
    with pytest.raises(ValueError, match="whole number"):
        jcs([2**53])
