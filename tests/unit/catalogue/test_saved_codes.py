"""Codes of products in the address of a saved list."""

from __future__ import annotations

from openocop.buying.domain.saved import read_codes

A, B = "2345abcdefgh", "9876zyxwvtsr"


def test_codes_stand_once_each_in_their_order() -> None:
    found = read_codes([f"{B},{A};{B}", f" {A.upper()}\n"])
    assert (found.codes, found.odd, found.left_out) == ((B, A), (), 0)
    assert (found.address, found.without(B), found.with_code(A)) == (f"{B},{A}", A, f"{B},{A}")


def test_the_address_of_a_product_is_its_code() -> None:
    assert read_codes([f"https://ocop.example/san-pham/tom-kho-{A}/"]).codes == (A,)


def test_what_is_no_code_is_told_cut_short_and_only_the_first_three() -> None:
    found = read_codes(["x" * 99, "tôm khô", A, "<b>"])
    assert found.codes == (A,)
    assert found.odd == ("x" * 30, "tôm", "khô")


def test_a_list_ends_at_sixty() -> None:
    found = read_codes([",".join(f"{number:012d}" for number in range(63))])
    assert (len(found.codes), found.left_out) == (60, 3)
    assert read_codes([]).codes == read_codes([", ;"]).codes == ()
