DELETE FROM network_searchfile WHERE rowid IN (
    SELECT s.id FROM network_searchfile_docsize s LEFT JOIN network_filepart a ON a.id = s.id
     WHERE a.id IS NULL)
