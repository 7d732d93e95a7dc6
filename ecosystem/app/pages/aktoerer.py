from ecosystem.app.actors.card import show_actor
from ecosystem.app.actors.listing import find_actors, show_list
from ecosystem.app.shared import cached_data
from ecosystem.app.shared.widgets import today

register = cached_data.register()
show_list(register, find_actors(register, today()), today())
show_actor(today())
