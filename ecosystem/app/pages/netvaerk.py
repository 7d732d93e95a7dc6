from ecosystem.app.network.answers import show_answer
from ecosystem.app.network.question import ask
from ecosystem.app.shared import cached_data

request = ask(cached_data.register())
show_answer(request)
