-- What may stand in For you: the newest of one's streams, as they stand there; and in one row, of no
-- thread, the newest questions that wait anywhere, which are the same for everybody and so are
-- compared with what one knows from the memory of the process. Of what is muted or removed nothing
-- is shown (-1), but that it was looked at is known.
SELECT v.id, v.version, true AS is_near, n.name AS name,
       CASE WHEN t.is_muted OR v.removed_at IS NOT NULL THEN -1
            ELSE coalesce(t.read_up_to, 0) END AS read_up_to,
       n.stream_id
  FROM ({groundswell.network.feeds.near}) n
  JOIN network_post v ON v.id = n.post_id
  LEFT JOIN network_attention t ON t.thread_id = v.id AND t.person_id = %(viewer)s
UNION ALL
SELECT 0, 0, false, q.named, 0, 0
  FROM ({groundswell.network.feeds.asked}) q
