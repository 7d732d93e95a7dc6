from ecosystem.app.help.view import show_parts, show_tasks

show_tasks()
show_parts()
