DELETE FROM network_searchaccount WHERE rowid IN (
    SELECT s.id FROM network_searchaccount_docsize s LEFT JOIN people_account a ON a.id = s.id
     WHERE a.id IS NULL)
