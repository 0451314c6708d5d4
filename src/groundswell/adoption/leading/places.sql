-- Every stream but conversations, as a place of contributions: a group is one, all others are 0.
SELECT id, CASE WHEN kind = 'group' THEN id ELSE 0 END FROM network_stream
 WHERE kind <> 'conversation'
 ORDER BY id
