-- What may stand in For you: the newest of one's streams, and the questions that wait anywhere:
-- the newest ones, whose words are compared, and all under a topic that one knows.
SELECT n.post_id AS id FROM ({groundswell.network.feeds.near}) n
UNION
SELECT w.id
  FROM (SELECT v.id FROM network_post v
         WHERE v.kind = 'question' AND v.answered_at IS NULL AND v.removed_at IS NULL
           AND v.root_id IS NULL AND v.id >= %(field_since)s AND v.author_id <> %(viewer)s
         ORDER BY v.id DESC LIMIT %(waiting)s) w
UNION
SELECT v.id
  FROM network_topic t
  JOIN network_posttopic o ON o.topic_id = t.id AND o.post_id >= %(field_since)s
  JOIN network_post v ON v.id = o.post_id
 WHERE t.name_folded = ANY(%(topics)s) AND v.kind = 'question' AND v.answered_at IS NULL
   AND v.removed_at IS NULL AND v.root_id IS NULL
