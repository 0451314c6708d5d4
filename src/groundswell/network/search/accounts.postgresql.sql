SELECT s.id FROM network_searchaccount s WHERE s.terms @@ %(match)s::tsquery LIMIT %(limit)s
