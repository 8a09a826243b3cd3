import type { Report, ReportRow } from './read.ts'
import { timesOf } from './times.ts'

/** The reports there are, each a choice of what was counted. */

const place = ({ period, department, channel }: ReportRow) => ({ period, department, channel })

export const asVolumes = ({ rows }: Report) =>
  rows.map((row) => ({
    ...place(row),
    created: row.measures.created ?? 0,
    received: row.measures.received ?? 0,
    replied: row.measures.replied ?? 0,
    resolved: row.measures.resolved ?? 0,
    reopened: row.measures.reopened ?? 0,
  }))

export const asResponseTimes = ({ rows }: Report) =>
  rows.map((row) => ({
    ...place(row),
    first_reply: timesOf(row.measures, 'first_reply', 'first_replies'),
    resolution: timesOf(row.measures, 'resolution', 'resolved'),
  }))

export const asResolutions = ({ rows }: Report) =>
  rows.map((row) => ({
    ...place(row),
    resolved: row.measures.resolved ?? 0,
    reopened: row.measures.reopened ?? 0,
    resolution: timesOf(row.measures, 'resolution', 'resolved'),
  }))
