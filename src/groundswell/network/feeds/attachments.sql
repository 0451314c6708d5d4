SELECT t.post_id, f.id, f.name, f.media_type, f.size_bytes, f.width, f.height, f.sizes, f.link,
       f.description
  FROM network_attachment t
  JOIN network_file f ON f.id = t.file_id
 WHERE t.post_id = ANY(%(ids)s)
 ORDER BY t.post_id, t.position, f.id
