n.id = %(notice)s
