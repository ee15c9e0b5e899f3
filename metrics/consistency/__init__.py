"""Whether customers meet the same, whoever answers, by whichever channel and day."""
