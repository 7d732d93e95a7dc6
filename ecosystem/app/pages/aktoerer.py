from ecosystem.app import open_data
from ecosystem.app.actor_list import actor_table, choose_actor, download, find_actors, nothing_found
from ecosystem.app.actor_view import show_actor
from ecosystem.app.widgets import today
from ecosystem.briefings.actor import list_actors

register = open_data.register()
wanted = find_actors(register, today())
answer = list_actors(register, today(), wanted)

if answer.actors:
    choose_actor(answer)
    actor_table(register, answer, wanted)
    download(register, answer, wanted)
else:
    nothing_found(answer, wanted)

show_actor(register, today())
