"""What can be refused about people and their keys."""

from claims.errors import ClaimsError


class LastAdmin(ClaimsError):
    """A desk without an admin cannot be repaired: "This is the only active admin." """

    code = "last_admin"
    default_message = "This is the only active admin. Make somebody else an admin first."


class TokenRevoked(ClaimsError):
    """Revoked is for good: "This token is already revoked." """

    code = "token_revoked"
    default_message = "This token is already revoked."


class InvitationOver(ClaimsError):
    """A link that lets nobody in: "This invitation has been used, called back or has expired." """

    code = "invitation_over"
    default_message = "This invitation has been used, called back or has expired. Ask for a new one."
