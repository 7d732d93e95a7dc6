"""Answer what a cluster's own survey asks: the needs in their order, and whose firms are asked."""

from datetime import date

from ecosystem.model.errors import UnknownIdError
from ecosystem.model.records import Record
from ecosystem.model.register import Register, small_table
from ecosystem.model.vocabulary import ActorKind


class SurveyNeed(Record):
    """A need that firms are asked about."""

    need_id: str
    name_da: str
    name_en: str


class SurveyForm(Record):
    """What a cluster's own survey asks."""

    label: str
    on: date
    cluster_id: str
    cluster: str
    position_ids: tuple[str, ...]
    needs: tuple[SurveyNeed, ...]


def brief_survey(register: Register, on: date, cluster_id: str) -> SurveyForm:
    """Return what the survey of a cluster asks on a day.

    Raises:
        UnknownIdError: The register has no such cluster on the day.
        NotRecordedError: The register has no needs.
    """
    from ecosystem.analysis.day import OnDay

    day = OnDay(register, on)
    clusters = day.actors.of_kind(ActorKind.CLUSTER)
    if cluster_id not in clusters:
        kind = "cluster"
        raise UnknownIdError.from_available(kind, cluster_id, clusters)
    small_table(register, "needs", "which needs firms are asked about")
    designated = day.membership.clusters_of or {}
    return SurveyForm(
        label=register.label,
        on=on,
        cluster_id=cluster_id,
        cluster=day.actors.name(cluster_id),
        position_ids=tuple(sorted(p for p, ids in designated.items() if cluster_id in ids)),
        needs=tuple(
            SurveyNeed(need_id=need, name_da=name.da, name_en=name.en)
            for need, name in day.names.needs.items()
        ),
    )
