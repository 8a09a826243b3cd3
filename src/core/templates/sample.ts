import type { TicketSnapshot } from '../tickets/ticket.ts'
import type { Surroundings } from './scope.ts'

/** What a preview shows where no ticket is named, and where the documentation's examples come from. */
export const SAMPLE_TICKET: TicketSnapshot = {
  id: '249830075170553856',
  number: 1042,
  subject: 'My parcel has not come',
  status: 'open',
  priority: 'normal',
  department: { id: '249830074113589248', name: 'Support' },
  type: { id: '249830074126172160', name: 'Question' },
  requester: { id: '249830075174748160', external_id: 'customer-77', email: 'ann@example.com', name: 'Ann Archer' },
  requester_verified: true,
  assignee: { id: '249830075174748161', name: 'Kim Kay', email: 'kim@acme.example' },
  tags: ['shipping'],
  fields: { order_number: 'SP-2412-0489' },
  metadata: { plan: 'pro' },
  channel: 'api',
  source: 'api',
  culture: 'en-US',
  external_ref: null,
  message_count: 1,
  opened_at: '2026-06-04T15:21:09.000Z',
  snoozed_until: null,
  first_response_at: null,
  resolved_at: null,
  closed_at: null,
  last_message_at: '2026-06-04T15:21:09.000Z',
  created_at: '2026-06-04T15:21:09.000Z',
  updated_at: '2026-06-04T15:21:09.000Z',
  participants: [],
}

export const SAMPLE_SURROUNDINGS: Surroundings = {
  desk: { name: 'Acme', slug: 'acme', culture: 'en-US' },
  agent: { name: 'Kim Kay', email: 'kim@acme.example' },
  message: { text: 'Where is my parcel?', author: { name: 'Ann Archer' }, created_at: '2026-06-04T15:21:09.000Z' },
}

export const SAMPLE_DATA: Record<string, unknown> = { order_number: 'SP-2412-0489' }

/** What templates of interventions have besides (interventions/run.ts). */
export const SAMPLE_INTERVENTION = {
  intervention: { name: 'lost_parcel', title: 'Lost parcel' },
  remote: { tracking_number: 'CC-1207' },
  fields: [{ name: 'carrier', label: 'Carrier', value: 'Snail Mail' }],
}
