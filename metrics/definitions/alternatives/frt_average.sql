/*
metric: frt
name: Average
kind: mean
counts: >
  The mean in place of the median: a few very long waits weigh as much as many
  short ones.
source: https://help.zoho.com/portal/en/kb/desk/reports-and-dashboards
*/
