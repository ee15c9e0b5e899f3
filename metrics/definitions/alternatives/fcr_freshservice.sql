/*
metric: fcr
name: Freshservice
counts: >
  Solved tickets to which the customer never wrote again, however many replies
  the agent sent.
lacks: >
  The exports that we know do not tell how often a customer wrote.
source:
  https://support.freshservice.com/en/support/solutions/articles/50000004904
*/
