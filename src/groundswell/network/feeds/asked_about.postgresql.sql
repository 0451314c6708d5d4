SELECT v.id, v.version
  FROM network_topic t
  JOIN network_posttopic o ON o.topic_id = t.id AND o.post_id >= %(field_since)s
  JOIN network_post v ON v.id = o.post_id
 WHERE t.name_folded = ANY(%(topics)s) AND v.kind = 'question' AND v.answered_at IS NULL
   AND v.removed_at IS NULL AND v.root_id IS NULL
