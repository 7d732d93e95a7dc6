"""Ask the referral itself what it would have said, on a register as it stood on the cut.

Each item becomes an offer and each use up to the cut a participation in it; then
``suggest_referrals`` is asked, as it is, with the weights the register carries. Nothing of the
order is written again here.

What the history tells of an organisation is where it belongs. What it needed, its field, its
size, deadlines and who carried an item out are not told. They are the same for all items, so
that evidence of earlier use alone orders them: that is the part of the order which can be held
against the past at all. The area of an item is not made a demand here; the rule of areas is laid
over every ranking alike, so that no ranking gets its credit.
"""

from typing import Final

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as arrow
from numpy.typing import NDArray

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.evaluation.history import NOT_KNOWN, Trial
from ecosystem.analysis.referral import referral_context, suggest_referrals
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Constants, Offer, Rules
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import OfferKind

NEED: Final = "not_told"
"""The one need of the register as it stood: every item answers it, so that none is favoured."""
_SOURCE: Final = "the history that is evaluated"


def score_by_referral(trial: Trial, constants: Constants) -> "NDArray[np.float64]":
    """Score items by the place the referral gives them.

    Organisations of the same home are the same firm to the referral, so it is asked once a home.
    """
    codes = _codes(trial)
    register = register_as_it_stood(trial, constants)
    on = (pd.Timestamp(trial.split) + pd.Timedelta(days=1)).date()
    context = referral_context(OnDay(register, on))
    column = {offer_id: place for place, offer_id in enumerate(_offer_ids(trial))}
    by_home = {}
    for home in set(trial.home):
        firm = Firm(municipality_code=codes.get(home))
        referral = suggest_referrals(register, firm, [NEED], on, context=context)
        scores = np.zeros(len(trial.items))
        for suggestion in referral.suggestions:
            scores[column[suggestion.offer_id]] = -float(suggestion.rank or 0)
        by_home[home] = scores
    return np.array([by_home[home] for home in trial.home]).reshape(trial.used_before.shape)


def register_as_it_stood(trial: Trial, constants: Constants) -> Register:
    """Make the register that the referral is asked on: offers, users up to the cut, their homes."""
    codes = _codes(trial)
    users = [f"user-{number}" for number in range(len(trial.before))]
    homes = [codes.get(home) for home in trial.before_home]
    row, item = np.nonzero(trial.before)
    ids = _offer_ids(trial)
    used = arrow.table(
        {
            "actor_id": [users[n] for n in row],
            "offer_id": [ids[n] for n in item],
            "start": arrow.array([trial.split] * len(row), arrow.date32()),
            "is_synthetic": arrow.array([False] * len(row), arrow.bool_()),
        }
    )
    text = arrow.string()
    actors = arrow.table(
        {
            "actor_id": arrow.array(users, text),
            "name": arrow.array(users, text),
            "kind": arrow.array(["firm"] * len(users), text),
            "municipality_code": arrow.array(homes, text),
        }
    )
    always = pd.Series(pd.NaT, index=range(len(codes)), dtype="datetime64[s]")
    regions = pd.DataFrame(
        {
            "municipality_code": pd.Series(list(codes.values()), dtype="str"),
            "region_code": pd.Series(list(codes), dtype="str"),
            "valid_from": always,
            "valid_to": always,
        }
    )
    catalogue = {i: _offer(i, name) for i, name in zip(ids, trial.items, strict=True)}
    return Register(
        label=_SOURCE,
        folder=_SOURCE,
        needs=pd.DataFrame({"need_id": [NEED], "rank": [1], "name_da": [NEED], "name_en": [NEED]}),
        offers=pd.DataFrame({"offer_id": ids}),
        actors=nw.from_native(actors).lazy(),
        participations=nw.from_native(used).lazy(),
        regions=regions,
        catalogue=catalogue,
        constants=constants,
    )


def _codes(trial: Trial) -> dict[str, str]:
    """Assign each home area a place in it: a code the referral can look the area up by."""
    homes = sorted({*trial.home, *trial.before_home} - {NOT_KNOWN})
    return {home: f"{number:04d}" for number, home in enumerate(homes, start=1)}


def _offer_ids(trial: Trial) -> list[str]:
    return [f"item-{number:04d}" for number in range(len(trial.items))]


def _offer(offer_id: str, name: str) -> Offer:
    return Offer(
        offer_id=offer_id,
        provider_actor_id=None,
        kind=OfferKind.SCHEME,
        name_da=name,
        name_en=name,
        need_ids=(NEED,),
        position_ids=(),
        area=("national",),
        channel=None,
        open_from=None,
        open_until=None,
        amount_min_dkk=None,
        amount_max_dkk=None,
        support_rate_pct=None,
        next_step=None,
        url=None,
        source=_SOURCE,
        checked=None,
        confidence=None,
        rules=Rules(offer_id=offer_id, source=_SOURCE),
    )
