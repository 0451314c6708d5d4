DELETE FROM network_searchaccount s
 WHERE NOT EXISTS (SELECT 1 FROM people_account a WHERE a.id = s.id)
