-- Which of these questions somebody other than the asker keeps as a bookmark.
SELECT DISTINCT b.post_id FROM network_bookmark b JOIN network_post p ON p.id = b.post_id
 WHERE b.post_id = ANY(%(questions)s) AND b.person_id <> p.author_id AND b.saved_at < %(ends)s
   AND p.answered_at IS NOT NULL AND b.saved_at >= p.answered_at
