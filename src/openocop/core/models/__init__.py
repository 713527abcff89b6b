"""What the core stores."""

from openocop.core.models.journal import JournalActor, JournalEntry, JournalHead
from openocop.core.models.outbox import Channel, OutboxMessage, OutboxState
from openocop.core.models.public_id import PublicIdField, new_public_id
from openocop.core.models.stored_file import StoredFile
from openocop.core.models.word_template import WordTemplate

__all__ = [
    "Channel",
    "JournalActor",
    "JournalEntry",
    "JournalHead",
    "OutboxMessage",
    "OutboxState",
    "PublicIdField",
    "StoredFile",
    "WordTemplate",
    "new_public_id",
]
