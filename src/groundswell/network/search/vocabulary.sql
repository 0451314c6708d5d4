SELECT term FROM network_searchword WHERE term >= %(first)s AND term < %(last)s LIMIT 20000
