DELETE FROM network_searchaccount WHERE id = ANY(%(ids)s)
