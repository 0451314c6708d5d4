-- The topics of the questions of others that the viewer answered lately.
SELECT DISTINCT 'answered', t.name, 0
  FROM (SELECT r.root_id FROM network_post r
         WHERE r.author_id = %(viewer)s AND r.root_id IS NOT NULL AND r.removed_at IS NULL
         ORDER BY r.id DESC LIMIT 200) r
  JOIN network_post q ON q.id = r.root_id AND q.kind = 'question' AND q.author_id <> %(viewer)s
  JOIN network_posttopic o ON o.post_id = q.id
  JOIN network_topic t ON t.id = o.topic_id
