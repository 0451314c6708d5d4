-- The threads of a page, and what of them is the viewer's own, in one trip.
WITH page(post_id, version) AS MATERIALIZED (
{}
), asked(post_id) AS (SELECT p.post_id FROM page p)
SELECT p.post_id, 'line', '', p.version, '', 0
  FROM page p
UNION ALL
{groundswell.network.feeds.own}
