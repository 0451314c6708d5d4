SELECT person_id, stream_id
  FROM network_membership
 WHERE stream_id = ANY(%(streams)s) AND person_id = ANY(%(people)s)
