-- What of some posts is the viewer's own.
WITH asked(post_id) AS (SELECT v.id FROM network_post v WHERE v.id = ANY(%(ids)s))
{groundswell.network.feeds.own}
