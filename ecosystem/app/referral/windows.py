"""One draft in two windows: say that another window saved, show both texts, let one be chosen."""

import streamlit as st

from ecosystem.app.referral import cached_referrals, referral_draft
from ecosystem.app.referral.intake import need_names
from ecosystem.app.shared.language import either, language, t
from ecosystem.app.shared.widgets import municipality_names, position_names, table, today
from ecosystem.display.own_words import differences, moment_words
from ecosystem.model.drafts import ReferralDraft
from ecosystem.model.register import Register


def show_change(register: Register) -> None:
    """Show that another window changed the draft, with both texts and the choice between them."""
    if (conflict := referral_draft.changed()) is None:
        return
    with st.container(border=True, key="windows"):
        if conflict.stored is None:
            st.warning(t("windows.deleted"))
        else:
            at = moment_words(conflict.stored.changed_at, today(), language())
            st.warning(t("windows.changed", at=at))
        _show_both(register, ReferralDraft() if conflict.stored is None else conflict.stored.draft)
        with st.container(horizontal=True):
            st.button(t("windows.keep_mine"), on_click=referral_draft.keep_mine)
            name = "windows.delete_too" if conflict.stored is None else "windows.take_theirs"
            st.button(t(name), on_click=referral_draft.take_theirs)


def _show_both(register: Register, theirs: ReferralDraft) -> None:
    mine = referral_draft.open_draft()
    if rows := differences(mine, theirs, _names(register), language()):
        with st.expander(t("windows.both")):
            table(rows)


def _names(register: Register) -> dict[str, str]:
    offers = {
        offer_id: either(offer.name_da, offer.name_en)
        for offer_id, offer in register.catalogue.items()
    }
    return {
        **offers,
        **need_names(register),
        **municipality_names(register),
        **position_names(register),
        **cached_referrals.own_organisations(today()),
    }
