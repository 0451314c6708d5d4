-- What a post is, as tokens of the index: a narrowed search is an intersection there, however
-- common the words and rare the author. They narrow; who may read is asked of the streams.
SELECT v.id, '=a' || v.author_id FROM network_post v WHERE v.id = ANY(%(ids)s)
UNION ALL
SELECT v.id, '=k' || v.kind FROM network_post v WHERE v.id = ANY(%(ids)s) AND v.root_id IS NULL
UNION ALL
SELECT v.id, '=reply' FROM network_post v WHERE v.id = ANY(%(ids)s) AND v.root_id IS NOT NULL
UNION ALL
SELECT v.id, '=link' FROM network_post v WHERE v.id = ANY(%(ids)s) AND v.html LIKE '%%href="http%%'
UNION ALL
SELECT v.id, '=s' || p.stream_id
  FROM network_post v
  JOIN network_placement p ON p.post_id = coalesce(v.root_id, v.id)
 WHERE v.id = ANY(%(ids)s)
UNION ALL
SELECT t.post_id, '=t' || t.topic_id FROM network_posttopic t WHERE t.post_id = ANY(%(ids)s)
UNION ALL
SELECT a.post_id, '=file' FROM network_attachment a WHERE a.post_id = ANY(%(ids)s)
UNION ALL
SELECT a.post_id, '=image'
  FROM network_attachment a
  JOIN network_file f ON f.id = a.file_id
 WHERE a.post_id = ANY(%(ids)s) AND f.media_type LIKE 'image/%%'
