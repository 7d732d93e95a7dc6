from ecosystem.app.network.view import show_network
from ecosystem.app.shared import cached_data

show_network(cached_data.register())
