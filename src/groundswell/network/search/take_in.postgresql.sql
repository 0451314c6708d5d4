-- What was written waits in a list that every search reads; the writer takes it in at once. With no
-- list at all each post would be taken in by itself, which is three times as slow. While all is
-- made anew there is no index yet.
SELECT gin_clean_pending_list(to_regclass(%(index)s))
