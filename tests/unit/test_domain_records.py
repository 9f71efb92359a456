"""Named tuples made without ``typing``: what those of ``typing`` promise, these keep."""

from __future__ import annotations

import pickle
import typing

import pytest

from sig.domain.records import NamedTuple


class Place(NamedTuple):
    """Where something is."""

    region: str
    zone: int = 1
    tags: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.region}-{self.zone}"

    @classmethod
    def read(cls, text: str) -> Place:
        region, _, zone = text.partition("-")
        return cls(region, int(zone))


class Typed(typing.NamedTuple):
    """The same, made by ``typing``."""

    region: str
    zone: int = 1
    tags: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (("westus",), {}),
        (("westus", 2), {}),
        (("westus", 2, ("a",)), {}),
        ((), {"region": "westus"}),
        (("westus",), {"tags": ("a",)}),
        ((), {"tags": ("a",), "zone": 3, "region": "westus"}),
    ],
)
def test_fields_are_given_in_order_or_by_name(values: tuple[typing.Any, ...], named: dict[str, typing.Any]) -> None:
    made, like = Place(*values, **named), Typed(*values, **named)
    assert tuple(made) == tuple(like)
    assert (made.region, made.zone, made.tags) == tuple(like)
    assert made._asdict() == like._asdict()
    assert repr(made) == repr(like).replace("Typed", "Place")


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        ((), {"zone": 1}),
        (("a", 1, (), 2), {}),
        (("a",), {"region": "b"}),
        (("a",), {"colour": "red"}),
        (("a", 1, ()), {"zone": 1}),
    ],
)
def test_too_few_too_many_and_unknown_values_are_type_errors(
    values: tuple[typing.Any, ...], named: dict[str, typing.Any]
) -> None:
    for kind in (Place, Typed):
        with pytest.raises(TypeError):
            kind(*values, **named)


def test_it_is_a_tuple_with_the_helpers_of_named_tuples() -> None:
    made = Place("westus", 2)
    assert isinstance(made, tuple)
    assert made._replace(zone=3) == ("westus", 3, ())
    assert Place._make(["westus", 2, ()]) == made
    assert Place._fields == Typed._fields
    assert Place._field_defaults == Typed._field_defaults
    assert hash(made) == hash(("westus", 2, ()))
    assert pickle.loads(pickle.dumps(made)) == made
    with pytest.raises(ValueError, match="colour"):
        made._replace(colour="red")  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        made.zone = 4  # type: ignore[misc]
    with pytest.raises(AttributeError):
        made.colour = "red"  # type: ignore[attr-defined]
    match made:
        case Place(region, zone):
            assert (region, zone) == ("westus", 2)


def test_methods_docstrings_and_modules_are_those_of_the_class_body() -> None:
    assert Place.read("westus-2").label == "westus-2"
    assert (Place.__doc__, Place.__module__, Place.__qualname__) == ("Where something is.", __name__, "Place")


def test_a_class_derived_from_one_is_made_like_it() -> None:
    class Named(Place):
        @property
        def label(self) -> str:
            return f"<{super().label}>"

    assert Named("westus").label == "<westus-1>"
    assert type(Named("westus")._replace(zone=2)) is Named


def test_a_field_without_a_default_cannot_follow_one_with_a_default() -> None:
    with pytest.raises(TypeError, match="follows"):

        class Backwards(NamedTuple):
            zone: int = 1
            region: str  # type: ignore[misc]


def test_default_values_are_shared_and_never_mixed_up_with_those_of_another_class() -> None:
    class Other(NamedTuple):
        zone: int = 5

    assert (Other().zone, Place("westus").zone) == (5, 1)
