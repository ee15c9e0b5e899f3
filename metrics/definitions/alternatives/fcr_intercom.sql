/*
metric: fcr
name: Intercom
counts: >
  Conversations that were closed once and had one teammate in them, filed under
  the day they were started.
lacks: >
  The exports that we know do not tell how many people took part.
source: https://www.intercom.com/help/en/articles/7022438
*/
