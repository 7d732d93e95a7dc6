"""One actor on the page: what it helps with, whom, the first step, its ties, and how sure it is."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from ecosystem.app.actors import cached_actors
from ecosystem.app.shared.language import either, language, t
from ecosystem.app.shared.widgets import (
    badge,
    clear,
    data_html,
    data_markdown,
    data_name,
    facts,
    link_to,
    table,
)
from ecosystem.briefings.actors.actor import (
    ActorBriefing,
    Position,
    Site,
    ValueSource,
)
from ecosystem.briefings.actors.offers import OfferSummary, OperatorGrant, Requirement
from ecosystem.briefings.actors.ties import Link
from ecosystem.display.referral.lines import contact_words
from ecosystem.display.tables import (
    Row,
    as_text,
    freshness,
    kind_name,
    link_rows,
    participation_rows,
)
from ecosystem.display.wording.formats import day, number, telephone_words
from ecosystem.model.errors import NotRecordedError, UnknownIdError
from ecosystem.model.referrals import Contact
from ecosystem.model.vocabulary import ActorKind, Freshness, LinkKind

SHORT_TABLE: Final = 12
"""Up to here rows stand in a plain table; longer ones scroll."""


def show_actor(on: date) -> None:
    """Show the actor the address names; nothing when it names none."""
    actor_id = st.query_params.get("id")
    if actor_id is None:
        return
    try:
        actor = cached_actors.actor(actor_id, on)
    except UnknownIdError:
        st.warning(t("actors.unknown", id=data_name(actor_id)))
        return
    except NotRecordedError:  # the list has said so
        return
    with st.container(border=True, key="detail"):
        _head(actor)
        _help(actor)
        _links(actor)
        _participations(actor)
        _positions(actor)
        _sites(actor)
        _about(actor)


def _head(actor: ActorBriefing) -> None:
    st.header(data_name(actor.name), anchor=False)
    line = [kind_name(actor.kind, language()), actor.municipality, _checked(actor)]
    st.write(" · ".join(data_name(detail) for detail in line if detail))
    reach = Contact(mailbox=actor.mailbox, telephone=actor.telephone)
    if (contact := contact_words(reach, language())) is not None and not actor.closed:
        st.html(f"<p>{data_html(contact)}</p>")
    if actor.is_synthetic:
        badge(t("frame.example_data"), t("actors.mark.example.help"), style="example")
    if actor.is_personally_owned:
        badge(t("actors.mark.personally_owned"), t("actors.mark.personally_owned.help"))
    if actor.is_advertising_protected:
        badge(t("actors.mark.protected"), t("actors.mark.protected.help"))
    if actor.closed:
        st.warning(t("actors.closed", day=day(actor.closed, language(), is_long=True)))
    if actor.parent:
        st.write(t("actors.parent", name=data_name(actor.parent.name)))
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.button(t("actors.close"), on_click=clear, args=(["id"],))
        filters = {"id": actor.actor_id, "centrum": actor.actor_id}
        link_to("netvaerk", t("actors.see_network"), filters)
        if actor.kind is not ActorKind.FIRM and not actor.closed:
            link_to("ny_henvisning", t("actors.refer_here"), {"modtager": actor.actor_id})


def _checked(actor: ActorBriefing) -> str:
    state = freshness(actor.freshness, actor.checked, language())
    is_sure = actor.freshness in {None, Freshness.CONFIRMED}
    return state if is_sure else t("actors.freshness.ask", state=state)


def _help(actor: ActorBriefing) -> None:
    st.subheader(t("actors.help"), anchor=False)
    if actor.offers is None:
        st.write(t("frame.not_recorded"))
    elif not actor.offers:
        is_firm = actor.kind is ActorKind.FIRM
        st.write(t("actors.help.firm" if is_firm else "actors.help.none"))
    for offer in actor.offers or ():
        _offer(offer)
    if actor.grants:
        st.markdown(f"**{t('actors.grants')}**")
        st.markdown("\n".join(f"- {_grant(grant)}" for grant in actor.grants))
    if actor.covers:
        names = ", ".join(map(data_name, actor.covers))
        st.write(t("actors.covers", n=len(actor.covers), names=names))


def _grant(grant: OperatorGrant) -> str:
    name = data_name(either(grant.name_da, grant.name_en))
    if grant.is_open is False:
        return t("actors.grants.closed", name=name)
    key = "actors.grants.gives" if grant.is_provider else "actors.grants.through"
    return f"{t(key, name=name)} {freshness(grant.freshness, None, language())}."


def _offer(offer: OfferSummary) -> None:
    kind = t(f"offer_kind.{offer.kind}")
    st.markdown(f"**{data_name(either(offer.name_da, offer.name_en))}** · {kind}")
    reason = offer.opening_reason
    st.write(t("actors.help.open") if reason is None else t(f"opening_reason.{reason.value}"))
    needs = ", ".join(data_name(either(need.name_da, need.name_en)) for need in offer.needs)
    st.write(t("actors.help.needs", needs=needs))
    if offer.next_step:
        st.write(t("actors.help.next_step", step=data_name(offer.next_step)))
    else:
        st.write(t("actors.help.next_step.unknown"))
    with st.expander(t("actors.help.more")):
        if for_whom := either(offer.for_whom_da or "", offer.for_whom_en):
            st.write(t("actors.help.for_whom", whom=data_name(for_whom)))
        _demands(t("actors.help.requirements"), offer.requirements)
        if offer.to_check:
            _demands(t("actors.help.to_check"), offer.to_check)
        facts(
            {
                t("actors.help.page"): offer.url,
                t("actors.fact.source"): offer.source,
                t("actors.fact.checked"): freshness(offer.freshness, offer.checked, language()),
                t("actors.fact.confidence"): _confidence(offer.confidence),
            }
        )


def _demands(heading: str, demands: Sequence[Requirement]) -> None:
    st.markdown(f"**{heading}**")
    lines = [either(demand.text_da, demand.text_en) for demand in demands]
    bullets = [f"- {data_name(line[:1].upper() + line[1:])}" for line in lines]
    st.markdown("\n".join(bullets) or t("actors.help.requirements.none"))


def _links(actor: ActorBriefing) -> None:
    st.subheader(t("actors.links"), anchor=False)
    if actor.links is None:
        st.write(t("frame.not_recorded.help"))
    elif not actor.links:
        st.write(t("actors.links.none"))
    else:
        st.write(" ".join(_link_counts(actor.links)))
        _table(link_rows(actor.links, language()), t("actors.links.table"), "links")


def _link_counts(links: Sequence[Link]) -> list[str]:
    """Count the ties that hold, the memberships and examples among them, and those that ended."""
    current = [link for link in links if link.is_current]
    counts = {
        "current": len(current),
        "members": sum(link.kind is LinkKind.MEMBER_OF for link in current),
        "examples": sum(link.is_example for link in current),
        "past": len(links) - len(current),
    }
    return [t(f"actors.links.{key}", n=n) for key, n in counts.items() if n or key == "current"]


def _participations(actor: ActorBriefing) -> None:
    if actor.participations is None:
        return
    st.subheader(t("actors.participations"), anchor=False)
    if not actor.participations:
        st.write(t("actors.participations.none"))
        return
    st.write(
        t(
            "actors.shown_participations",
            shown=len(actor.participations),
            all=actor.participations_found,
        )
    )
    rows = participation_rows(actor.participations, language())
    _table(rows, t("actors.participations.table"), "participations")


def _table(rows: Sequence[Row], alt: str, key: str) -> None:
    texts = as_text(rows, language())
    if len(texts) <= SHORT_TABLE:
        table(texts, linked=t("actors.link.source"))
    else:
        st.dataframe(texts, hide_index=True, alt=alt, key=f"{key}_of_{st.query_params.get('id')}")


def _positions(actor: ActorBriefing) -> None:
    st.subheader(t("actors.positions"), anchor=False)
    if actor.positions is None:
        st.write(t("frame.not_recorded.help"))
    elif not actor.positions:
        st.write(t("actors.positions.none"))
    if actor.positions:
        st.markdown("\n".join(f"- {_position(position)}" for position in actor.positions))
        if actor.has_drawn_positions:
            st.caption(t("actors.positions.drawn"))


def _position(position: Position) -> str:
    name = either(position.position.name_da, position.position.name_en)
    period = [_day(position.valid_from), _day(position.valid_to)]
    evidence_names = [t(f"member_evidence.{evidence.value}") for evidence in position.evidence]
    notes = [
        t(f"position_role.{position.role}").lower() if position.role else ", ".join(evidence_names),
        "–".join(day_text or "" for day_text in period) if any(period) else None,
        None if position.is_sure else t("actors.positions.unsure"),
        None if position.is_current else t("actors.positions.past"),
        freshness(position.freshness, None, language()).lower() if position.role else None,
    ]
    return f"{data_name(name)} ({', '.join(note for note in notes if note)})"


def _sites(actor: ActorBriefing) -> None:
    st.subheader(t("actors.sites"), anchor=False)
    if actor.sites is None:
        st.write(t("frame.not_recorded.help"))
    elif not actor.sites:
        st.write(t("actors.sites.none"))
    if actor.sites:
        st.markdown("\n".join(f"- {_site(site)}" for site in actor.sites))


def _site(site: Site) -> str:
    place = data_name(site.municipality or site.municipality_code)
    past = None if site.is_current else t("actors.positions.past")
    notes = [past, freshness(site.freshness, None, language()).lower()]
    note = f" – {data_name(site.note)}" if site.note else ""
    about = ", ".join(text for text in notes if text)
    return f"{t(f'site_kind.{site.kind}')}: {place} ({about}){note}"


def _about(actor: ActorBriefing) -> None:
    st.subheader(t("actors.about"), anchor=False)
    employees = None if actor.employees is None else number(actor.employees, language())
    telephone = actor.telephone
    facts(
        {
            t("actors.fact.cvr"): actor.cvr,
            t("actors.fact.municipality"): actor.municipality,
            t("actors.fact.legal_form"): actor.legal_form,
            t("actors.fact.industry"): actor.industry_code,
            t("actors.fact.founded"): _day(actor.founded),
            t("actors.fact.employees"): employees,
            t("actors.fact.website"): actor.website,
            t("actors.fact.mailbox"): actor.mailbox,
            t("actors.fact.telephone"): telephone and telephone_words(telephone),
            t("actors.fact.topics"): actor.topics and ", ".join(actor.topics.split(";")),
            t("actors.fact.note"): actor.note,
            t("actors.fact.source"): actor.source,
            t("actors.fact.checked"): _checked(actor),
            t("actors.fact.confidence"): _confidence(actor.confidence),
        }
    )
    if actor.value_sources:
        with st.expander(t("actors.value_sources")):
            lines = [f"- {_value_source(value)}" for value in actor.value_sources]
            st.markdown("\n".join(lines))


def _value_source(value: ValueSource) -> str:
    return t(
        "actors.value_source",
        name=t(f"column.{value.column}"),
        where=t(f"reading_method.{value.method}"),
        day=_day(value.checked) or t("actors.value_source.day_unknown"),
        source=data_markdown(value.source),
    )


def _day(value: date | None) -> str | None:
    return None if value is None else day(value, language())


def _confidence(value: str | None) -> str | None:
    return None if value is None else t(f"source_confidence.{value}")
