SELECT %(number)s + %(more)s
