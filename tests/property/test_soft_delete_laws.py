"""Soft delete against a naive model: what is there, what can be brought back and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import worlds
from sig.domain.errors import CannotDeleteResource, OperationNotAllowed, ResourceNotFound, SigError
from sig.domain.gallery import Gallery, SoftDeletePolicy
from sig.domain.profile import PROFILES
from sig.domain.timestamps import from_text
from sig.service import galleries, image_definitions, image_versions
from sig.service.clock import FixedClock

NUMBERS = st.sampled_from(["1.0.0", "1.1.0", "2.0.0"])
DAYS = st.integers(0, 3)


@dataclass(slots=True)
class Bin:
    """A version that was deleted: until when it can be used, and brought back."""

    retained_until: datetime
    kept_until: datetime


def _end(kept: Bin) -> datetime:
    return kept.kept_until


class SoftDelete(RuleBasedStateMachine):
    """Versions of one definition come and go under a clock that moves forward and a policy that changes."""

    @initialize()
    def start(self) -> None:
        self.context = worlds.at(f"memory:{uuid4()}")._replace(profile=PROFILES["current"])
        self.gallery = worlds.gallery(self.context, soft_delete_policy=SoftDeletePolicy(is_soft_delete_enabled=True))
        self.definition = worlds.definition(self.context, self.gallery)
        self.policy = (True, 7, 0)
        self.now = worlds.NOW
        self.live: set[str] = set()
        self.bin: dict[str, Bin] = {}

    def left(self) -> list[str]:
        return sorted(number for number, kept in self.bin.items() if kept.kept_until > self.now)

    def attempt(self, allowed: bool, kind: type[SigError], action: object) -> bool:
        assert callable(action)
        try:
            action()
        except kind:
            assert not allowed
        else:
            assert allowed
        return allowed

    @rule(enabled=st.booleans(), retention=DAYS, grace=DAYS)
    def set_policy(self, enabled: bool, retention: int, grace: int) -> None:
        asked = SoftDeletePolicy(
            is_soft_delete_enabled=enabled, retention_period_in_days=retention, grace_period_in_days=grace
        )

        def change(stored: Gallery) -> Gallery:
            from dataclasses import replace

            return replace(stored, properties=replace(stored.properties, soft_delete_policy=asked))

        galleries.update(self.context, self.gallery, change)
        self.policy = (enabled, retention, grace)

    @rule(hours=st.sampled_from([1, 12, 24, 49, 200]))
    def advance(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.context = self.context._replace(clock=FixedClock(self.now))

    @rule()
    def advance_to_the_instant_when_the_next_is_gone(self) -> None:
        for kept in sorted((kept for kept in self.bin.values() if kept.kept_until > self.now), key=_end)[:1]:
            self.now = kept.kept_until
            self.context = self.context._replace(clock=FixedClock(self.now))

    @rule(number=NUMBERS)
    def create(self, number: str) -> None:
        allowed = number in self.live or number not in self.left()
        if self.attempt(allowed, OperationNotAllowed, lambda: worlds.version(self.context, self.definition, number)):
            self.live.add(number)

    @rule(number=NUMBERS, for_good=st.booleans())
    def delete(self, number: str, for_good: bool) -> None:
        version = self.definition.child("versions", number)
        image_versions.delete(self.context, version, bypass_soft_delete=for_good)
        enabled, retention, grace = self.policy
        if number not in self.live:
            if for_good:
                self.bin.pop(number, None)
            return
        self.live.remove(number)
        if enabled and not for_good:
            retained = self.now + timedelta(days=retention)
            self.bin[number] = Bin(retained, retained + timedelta(days=grace))

    @rule(number=NUMBERS)
    def undelete(self, number: str) -> None:
        version = self.definition.child("versions", number)
        kind = ResourceNotFound if self.policy[0] else OperationNotAllowed
        allowed = self.policy[0] and number in self.left()
        if self.attempt(allowed, kind, lambda: image_versions.undelete(self.context, version, {})):
            del self.bin[number]
            self.live.add(number)

    @rule()
    def delete_definition_and_gallery(self) -> None:
        allowed = not self.live and not self.left()

        def delete() -> None:
            image_definitions.delete(self.context, self.definition)
            galleries.delete(self.context, self.gallery)

        if self.attempt(allowed, CannotDeleteResource, delete):
            self.start()

    @invariant()
    def what_is_listed_is_what_is_there(self) -> None:
        listed = [item["name"] for item in image_versions.listed(self.context, self.definition).items]
        assert listed == sorted(self.live)

    @invariant()
    def what_can_be_brought_back_is_listed_with_its_dates(self) -> None:
        found = image_versions.list_soft_deleted(self.context, self.definition).items
        assert [item["name"] for item in found] == self.left()
        for item in found:
            kept, properties = self.bin[item["name"]], item["properties"]
            assert from_text(properties["consumptionEndTime"], target="") == kept.retained_until
            assert from_text(properties["hardDeletionTargetTime"], target="") == kept.kept_until


TestSoftDelete = SoftDelete.TestCase
TestSoftDelete.settings = settings(stateful_step_count=30)
