-- From the questions that wait: by its own guess SQLite reads all of the topics, answered or not.
SELECT v.id, v.version
  FROM network_post v INDEXED BY post_unanswered
 CROSS JOIN network_posttopic o ON o.post_id = v.id
 CROSS JOIN network_topic t ON t.id = o.topic_id
 WHERE v.kind = 'question' AND v.answered_at IS NULL AND v.removed_at IS NULL
   AND v.root_id IS NULL AND v.id >= %(field_since)s AND t.name_folded = ANY(%(topics)s)
