DELETE FROM network_search WHERE rowid IN (
    SELECT s.id FROM network_search_docsize s LEFT JOIN network_post v ON v.id = s.id
     WHERE v.id IS NULL)
