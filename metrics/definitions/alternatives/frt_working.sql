/*
metric: frt
name: Working hours
clock: working
counts: >
  The same wait, with only the working hours in it; a reply outside them counts
  as 0 minutes.
source: https://support.zendesk.com/hc/en-us/articles/4408821871642
*/
