-- Questions of all streams that the viewer may read: whoever could answer shall see them.
SELECT v.id, v.version
  FROM network_post v
 WHERE v.kind = 'question' AND v.answered_at IS NULL AND v.removed_at IS NULL
   AND v.root_id IS NULL AND v.id < %(older_than)s
   AND {groundswell.network.feeds.readable}
 ORDER BY v.id DESC LIMIT %(limit)s
