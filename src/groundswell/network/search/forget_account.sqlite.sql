DELETE FROM network_searchaccount WHERE rowid IN (SELECT value FROM json_each(%(ids)s))
