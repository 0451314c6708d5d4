-- A thread stands under a topic when it, or a reply in it, says the word.
SELECT v.id, v.version
  FROM network_post v
 WHERE v.id IN (SELECT COALESCE(w.root_id, w.id)
                  FROM network_topicfollow f
                  JOIN network_posttopic t ON t.topic_id = f.topic_id
                  JOIN network_post w ON w.id = t.post_id
                 WHERE f.person_id = %(viewer)s AND w.removed_at IS NULL)
   AND v.id < %(older_than)s
   AND {groundswell.network.feeds.readable}
 ORDER BY v.id DESC LIMIT %(limit)s
