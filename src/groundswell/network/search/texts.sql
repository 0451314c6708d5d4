SELECT v.id, v.title, v.html, o.options
  FROM network_post v
  LEFT JOIN network_poll o ON o.post_id = v.id
 WHERE v.id = ANY(%(ids)s) AND v.removed_at IS NULL
