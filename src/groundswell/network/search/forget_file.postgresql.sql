DELETE FROM network_searchfile WHERE id = ANY(%(ids)s)
