"""Who may do what around a council. Every predicate answers with its reason."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import COUNCIL_ROLES, Post, Role
from openocop.core.documents.vietnamese import date_short
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier
from openocop.dossiers.permissions import FOR_ADVISERS
from openocop.evaluation.domain.lifecycle import SeatRole, SessionStage
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.domain.quorum import Quorum
from openocop.evaluation.models import Council, Entry, Recusal, ScoreSheet, Seat, Session, SiteVisit

_SEATS_OF_ROLE = {
    Role.CHAIR: {SeatRole.CHAIR, SeatRole.VICE_CHAIR},
    Role.COUNCIL_MEMBER: {SeatRole.MEMBER},
    Role.SECRETARY: {SeatRole.SECRETARY},
}
AT_THE_TABLE = frozenset({Role.CHAIR, Role.SECRETARY})
READS_RESULTS = frozenset({Role.PROVINCIAL_OFFICER, Role.LEADER})


def seat_of(post: Post, council: Council) -> Seat | None:
    """Return the seat this person holds on the council in the capacity they act in now; none once another has it."""
    roles = _SEATS_OF_ROLE.get(post.role, set())
    if post.province != council.province:
        return None
    seat = council.seat_of_user(post.user_id)
    return seat if seat is not None and seat.role in roles and seat.replaced_on is None else None


def sessions_visible_to(post: Post) -> QuerySet[Session]:
    """Return the sessions this person may know of: their own council's, or the province's for its office."""
    here = Session.objects.filter(province=post.province)
    if post.role in READS_RESULTS:
        return here
    if post.role in COUNCIL_ROLES:
        return here.filter(council__seats__user=post.user_id, council__seats__role__in=_SEATS_OF_ROLE[post.role])
    return here.none()


def entries_visible_to(post: Post) -> QuerySet[Entry]:
    """Return the products before councils that this person may know of: none they stepped aside from, in any post."""
    aside = Recusal.objects.filter(
        dossier=OuterRef("dossier"), seat__council=OuterRef("session__council"), seat__user=post.user_id
    )
    return Entry.objects.filter(~Exists(aside), session__in=sessions_visible_to(post))


def may_enter(post: Post) -> Verdict:
    if post.role in COUNCIL_ROLES | READS_RESULTS:
        return ALLOWED
    return refused(_("Sessions are open to the council and to the provincial office."))


def may_read_rounds(post: Post) -> Verdict:
    if post.role in AT_THE_TABLE | READS_RESULTS | {Role.ADMINISTRATOR}:
        return ALLOWED
    return refused(_("The rounds are open to the provincial office and to those who run a council."))


def may_prepare(post: Post, province: str) -> Verdict:
    if post.role == Role.PROVINCIAL_OFFICER and post.province == province:
        return ALLOWED
    return refused(_("Only the provincial OCOP office prepares councils and sessions."))


def may_run(post: Post, session: Session) -> Verdict:
    """Open, reveal, discuss and fix: the chair and the secretary of this council."""
    if post.role in AT_THE_TABLE and seat_of(post, session.council):
        return ALLOWED
    return refused(_("Only the chair and the secretary of this council run its session."))


def may_conclude(post: Post, session: Session) -> Verdict:
    """Write what the council concludes on a product: who runs its meeting; in writing nobody met to conclude."""
    verdict = may_run(post, session)
    if verdict and session.is_written:
        return refused(_("Opinions are taken in writing here; a council concludes in a meeting."))
    return verdict


def may_fill(post: Post, session: Session) -> Verdict:
    """Have sheets of one's own in this session, whatever its stage."""
    seat = seat_of(post, session.council)
    if seat is None or not seat.scores:
        return refused(_("Only members of this council who score have sheets."))
    return ALLOWED


def is_declared(seat: Seat, entry: Entry) -> bool:
    """Tell whether this member said if they have a conflict of interest on the product."""
    return seat.declared_until is not None and entry.added_at <= seat.declared_until


def may_open(post: Post, entry: Entry) -> Verdict:
    """Read the dossier of a product before the council: who scores, in whatever post, declares their interests first.

    Once the result is fixed nothing can be influenced any more.
    """
    seat = entry.session.council.seat_of_user(post.user_id)
    free = seat is None or not seat.scores or entry.session.stage == SessionStage.FIXED
    if free or seat is None or is_declared(seat, entry):
        return ALLOWED
    return refused(_("Declare first whether you have a conflict of interest on this product."))


def may_declare(post: Post, session: Session) -> Verdict:
    """Declare one's interests: the scoring members of this council, until the result is fixed."""
    verdict = may_fill(post, session)
    if verdict and session.stage == SessionStage.FIXED:
        return refused(_("The result is fixed; what you know of a conflict now goes to the secretary in writing."))
    return verdict


def may_read_declarations(post: Post, session: Session) -> Verdict:
    """See who declared what: the secretary of this council alone. Members see their own."""
    if post.role == Role.SECRETARY and seat_of(post, session.council):
        return ALLOWED
    return refused(_("Only the secretary of this council sees the declarations of all members."))


