INSERT OR REPLACE INTO network_searchfile (rowid, terms)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%(documents)s)
