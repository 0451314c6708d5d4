DELETE FROM adoption_contributionday WHERE "on" < %(before)s
