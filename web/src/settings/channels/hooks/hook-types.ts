import type { Hook } from '../../../api/types.ts'

/** A hook as an admin gets it: with its address, and how to connect it. */
export type HookAnswer = Hook & {
  url?: string | null
  setup?: { instructions: string; script: string | null } | null
}

/** A payload as it came. */
export type Payload = { headers: Record<string, string>; body: string | null; body_base64: string }

/** What a payload would become. */
export type HookPreview = {
  outcome: 'ticket' | 'quarantined' | 'ignored'
  detail: string | null
  ticket: {
    requester: { external_id: string | null; email: string | null; name: string | null }
    subject: string
    body: string
    body_format: string
    priority: 'low' | 'normal' | 'high' | 'urgent'
    department: { name: string }
    type: { name: string }
    assignee: string | null
    tags: string[]
    fields: Record<string, string>
    metadata: Record<string, unknown>
    culture: string | null
    external_ref: string | null
  } | null
}
