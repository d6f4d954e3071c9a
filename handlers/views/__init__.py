"""Values in, Block Kit out. Nothing here fetches, knows a client or asks for the time."""

from handlers.views.message import Block, Message

__all__ = ["Block", "Message"]
