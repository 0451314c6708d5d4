DELETE FROM network_search WHERE id = ANY(%(ids)s)
