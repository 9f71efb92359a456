"""Laws of latest and next, against models that are too plain to be wrong."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sig.domain.errors import GalleryImageNotFound
from sig.domain.publishing import TargetRegion
from sig.domain.version_name import VersionName
from sig.domain.version_range import VersionRange
from sig.service import image_versions, latest_asked, numbering
from worlds import definition, gallery, in_memory, published, version

if TYPE_CHECKING:
    from pathlib import Path

    from sig.domain.numbering import Bump

SMALL = st.sampled_from([0, 1, 2, 9, 10])
NUMBERS = st.builds(VersionName, SMALL, SMALL, SMALL)
FLAG = st.sampled_from([None, False, True])
places = count()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    versions=st.dictionaries(NUMBERS, st.tuples(FLAG, FLAG, st.booleans()), max_size=6),
    match=st.sampled_from([None, "~1", "^2", "1.2.*", ">=1.1 <3"]),
)
def test_latest_is_the_highest_that_is_eligible(
    tmp_path: Path, versions: dict[VersionName, tuple[bool | None, bool | None, bool]], match: str | None
) -> None:
    context = in_memory(tmp_path / str(next(places)))
    web = definition(context, gallery(context))
    for number, (everywhere, here, is_here) in versions.items():
        targets = [TargetRegion(name="westus"), *([TargetRegion(name="eastus", exclude_from_latest=here)] * is_here)]
        version(context, web, str(number), publishing_profile=published(*targets, exclude_from_latest=everywhere))
    wanted = VersionRange.parse(match) if match else None
    eligible = [
        number
        for number, (everywhere, here, is_here) in versions.items()
        if is_here and not (everywhere if here is None else here) and (wanted is None or wanted.holds(number))
    ]
    answer = latest_asked.ask(context, web, "East US", wanted)
    assert (answer.version and answer.version["name"]) == (str(max(eligible)) if eligible else None)
    above = [number for number in versions if wanted is None or wanted.holds(number)]
    higher = sorted((number for number in above if not eligible or number > max(eligible)), reverse=True)
    assert [number for number, _ in answer.passed_over] == higher
    if not eligible:
        with pytest.raises(GalleryImageNotFound) as refusal:
            latest_asked.require(context, web, answer, wanted)
        assert refusal.value.rule == ("R073" if higher or wanted is None else "R251")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(["create", "delete", "next", "reserve"]), NUMBERS), max_size=12),
    bump=st.sampled_from(["major", "minor", "patch", "date"]),
    major=st.none() | SMALL,
)
def test_next_is_free_and_above_every_number_that_its_line_ever_had(
    tmp_path: Path, steps: list[tuple[str, VersionName]], bump: Bump, major: int | None
) -> None:
    context = in_memory(tmp_path / str(next(places)))
    web = definition(context, gallery(context))
    line = major if bump in ("minor", "patch") else None
    used: set[VersionName] = set()
    for step, number in steps:
        if step == "create":
            used.add(number)
            version(context, web, str(number))
        elif step == "delete":
            image_versions.delete(context, web.child("versions", str(number)))
        else:
            reserve = timedelta(minutes=1) if step == "reserve" else None
            answer = numbering.next_number(context, web, bump, major=line, reserve=reserve)
            found = VersionName.parse(answer["name"])
            assert found not in used
            lines = {None} if bump != "date" and line is None else {found.major}
            assert all(found > other for other in used if lines == {None} or other.major in lines)
            if reserve:
                used.add(found)
