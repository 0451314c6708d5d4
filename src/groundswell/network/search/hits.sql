-- A row for each picture that is described; one where there is none.
SELECT v.id, coalesce(v.root_id, v.id), coalesce(r.kind, v.kind), coalesce(r.title, v.title),
       v.root_id IS NOT NULL, coalesce(r.removed_at, v.removed_at) IS NOT NULL,
       coalesce(r.answered_at, v.answered_at), v.html, v.published_at,
       a.id, a.name, a.photo, coalesce(d.name, ''), o.options, f.description
  FROM network_post v
  LEFT JOIN network_post r ON r.id = v.root_id
  JOIN people_person a ON a.id = v.author_id
  LEFT JOIN people_person d ON d.id = v.acted_by_id
  LEFT JOIN network_poll o ON o.post_id = v.id
  LEFT JOIN network_attachment t ON t.post_id = v.id
  LEFT JOIN network_file f ON f.id = t.file_id AND f.description <> ''
 WHERE v.id = ANY(%(ids)s)
 ORDER BY v.id, t.position
