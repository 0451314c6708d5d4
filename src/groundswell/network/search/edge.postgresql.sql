-- The newest id and the one at which a walk of some steps ends.
(SELECT id FROM network_search WHERE id < %(below_id)s ORDER BY id DESC LIMIT 1)
UNION ALL
(SELECT id FROM network_search WHERE id < %(below_id)s ORDER BY id DESC OFFSET %(steps)s LIMIT 1)
