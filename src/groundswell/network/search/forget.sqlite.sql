DELETE FROM network_search WHERE rowid IN (SELECT value FROM json_each(%(ids)s))
