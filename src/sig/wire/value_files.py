"""Files that hold the value of an option: JSON, or YAML by the end of their names."""

import json
from typing import Any

_YAML = (".yaml", ".yml")


def decoded(content: str, path: str) -> Any:
    """What the ``content`` of the file ``path`` says. Raises ValueError for text in another format."""
    if not path.endswith(_YAML):
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"{path} is not JSON: {error}") from error
    import yaml

    try:
        return yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ValueError(f"{path} is not YAML: {error}") from error
