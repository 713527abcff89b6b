"""Who may see and keep records of the register. Every predicate answers with its reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.geography.selectors.mergers import spans_within
from openocop.registry.domain.facts import IDENTITY_FIELDS
from openocop.registry.models import Producer, ProducerMember, Product

READS_PROVINCE = frozenset(
    {Role.PROVINCIAL_OFFICER, Role.LEADER, Role.INSPECTOR, Role.SECRETARY, Role.ADMINISTRATOR, Role.MINISTRY}
)
READS = READS_PROVINCE | {Role.COMMUNE_OFFICER, Role.PRODUCER}
REGISTERS = frozenset({Role.PROVINCIAL_OFFICER, Role.COMMUNE_OFFICER})
READS_PRIVATE = frozenset({Role.PROVINCIAL_OFFICER, Role.LEADER, Role.INSPECTOR, Role.COMMUNE_OFFICER, Role.PRODUCER})


def memberships(user_id: int, province: str, *, on: date) -> QuerySet[ProducerMember]:
    """Return for whom an account acts on day `on`."""
    running = Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
    return ProducerMember.objects.filter(running, province=province, user=user_id)


def in_unit(unit_code: str, *, on: date) -> Q:
    """Return the condition that a producer's recorded place lies wholly in the unit bearing `unit_code` on `on`."""
    found = Q(pk__in=[])
    for span in spans_within(unit_code, on=on):
        within = Q(unit_code__in=span.codes)
        if span.start is not None:
            within &= Q(unit_on__gte=span.start)
        if span.until is not None:
            within &= Q(unit_on__lt=span.until)
        found |= within
    return found


def producers_visible_to(post: Post, *, on: date) -> QuerySet[Producer]:
    """Return the producers this post may list; every list, count and address of the office goes through here.

    Advisers and councils meet products through their sessions only, so that a list here tells them nothing of a blind
    round.
    """
    here = Producer.objects.filter(province=post.province)
    if post.role in READS_PROVINCE:
        return here
    if post.role == Role.PRODUCER:
        return here.filter(pk__in=memberships(post.user_id, post.province, on=on).values("producer"))
    if post.role == Role.COMMUNE_OFFICER and post.unit_code:
        return here.filter(in_unit(post.unit_code, on=on))
    return here.none()


def products_visible_to(post: Post, *, on: date) -> QuerySet[Product]:
    """Return the products this post may list; one of an unknown producer only to those who read the whole province."""
    here = Product.objects.filter(province=post.province)
    if post.role in READS_PROVINCE:
        return here
    return here.filter(producer__in=producers_visible_to(post, on=on).values("pk"))


def may_list(post: Post) -> Verdict:
    if post.role in READS:
        return ALLOWED
    return refused(_("In this role you do not read the register. Councils find products in their sessions."))


def may_read_producer(post: Post, producer: Producer, *, on: date) -> Verdict:
    if producers_visible_to(post, on=on).filter(pk=producer.pk).exists():
        return ALLOWED
    return refused(_("This producer is not open to you in the role you act in."))


def may_read_product(post: Post, product: Product, *, on: date) -> Verdict:
    if products_visible_to(post, on=on).filter(pk=product.pk).exists():
        return ALLOWED
    return refused(_("This product is not open to you in the role you act in."))


def may_see_private(post: Post, producer: Producer, *, on: date) -> Verdict:
    """See contact, representative and official numbers."""
    if post.role not in READS_PRIVATE:
        return refused(_("Contact data and official numbers are shown only to those who work with this producer."))
    return may_read_producer(post, producer, on=on)


def may_register_producer(post: Post, province: str, unit_code: str, unit_on: date | None, *, on: date) -> Verdict:
    """Take a new producer into the register of `province`, at the place stated."""
    if post.province != province:
        return _elsewhere()
    if post.role == Role.PROVINCIAL_OFFICER:
        return ALLOWED
    if post.role not in REGISTERS:
        return refused(_("Producers are registered by the office of their commune or by the provincial OCOP office."))
    spans = spans_within(post.unit_code, on=on)
    if unit_on is not None and any(span.covers(unit_code, unit_on) for span in spans):
        return ALLOWED
    return refused(_("You register producers of your own commune only. Choose your commune as the place."))


def may_keep_producer(post: Post, producer: Producer, *, on: date) -> Verdict:
    """Change the record of a producer."""
    if post.province != producer.province:
        return _elsewhere()
    if post.role == Role.PROVINCIAL_OFFICER:
        return ALLOWED
    if post.role == Role.COMMUNE_OFFICER:
        if producers_visible_to(post, on=on).filter(pk=producer.pk).exists():
            return ALLOWED
        return refused(
            _("This producer does not lie, with certainty, in your commune. Ask the provincial OCOP office.")
        )
    if post.role == Role.PRODUCER:
        if memberships(post.user_id, post.province, on=on).filter(producer=producer).exists():
            return ALLOWED
        return refused(_("This account does not act for this producer."))
    return refused(_("In this role you read the register and do not change it."))


def may_change_fields(post: Post, changed: Collection[str]) -> Verdict:
    """Producers keep their own contact, notes and sources; what they are by law is changed by an office."""
    if post.role == Role.PRODUCER and IDENTITY_FIELDS & set(changed):
        return refused(
            _("Name, legal kind and place are changed by your commune's office. Please show your papers there.")
        )
    return ALLOWED


def may_keep_products(post: Post, producer: Producer | None, province: str, *, on: date) -> Verdict:
    """Register or change a product; one whose producer is unknown belongs to the provincial office."""
    if producer is not None:
        return may_keep_producer(post, producer, on=on)
    if post.province != province:
        return _elsewhere()
    if post.role == Role.PROVINCIAL_OFFICER:
        return ALLOWED
    return refused(_("Only the provincial OCOP office keeps products whose producer is not known."))


def may_add_member(post: Post, producer: Producer, *, on: date) -> Verdict:
    if post.role == Role.PRODUCER:
        return refused(_("Accounts that act for a producer are opened by the office of its commune."))
    return may_keep_producer(post, producer, on=on)


def may_keep_papers(post: Post, producer: Producer, *, on: date) -> Verdict:
    """Add to the producer's papers: those who act for it. Offices read what dossiers point to and change nothing."""
    if post.role != Role.PRODUCER:
        return refused(_("Only the producer keeps its papers."))
    return may_keep_producer(post, producer, on=on)


def may_import(post: Post | None, province: str) -> Verdict:
    """Register many records at once; None is the console of the installation."""
    if post is None or (post.role == Role.PROVINCIAL_OFFICER and post.province == province):
        return ALLOWED
    return refused(_("Only the provincial OCOP office imports lists."))


def _elsewhere() -> Verdict:
    return refused(_("This record belongs to another province."))
