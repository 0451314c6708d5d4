DELETE FROM network_searchfile s
 WHERE NOT EXISTS (SELECT 1 FROM network_filepart a WHERE a.id = s.id)
