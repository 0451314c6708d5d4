-- What may stand in For you: the newest of one's streams, as they stand there, and the questions
-- that wait anywhere: the newest ones, whose words are compared, and all under a topic that one
-- knows. Those are of stream 0, as nobody has asked yet who may read them; `is_near` goes on. CROSS
-- JOIN: SQLite asks for the few places of a thread, not for the viewer's streams each time.
SELECT v.id, v.version, n.stream_id, true AS is_near, n.name AS name,
       coalesce(t.read_up_to, 0) AS read_up_to
  FROM ({groundswell.network.feeds.near}) n
  JOIN network_post v ON v.id = n.post_id AND v.removed_at IS NULL
  LEFT JOIN network_attention t ON t.thread_id = v.id AND t.person_id = %(viewer)s
 WHERE t.is_muted IS NULL OR NOT t.is_muted
UNION ALL
SELECT w.id, w.version, 0,
       EXISTS (SELECT 1 FROM network_placement p CROSS JOIN network_subscription u
                WHERE p.post_id = w.id AND u.stream_id = p.stream_id AND u.person_id = %(viewer)s),
       '', 0
  FROM ({groundswell.network.feeds.lately_asked}) w
 WHERE w.author_id <> %(viewer)s
UNION ALL
SELECT a.id, a.version, 0, false, '', 0
  FROM ({groundswell.network.feeds.asked_about}) a
