"""The whole demonstration, from an empty database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction

from openocop.catalogue.services.listings import rebuild_listings
from openocop.core.domain.legal_time import legal_day, months_later
from openocop.core.services.journal import SYSTEM
from openocop.demo.domain.practice import PROVINCE, REPLAYED, PracticeProduct, practice, practice_products
from openocop.demo.services.appeals import send_appeals
from openocop.demo.services.enquiries import send_enquiries
from openocop.demo.services.history import load_history
from openocop.demo.services.ideas import send_ideas
from openocop.demo.services.misuse import report_invented_misuse
from openocop.demo.services.offering import offer_packs
from openocop.demo.services.papers import keep_papers
from openocop.demo.services.people import SINCE, Cast, agree_to_letters, commune_officers, invite_cast, silent_producer
from openocop.demo.services.picturing import hang_pictures
from openocop.demo.services.places import record_places
from openocop.demo.services.practice import run_current_round, run_finished_round, run_reassessment_round
from openocop.demo.services.practice_dossiers import Stand
from openocop.demo.services.replay import replay_council
from openocop.demo.services.signing import sign_papers
from openocop.demo.services.withdrawals import open_withdrawals
from openocop.geography.services.units import load_units
from openocop.opendata.services.dumping import dump_all
from openocop.recognition.domain.status import TERM_MONTHS
from openocop.recognition.services.decisions import draft_decision
from openocop.recognition.services.records import SourcedRecognition, record_recognitions_from_source
from openocop.recognition.services.reminders import remind_of_renewals
from openocop.registry.domain.facts import ProducerFacts, ProductFacts
from openocop.registry.domain.places import UnitBasis
from openocop.registry.models import Product
from openocop.registry.services.batches import IncomingProduct, Registered, register_many
from openocop.registry.services.producers import add_member
from openocop.sealing.services.seals import make_seal
from openocop.transparency.services.publishing import publish_all

Tell = Callable[[str], None]


def load_demonstration(*, at: datetime, tell: Tell) -> Cast:
    """Load everything and return the people with the passwords made for them; `tell` hears of each step."""
    today = legal_day(at)
    tell("Nạp danh mục đơn vị hành chính…")
    load_units()
    with transaction.atomic():
        tell("Nạp lịch sử công khai của Cà Mau…")
        cast = invite_cast(practice()["people"], practice()["offices"], today=today)
        history = load_history(at=at)
        tell("Dựng lại phiên họp ngày 30/11/2022…")
        replay_council(history.rounds[REPLAYED], history.replayed, cast, today=today)
        draft_decision(round=history.rounds[REPLAYED], by=cast["chi-cuc"].post)
        tell("Chạy ba đợt tập dượt theo luật hiện hành…")
        stand = _stand(cast, at=at)
        keep_papers(stand)
        make_seal(province=PROVINCE, actor=SYSTEM)
        offer_packs(stand)
        hang_pictures(stand)
        finished = run_finished_round(stand)
        sign_papers(stand, finished)
        send_appeals(stand, finished)
        run_current_round(stand)
        run_reassessment_round(stand)
        send_ideas(stand)
        open_withdrawals(stand)
        agree_to_letters(cast, at=at)
    remind_of_renewals(today, at=at)
    tell("Lập trang công khai…")
    rebuild_listings(PROVINCE)
    record_places(stand)
    send_enquiries(stand)
    report_invented_misuse(stand)
    publish_all()
    dump_all(today)
    return cast


def _stand(cast: Cast, *, at: datetime) -> Stand:
    """Register the invented producers and products, and give each producer an account that acts for it."""
    today = legal_day(at)
    made = _register_invented(today, at)
    officers = commune_officers({producer.unit_code for producer in made.producers}, today=today)
    officers[cast["xa"].post.unit_code] = cast["xa"].post
    owners = {}
    for number, producer in enumerate(made.producers, start=1):
        owner = cast["san-xuat"] if producer.name == _signing_in() else silent_producer(number, today=today)
        add_member(producer=producer, user=owner.user, valid_from=SINCE, by=cast["chi-cuc"].post, at=at)
        owners[producer.name] = owner.post
    products = {product.name: product for product in made.products()}
    _record_recognised(products, today)
    return Stand(
        cast=cast,
        owners=owners,
        communes={producer.name: officers[producer.unit_code] for producer in made.producers},
        products=products,
        today=today,
    )


def _signing_in() -> str:
    """Return the name of the producer whose account a visitor signs in with."""
    return next(str(person["producer"]) for person in practice()["people"] if "producer" in person)


def _register_invented(today: date, at: datetime) -> Registered:
    makers = practice()["producers"]
    place_of = {maker["name"]: place for place, maker in enumerate(makers)}
    wanted = [(p.name, p.classification, p.producer) for p in _all_products()]
    recognised = [*practice()["expired"], *practice()["ending"]]
    wanted += [(item["name"], item["classification"], item["producer"]) for item in recognised]
    return register_many(
        province=PROVINCE,
        label="Chủ thể và sản phẩm tập dượt (minh hoạ)",
        source="Đặt ra để tập dượt",
        producers=[
            ProducerFacts(
                name=maker["name"],
                kind=maker["kind"],
                unit_code=maker["unit"],
                unit_on=today,
                unit_basis=UnitBasis.STATED,
            )
            for maker in makers
        ],
        products=[
            IncomingProduct(ProductFacts(name=name, classification=classification), place_of[producer])
            for name, classification, producer in wanted
        ],
        by=None,
        at=at,
        is_illustrative=True,
    )


def _all_products() -> list[PracticeProduct]:
    """Return each product once; an upgrade is one of the finished round."""
    return [*(p for p in practice_products("current_round") if p.kind == "first"), *practice_products("finished_round")]


def _record_recognised(products: dict[str, Product], today: date) -> None:
    """Record what has expired, and what ends so that it is to be assessed again."""
    ending = [
        item | {"decided_on": months_later(today + timedelta(days=item["ends_in"]), -TERM_MONTHS)}
        for item in practice()["ending"]
    ]
    record_recognitions_from_source(
        province=PROVINCE,
        rows=[
            SourcedRecognition(
                product=products[item["name"]],
                star=item["star"],
                decided_on=item["decided_on"],
                note="Minh hoạ: đặt ra để thấy một sản phẩm hết hạn hoặc sắp hết hạn.",
                is_illustrative=True,
            )
            for item in [*practice()["expired"], *ending]
        ],
        by=None,
    )
