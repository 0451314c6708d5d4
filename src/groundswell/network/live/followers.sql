SELECT person_id, stream_id
  FROM network_subscription
 WHERE stream_id = ANY(%(streams)s) AND person_id = ANY(%(people)s)
