-- Of the newest pages that match and hang on what the viewer may read: the files, the first page of
-- each, and on which post the file hangs. The order of the walk is pinned.
SELECT h.file_id, min(h.part_id), count(DISTINCT h.part_id), max(h.post_id)
  FROM (SELECT f.file_id, f.id AS part_id, v.id AS post_id
          FROM network_searchfile s
         CROSS JOIN network_filepart f ON f.id = s.rowid
         CROSS JOIN network_attachment a ON a.file_id = f.file_id
         CROSS JOIN network_post v ON v.id = a.post_id
         WHERE s.terms MATCH %(match)s AND v.removed_at IS NULL
           AND v.id >= %(from_id)s AND v.id < %(below_id)s
           AND {groundswell.network.search.readable}
         ORDER BY s.rowid DESC LIMIT %(most)s) h
 GROUP BY h.file_id ORDER BY max(h.post_id) DESC
