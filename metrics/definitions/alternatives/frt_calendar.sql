/*
metric: frt
name: Calendar time
clock: calendar
counts: >
  The same wait, with nights, weekends and holidays in it.
source: https://support.zendesk.com/hc/en-us/articles/4408821871642
*/
