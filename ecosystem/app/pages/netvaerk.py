from ecosystem.app import open_data
from ecosystem.app.network_page import show_network

show_network(open_data.register())
