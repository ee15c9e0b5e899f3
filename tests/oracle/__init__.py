"""Every metric counted a second time, in pandas, by another way of thinking.

Written from the words that say how a metric counts, and never from its SQL:
where the two disagree, one of them does not do what the words say.
"""