def may_ask_in_writing(post: Post, council: Council) -> Verdict:
    """Open a written-opinion round: the provincial office, and the secretary of this council."""
    in_office = post.role == Role.PROVINCIAL_OFFICER and post.province == council.province
    if not in_office and not (post.role == Role.SECRETARY and seat_of(post, council)):
        words = _("Only the provincial OCOP office and the secretary of this council ask for opinions in writing.")
        return refused(words)
    if not procedure_of(council.procedure).takes_written_opinions:
        return refused(_("This council's regulation has it always meet."))
    return ALLOWED


def may_call_diverging(post: Post, council: Council) -> Verdict:
    """Call the meeting on what opinions in writing did not agree on: the office, and those who run this council."""
    if post.role == Role.PROVINCIAL_OFFICER and post.province == council.province:
        return ALLOWED
    if post.role in AT_THE_TABLE and seat_of(post, council):
        return ALLOWED
    return refused(_("Only the provincial OCOP office, the chair and the secretary of this council call its meeting."))


def may_score(post: Post, entry: Entry, *, on: date) -> Verdict:
    """Score `entry`, visible to them, on day `on`: a scoring seat, declared, present, while its ballot is open.

    Where the procedure takes written sheets, who is recorded as absent sends theirs before the session opens. In a
    written-opinion round nobody is present or absent: members answer until its last day.
    """
    seat = seat_of(post, entry.session.council)
    verdict = may_fill(post, entry.session)
    if seat is None or not verdict:
        return verdict
    declared = may_open(post, entry)
    if not declared:
        return declared
    if [entry.pk, entry.ballot] in seat.settled:
        return refused(_("Who held this place before you sent the sheet on this product; it stands."))
    if entry.session.is_written:
        return _may_answer(entry, on)
    before = not seat.attended and entry.session.stage == SessionStage.SCHEDULED
    if before and procedure_of(entry.session.council.procedure).takes_written_sheets:
        return ALLOWED
    if not seat.attended:
        return refused(_("You are recorded as absent from this session."))
    if seat.left_at is not None:
        return refused(_("You are recorded as having left this session. Tell the secretary if you are here."))
    open_stage = SessionStage.SCORING if entry.ballot == 1 else SessionStage.REVEALED
    if entry.session.stage == SessionStage.SCHEDULED:
        return refused(_("The session has not been opened yet."))
    if entry.session.stage != open_stage or not entry.ballot_open:
        return refused(_("Scoring of this product is closed."))
    return ALLOWED


def _may_answer(entry: Entry, on: date) -> Verdict:
    session = entry.session
    if session.answers_by is not None and on > session.answers_by:
        words = _("The last day to answer in writing was %(day)s. What you filled in is kept and is not counted.")
        return refused(words % {"day": date_short(session.answers_by)})
    if session.stage != SessionStage.SCORING or not entry.ballot_open:
        return refused(_("The written-opinion round is closed. What you filled in is kept and is not counted."))
    return ALLOWED


def may_see_results(post: Post, session: Session) -> Verdict:
    """See totals and results: nobody before they are revealed, not even the chair."""
    if session.stage not in {SessionStage.REVEALED, SessionStage.FIXED}:
        return refused(_("Scores are shown after the chair reveals them."))
    in_office = post.role in READS_RESULTS and post.province == session.province
    if in_office or seat_of(post, session.council):
        return ALLOWED
    return refused(_("Only the council and the provincial office see the scores of members."))


def has_quorum(quorum: Quorum) -> Verdict:
    """Whether the council may open, reveal and adopt as it sits now; the reason says who is missing."""
    lacks = []
    if quorum.lacking:
        counts = {"present": quorum.present, "members": quorum.members, "needed": quorum.needed}
        lacks.append(
            _("%(present)s of %(members)s members who score are present; the regulation asks for %(needed)s.") % counts
        )
    if quorum.lacks_chair:
        lacks.append(_("The chair, or who chairs by delegation, is not present."))
    return refused(" ".join(lacks)) if lacks else ALLOWED


def may_print_lists(post: Post, session: Session) -> Verdict:
    """Print agenda and attendance list: those who run the session and the provincial office that prepared it."""
    if post.role in READS_RESULTS and post.province == session.province:
        return ALLOWED
    return may_run(post, session)


def may_read_sheets(post: Post) -> bool:
    """Tell whether this person reads others' sheets, with their names, once they are revealed."""
    return post.role in AT_THE_TABLE | READS_RESULTS


def may_see_tendencies(post: Post, session: Session) -> Verdict:
    """See how each member marks beside the others: who runs the session, once fixed, where its procedure allows it."""
    verdict = may_run(post, session)
    if not verdict:
        return verdict
    if procedure_of(session.council.procedure).severity_diagnostics != "on":
        return refused(_("The council's regulation does not allow comparing members with each other."))
    if session.stage != SessionStage.FIXED:
        return refused(_("Members are compared only after the result is adopted."))
    return ALLOWED


