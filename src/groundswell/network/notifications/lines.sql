-- The viewer's notices of one sort, the newest first, as far as what they are about exists for them.
SELECT n.id, n.kind, n.subject_id, n.thread_id, n.since_id, n.read_at, n.told_at
  FROM network_notice n
 WHERE n.person_id = %(viewer)s
   AND {}
   AND {groundswell.network.notifications.standing}
 ORDER BY n.since_id DESC, n.id DESC
 LIMIT %(limit)s
