SELECT coalesce(string_agg(w.id || '.' || w.version, ',' ORDER BY w.id DESC), '') AS named
  FROM ({groundswell.network.feeds.lately_asked}) w
