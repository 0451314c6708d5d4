-- The topics of the questions of others that the viewer answered lately, those that they answer most:
-- who answers a little of everything in a large company is not asked for everything.
SELECT 'answered', t.name, 0
  FROM (SELECT r.id, r.root_id FROM network_post r
         WHERE r.author_id = %(viewer)s AND r.root_id IS NOT NULL AND r.removed_at IS NULL
         ORDER BY r.id DESC LIMIT 200) r
  JOIN network_post q ON q.id = r.root_id AND q.kind = 'question' AND q.author_id <> %(viewer)s
  JOIN network_posttopic o ON o.post_id = q.id
  JOIN network_topic t ON t.id = o.topic_id
 GROUP BY t.name
 ORDER BY count(DISTINCT r.root_id) DESC, max(r.id) DESC LIMIT %(limit)s
