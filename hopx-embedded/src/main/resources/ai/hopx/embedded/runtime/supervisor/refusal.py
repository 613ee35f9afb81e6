"""What the supervisor answers where it does not do what it was asked to."""


class Refusal(Exception):
    """A request that cannot be met; ``reason`` is a name that the server knows."""

    def __init__(self, reason, message):
        super().__init__(message)
        self.reason = reason
