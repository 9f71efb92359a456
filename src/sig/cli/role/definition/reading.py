"""A role definition as a command line gives it: JSON, or the path of a file that holds it."""

import os

from sig.domain.roles import RoleDefinition


def given(word: str) -> RoleDefinition:
    """Raises InvalidParameter for what is neither. ``@FILE`` is its content by now."""
    from sig.cli.text_files import text
    from sig.wire import role_definitions

    is_json = word.lstrip().startswith(("{", "["))
    return role_definitions.read(text(word) if not is_json and os.path.exists(word) else word)
