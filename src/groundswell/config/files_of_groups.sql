-- Bytes of attached files by group; no name, and of closed groups no number of their own either.
SELECT CASE WHEN g.visibility = 'open' THEN g.id ELSE 0 END AS group_id,
       count(DISTINCT f.id) AS files, sum(f.size_bytes) AS bytes
FROM network_attachment a
JOIN network_file f ON f.id = a.file_id AND f.key <> ''
JOIN network_post p ON p.id = a.post_id
JOIN network_placement pl ON pl.post_id = COALESCE(p.root_id, p.id)
JOIN network_group g ON g.stream_id = pl.stream_id
GROUP BY 1
ORDER BY 3 DESC
