SELECT s.rowid FROM network_searchaccount s WHERE s.terms MATCH %(match)s LIMIT %(limit)s
