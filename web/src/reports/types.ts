/** The shapes of /v1/reports. */
type Named = { id: string; name: string }
export type Place = { period: string; department: Named | null; channel: string | null; source: string | null }
export type Times = { count: number; mean_seconds: number | null; within: Record<string, number> }
export type Kept = { met: number; breached: number; share: number | null }

export type Volume = { created: number; received: number; replied: number; resolved: number; reopened: number }
export type ResponseTimes = { first_reply: Times; resolution: Times }
export type Work = { entered: number; departed: number; open: number }
export type Sla = { first_reply: Kept; next_reply: Kept; resolution: Kept }
export type Ratings = {
  ratings: number
  mean_score: number | null
  share: number | null
  scores: Record<'1' | '2' | '3' | '4' | '5', number>
}
export type Replies = { agent_replies: number; ai_replies: number; ai_share: number | null }
export type AgentRow = {
  member: Named & { email: string }
  assigned: number
  replied: number
  noted: number
  resolved: number
  open: number
}
export type CategoryRow = { category: Named & { color: string | null }; resolved: number }

export type Row<T> = Place & T
export type ReportOf<T> = { time_zone: string; from: string; to: string; data: T[] }

export type Totals = Volume & ResponseTimes & Replies & { sla: Sla; satisfaction: Ratings }
export type Overview = {
  time_zone: string
  totals: Totals
  previous: { from: string; to: string; totals: Totals }
  channels: ({ channel: string | null } & Volume)[]
  sources: ({ source: string | null } & Volume)[]
  agents: AgentRow[]
  resolution_categories: CategoryRow[]
}
