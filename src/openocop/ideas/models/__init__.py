"""Ideas for products and what offices answered."""

from openocop.ideas.models.idea import Idea, IdeaAnswer

__all__ = ["Idea", "IdeaAnswer"]
