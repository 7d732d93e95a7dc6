from ecosystem.app import open_data
from ecosystem.app.actor_list import find_actors, show_list
from ecosystem.app.actor_view import show_actor
from ecosystem.app.widgets import today

register = open_data.register()
show_list(register, find_actors(register, today()), today())
show_actor(today())
