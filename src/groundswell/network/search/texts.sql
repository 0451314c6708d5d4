SELECT v.id, v.title, v.html
  FROM network_post v
 WHERE v.id = ANY(%(ids)s) AND v.removed_at IS NULL
