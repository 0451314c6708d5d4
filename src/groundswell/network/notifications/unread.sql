-- How many bundles of notices wait, up to a hundred, as far as what they are about exists for the
-- viewer.
SELECT count(*) AS unread
  FROM (SELECT DISTINCT n.kind, COALESCE(n.thread_id, n.subject_id)
          FROM network_notice n
         WHERE n.person_id = %(viewer)s AND n.read_at IS NULL
           AND {groundswell.network.notifications.standing}
         LIMIT 100) u
