"""Who may see and keep people and their posts. Every predicate answers with its reason."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.models import User
from openocop.core.models import JournalEntry
from openocop.core.verdict import ALLOWED, Verdict, refused

READS_PEOPLE = frozenset({Role.ADMINISTRATOR, Role.PROVINCIAL_OFFICER})
# What happens in the council's room is read on the pages of the session, which know what is still blind.
_OF_THE_COUNCIL = "evaluation."


def people_visible_to(post: Post) -> QuerySet[User]:
    """Return the people who hold, held or will hold a post in the province, when this post may know of them."""
    if post.role not in READS_PEOPLE:
        return User.objects.none()
    return User.objects.filter(appointments__province=post.province).distinct()


def entries_visible_to(post: Post) -> QuerySet[JournalEntry]:
    """Return the journal of the province without what is done in a council's session."""
    if not may_read_journal(post):
        return JournalEntry.objects.none()
    return JournalEntry.objects.filter(province=post.province).exclude(subject_type__startswith=_OF_THE_COUNCIL)


def may_read_people(post: Post) -> Verdict:
    if post.role in READS_PEOPLE:
        return ALLOWED
    return refused(_("The list of people is read by the administrator and the provincial OCOP office."))


def may_keep_people(post: Post) -> Verdict:
    if post.role == Role.ADMINISTRATOR:
        return ALLOWED
    return refused(_("Only the system administrator opens accounts and gives posts."))


def may_keep_person(post: Post, person: User) -> Verdict:
    """Change the account or the posts of `person`: an administrator of the province, and never one's own."""
    verdict = may_keep_people(post)
    if not verdict:
        return verdict
    if person.pk == post.user_id:
        return refused(_("Your own account and posts are kept by another administrator."))
    if not people_visible_to(post).filter(pk=person.pk).exists():
        return refused(_("This person holds no post in your province."))
    return ALLOWED


def may_read_journal(post: Post) -> Verdict:
    if post.role == Role.ADMINISTRATOR:
        return ALLOWED
    return refused(_("The journal is read by the system administrator."))


def may_read_messages(post: Post) -> Verdict:
    """Read what was written to people in the province and what became of it; the page shows no addresses."""
    if post.role in READS_PEOPLE:
        return ALLOWED
    return refused(_("Messages are read by the administrator and the provincial OCOP office."))
