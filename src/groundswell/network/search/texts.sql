-- A row for each picture that is described; one where there is none.
SELECT v.id, v.title, v.html, o.options, f.description
  FROM network_post v
  LEFT JOIN network_poll o ON o.post_id = v.id
  LEFT JOIN network_attachment t ON t.post_id = v.id
  LEFT JOIN network_file f ON f.id = t.file_id AND f.description <> ''
 WHERE v.id = ANY(%(ids)s) AND v.removed_at IS NULL
 ORDER BY v.id, t.position
