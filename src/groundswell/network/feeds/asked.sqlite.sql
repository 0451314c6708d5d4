SELECT coalesce(group_concat(w.id || '.' || w.version), '') AS named
  FROM ({groundswell.network.feeds.lately_asked}) w
