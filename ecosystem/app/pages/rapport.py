from ecosystem.app.report import view

view.show()
