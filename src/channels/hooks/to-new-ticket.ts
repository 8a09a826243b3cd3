import type { IntakeHook } from '../../core/hooks/intake-hook.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { NewTicket } from '../../core/tickets/create.ts'
import { METADATA_BYTES, TAGS_MAX } from '../../core/tickets/update.ts'
import type { TicketPriority } from '../../store/schema.ts'
import type { Mapped } from './mapping/apply.ts'
import { emailOf, show } from './read.ts'
import type { Draft } from './source.ts'

export type Unfit = { code: 'no_identity' | 'unfit'; reason: string }

const MAX = { subject: 1000, body: 50_000, name: 200, external_id: 255, external_ref: 255, tag: 50, field: 2000 }

const PRIORITIES: Record<string, TicketPriority> = {
  low: 'low',
  normal: 'normal',
  medium: 'normal',
  high: 'high',
  urgent: 'urgent',
  critical: 'urgent',
}

/**
 * The ticket that a payload makes: of each field what the mapping found, else what the source says, else the hook's
 * default. `notes` say what had to be cut. Pure; what the ticket refers to is checked when it is made.
 */
export const toNewTicket = (
  hook: IntakeHook,
  draft: Draft,
  mapped: Mapped,
): Result<{ ticket: NewTicket; notes: string[] }, Unfit> => {
  const { defaults } = hook
  const notes: string[] = []
  const text = (path: string): string | undefined => show(mapped.get(path))
  const cut = (path: string, value: string, max: number): string => {
    if (value.length <= max) return value
    notes.push(`${path} was cut to ${max.toLocaleString('en-US')} characters.`)
    return value.slice(0, max).toWellFormed()
  }

  const email = mapped.has('email') ? emailOf(text('email')) : (draft.email ?? emailOf(defaults.email))
  if (mapped.has('email') && email === undefined) {
    return fail({ code: 'unfit', reason: `The mapping of email gives “${clip(text('email'))}”, which is no address.` })
  }
  const externalId = text('external_id') ?? draft.externalId ?? defaults.external_id
  if (email === undefined && externalId === undefined) return fail({ code: 'no_identity', reason: NO_IDENTITY })
  if (externalId !== undefined && externalId.length > MAX.external_id) {
    return fail({ code: 'unfit', reason: `external_id is longer than ${MAX.external_id} characters.` })
  }
  const givenPriority = text('priority')
  const priority =
    givenPriority === undefined
      ? (draft.priority ?? defaults.priority ?? 'normal')
      : PRIORITIES[givenPriority.trim().toLowerCase()]
  if (!priority) {
    const reason = `The mapping of priority gives “${clip(givenPriority)}”: it must give low, normal, high or urgent.`
    return fail({ code: 'unfit', reason })
  }
  const culture = text('culture') ?? defaults.culture ?? null
  if (culture !== null && !/^[a-z]{2,3}(-[A-Z]{2})?$/.test(culture)) {
    return fail({
      code: 'unfit',
      reason: `The mapping of culture gives “${clip(culture)}”: it must give a tag like en or pt-PT.`,
    })
  }
  const subject = oneLine(text('subject') ?? draft.subject ?? defaults.subject) ?? `New from ${hook.name}`
  const mappedBody = text('body')
  const draftBody = draft.body?.trim() ? draft.body : undefined
  const body = mappedBody ?? draftBody ?? defaults.body ?? subject
  const format = mappedBody === undefined && draftBody !== undefined ? (draft.format ?? 'text') : 'text'
  const name = text('name') ?? draft.name ?? defaults.name
  const externalRef = text('external_ref') ?? draft.externalRef
  const metadata = under(mapped, 'metadata.')
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES) {
    return fail({
      code: 'unfit',
      reason: `metadata is more than ${METADATA_BYTES.toLocaleString('en-US')} bytes as JSON.`,
    })
  }
  const fields = Object.entries(under(mapped, 'fields.')).flatMap(([key, value]): [string, string][] => {
    const shown = show(value)
    return shown === undefined ? [] : [[key, cut(`fields.${key}`, shown, MAX.field)]]
  })

  const ticket: NewTicket = {
    requester: {
      externalId: externalId ?? null,
      email: email ?? null,
      name: name === undefined ? null : cut('name', name, MAX.name),
    },
    subject: cut('subject', subject, MAX.subject),
    body: { format, source: cut('body', body, MAX.body) },
    channel: 'hook',
    source: hook.source,
    status: 'open',
    priority,
    department: text('department') ?? hook.departmentId,
    type: text('type') ?? hook.typeId,
    assignee: text('assignee') ?? defaults.assignee ?? null,
    tags: toTags([
      ...(mapped.has('tags') ? [mapped.get('tags')].flat() : (draft.tags ?? [])),
      ...(defaults.tags ?? []),
    ]),
    fields: { ...defaults.fields, ...Object.fromEntries(fields) },
    metadata,
    culture,
    participants: [],
    externalRef: externalRef === undefined ? null : cut('external_ref', externalRef, MAX.external_ref),
    openedAt: null,
    closedAt: null,
    snoozedUntil: null,
    attachments: [],
    public: true,
    notify: { requester: hook.notifyRequester, team: true },
    ai: { answer: false },
  }
  return ok({ ticket, notes })
}

const NO_IDENTITY =
  'The payload names nobody whom the ticket could be from: map `email` or `external_id` to a field of it, or give the hook a default for one, then replay.'

const toTags = (values: unknown[]): string[] => {
  const tags = values.flatMap((value) => {
    const tag = show(value)?.slice(0, MAX.tag).toWellFormed().trim().toLowerCase()
    return tag ? [tag] : []
  })
  return [...new Set(tags)].slice(0, TAGS_MAX).sort()
}

const under = (mapped: Mapped, prefix: string): Record<string, unknown> =>
  Object.fromEntries(
    [...mapped].flatMap(([path, value]): [string, unknown][] =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), value]] : [],
    ),
  )

const oneLine = (text: string | undefined): string | undefined => text?.replaceAll(/\s+/g, ' ').trim() || undefined

const clip = (text: string | undefined): string => (text ?? '').slice(0, 80).toWellFormed()
