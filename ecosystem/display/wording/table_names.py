"""What the tables of a register are called in a sentence."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "table.strength_positions": ("styrkepositioner", "strength positions"),
    "table.needs": ("behov", "needs"),
    "table.municipalities": ("kommuner", "municipalities"),
    "table.regions": ("regioner", "regions"),
    "table.landmasses": ("landmasser", "landmasses"),
    "table.crossings": ("broer og færger", "bridges and ferries"),
    "table.industry_positions": ("brancher i styrkepositioner", "industries of positions"),
    "table.actors": ("aktører", "actors"),
    "table.sites": ("adresser", "sites"),
    "table.links": ("forbindelser", "ties"),
    "table.actor_positions": ("aktørernes roller", "roles of actors"),
    "table.offers": ("tilbud", "offers"),
    "table.activities": ("aktiviteter", "activities"),
    "table.projects": ("projekter", "projects"),
    "table.participations": ("deltagelser", "participations"),
    "table.outputs": ("resultater", "outputs"),
    "table.finances": ("regnskaber", "finances"),
    "table.need_answers": ("svar om behov", "answers about needs"),
    "table.challenges": ("udfordringer", "challenges"),
    "table.board_seats": ("bestyrelsesposter", "board seats"),
    "table.dead_ends": ("forgæves søgninger", "searches in vain"),
    "table.firm_statistics": ("firmastatistik", "firm statistics"),
}
