DELETE FROM network_searchfile WHERE rowid IN (SELECT value FROM json_each(%(ids)s))