def may_see_progress(post: Post, session: Session) -> Verdict:
    """Know how many sheets have come in: who runs the session, and a scoring chair only after sending their own."""
    verdict = may_run(post, session)
    seat = seat_of(post, session.council)
    if not verdict or seat is None:
        return verdict
    if not seat.scores or not own_unsent(seat, session).exists():
        return ALLOWED
    # Who is absent now may be recorded as present again, and score.
    if not session.is_written and not seat.in_the_room:
        return refused(_("You are recorded as absent; the secretary follows the count of sheets."))
    return refused(_("Send your own sheets first; then you see who has sent, record attendance and reveal the scores."))


def own_unsent(seat: Seat, session: Session) -> QuerySet[Entry]:
    """Return the products whose ballot is open and on which no sheet from this member's place was sent yet."""
    aside = Recusal.objects.filter(dossier=OuterRef("dossier"), seat=seat)
    held = Q(seat=seat) | Q(seat=seat.replaces_id) if seat.replaces_id else Q(seat=seat)
    sent = ScoreSheet.objects.filter(held, entry=OuterRef("pk"), ballot=OuterRef("ballot"), sent_at__isnull=False)
    return session.entries.filter(~Exists(aside), ~Exists(sent), ~seat.on_settled, ballot_open=True)


def may_read_papers(post: Post, session: Session) -> Verdict:
    """Read the papers of the whole session: whoever sees its results, but not who stepped aside from a product."""
    verdict = may_see_results(post, session)
    if not verdict:
        return verdict
    if session.stage != SessionStage.FIXED:
        return refused(_("The papers are made when the result is fixed."))
    if Recusal.objects.filter(seat__council=session.council, seat__user=post.user_id).exists():
        return refused(_("You stepped aside from a product, and these papers show it. Ask the provincial office."))
    return ALLOWED


def sheets_readable_by(post: Post) -> QuerySet[ScoreSheet]:
    """Return the sent sheets this person may read: their own, and after the reveal all of a session they run or keep.

    A sheet of an open second ballot stays with its member.
    """
    sent = ScoreSheet.objects.filter(sent_at__isnull=False, entry__in=entries_visible_to(post))
    own = Q(seat__user=post.user_id, seat__role__in=_SEATS_OF_ROLE.get(post.role, set()))
    if not may_read_sheets(post):
        return sent.filter(own)
    shown = Q(entry__session__stage__in=[SessionStage.REVEALED, SessionStage.FIXED])
    return sent.filter(own | shown & ~Q(entry__ballot_open=True, ballot=F("entry__ballot")))


def may_list_advice(post: Post) -> Verdict:
    return ALLOWED if post.role == Role.ADVISER else refused(_("This list belongs to the advisory team."))


def dossiers_for_advice(post: Post) -> QuerySet[Dossier]:
    """Return the dossiers the advisory team works on: accepted, until the council took them up."""
    if post.role != Role.ADVISER:
        return Dossier.objects.none()
    return Dossier.objects.filter(province=post.province, stage__in=[Stage.ACCEPTED, Stage.ADVISED])


def may_advise(post: Post, dossier: Dossier) -> Verdict:
    if post.role != Role.ADVISER or post.province != dossier.province:
        return refused(_("Only the advisory team writes this sheet."))
    if dossier.stage not in {Stage.ACCEPTED, Stage.ADVISED}:
        return refused(_("The advisory sheet is written after the dossier is accepted and before the council meets."))
    return ALLOWED


def visits_readable_by(post: Post) -> QuerySet[SiteVisit]:
    """Return the sent reports of visits this person may read: advisers and the office, and who has the product before
    them on a council. The producer gets what follows from it, as a request or with the result."""
    sent = SiteVisit.objects.filter(province=post.province, sent_at__isnull=False)
    if post.role in READS_RESULTS:
        return sent
    if post.role == Role.ADVISER:
        return sent.filter(dossier__stage__in=FOR_ADVISERS)
    return sent.filter(dossier__entry__in=entries_visible_to(post))


def may_read_letters(post: Post, session: Session) -> Verdict:
    """Read the letters of a session before and after they are sent: the provincial office, once the result is fixed."""
    if post.role not in READS_RESULTS or post.province != session.province:
        return refused(_("Only the provincial office reads the letters to all producers."))
    if session.stage != SessionStage.FIXED:
        return refused(_("The letters are written when the result is fixed."))
    return ALLOWED


def may_send_letters(post: Post, session: Session) -> Verdict:
    if post.role != Role.PROVINCIAL_OFFICER:
        return refused(_("Only the provincial OCOP office sends the letters."))
    return may_read_letters(post, session)


def may_correct(post: Post, session: Session) -> Verdict:
    """Correct a fixed result: who decides on an appeal, a leader of the province or the chair of this council.

    Who of the two the province chose, and that they are not who fixed it, is asked where appeals are decided.
    """
    if session.stage != SessionStage.FIXED:
        return refused(_("A result is corrected after it was adopted; until then the council itself changes it."))
    leads = post.role == Role.LEADER and post.province == session.province
    if leads or (post.role == Role.CHAIR and seat_of(post, session.council)):
        return ALLOWED
    return refused(_("Only a leader of the province or the chair of this council corrects a result."))
