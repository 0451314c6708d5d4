SELECT v.id, v.version, v.author_id
  FROM network_post v
 WHERE v.kind = 'question' AND v.answered_at IS NULL AND v.removed_at IS NULL
   AND v.root_id IS NULL AND v.id >= %(field_since)s
 ORDER BY v.id DESC LIMIT %(waiting)s
