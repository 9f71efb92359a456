"""``sig fault add``"""

from __future__ import annotations

from sig.cli.fault.table import fault_table
from sig.cli.printing import Result
from sig.cli.session import context
from sig.domain import durations
from sig.domain.faults import ANY, Fault
from sig.service import faults

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sig.cli import options as opt

MUTATES = True


def command(
    kind: opt.FaultKindName,
    verb: opt.FaultVerb = ANY,
    resource: opt.FaultResource = ANY,
    region: opt.FaultRegion = None,
    times: opt.FaultTimes = None,
    probability: opt.FaultProbability = None,
    seed: opt.FaultSeed = None,
    message: opt.FaultMessage = None,
    progress: opt.FaultProgress = None,
    seconds: opt.FaultSeconds = None,
) -> Result:
    """Make commands, copies or deletions fail from now on, as they do on the real service.

    Examples:
        sig fault add --kind throttled --verb "image-version create" --resource "Contoso/ubuntu/1.*" --times 2
        sig fault add --kind replication-failed --region eastus --times 1 --progress 60
        sig fault add --kind internal-error --probability 0.2 --seed 42
        sig fault add --kind nested-lag --seconds 60s
    """
    fault = Fault(
        kind=kind,
        verb=verb,
        resource=resource,
        region=region,
        times=times,
        probability=probability,
        seed=seed,
        message=message,
        progress=progress,
        seconds=durations.parse(seconds, target="seconds") if seconds is not None else None,
    )
    return Result(faults.add(context(), fault), fault_table)
