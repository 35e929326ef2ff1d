"""A report on a month, a quarter or a year: findings in words, then the tables that they come from."""
