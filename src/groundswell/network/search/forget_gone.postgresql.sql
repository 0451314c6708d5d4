DELETE FROM network_search s
 WHERE NOT EXISTS (SELECT 1 FROM network_post v WHERE v.id = s.id)
