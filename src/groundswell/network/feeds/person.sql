SELECT v.id, v.version
  FROM network_post v
 WHERE v.author_id = %(author)s AND v.root_id IS NULL AND v.id < %(older_than)s
   AND {groundswell.network.feeds.readable}
 ORDER BY v.id DESC LIMIT %(limit)s
