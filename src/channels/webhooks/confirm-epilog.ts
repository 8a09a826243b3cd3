import { systemActor } from '../../core/actor.ts'
import type { DeskId } from '../../core/ids.ts'
import { type ConfirmError, confirmRun } from '../../core/interventions/confirm.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Outcome } from '../channel.ts'

type Told = { deskId: DeskId; run: string; host: string; body: Buffer }
type Sent = Extract<Outcome, { ok: true }>

/**
 * What the answer of an epilog's receiver means for its run: `{"confirmed": true, "data": {…}}` confirms it,
 * `{"confirmed": false, "reason": "…"}` says that nothing comes of it, anything else that it was received. The final text
 * is said in a transaction of its own before the delivery is noted as sent: after a crash between the two, the receiver is
 * told again, and what it confirms again changes nothing.
 */
export const confirmEpilog = async (lodge: Lodge, told: Told, sent: Sent): Promise<Outcome> => {
  const answer = readAnswer(told.body)
  if (answer === undefined) return sent
  const rest = { status: sent.status, ...(sent.detail === undefined ? {} : { detail: sent.detail }) }
  const { host } = told
  if (!answer.confirmed) {
    const reason = `${host} said no${answer.reason === '' ? '.' : `: ${answer.reason}`}`
    return { ok: false, ...withStatus(rest), permanent: true, reason }
  }
  const actor = { ...systemActor(told.deskId, host), kind: 'automation' as const }
  const failure = await lodge.store.db
    .transaction()
    .execute(async (tx) => {
      const confirmed = await confirmRun({ tx, lodge, actor }, told.run, answer.data)
      if (!confirmed.ok) throw new Unconfirmed(confirmed.error)
      return undefined
    })
    .catch((error: unknown) => {
      if (error instanceof Unconfirmed) return error.why
      throw error
    })
  lodge.nudge()
  if (!failure) return sent
  const reason = `${host} confirmed it, but the final response cannot be written: ${wordsFor(failure)}.`
  return { ok: false, ...withStatus(rest), permanent: false, reason }
}

/** Undoes the transaction. */
class Unconfirmed extends Error {
  readonly why: ConfirmError
  constructor(why: ConfirmError) {
    super(why.code)
    this.why = why
  }
}

const withStatus = ({ status, ...rest }: { status?: number | undefined; detail?: string }) => ({
  ...rest,
  ...(status === undefined ? {} : { status }),
})

const wordsFor = (error: ConfirmError): string =>
  error.code === 'text_unusable'
    ? `${error.of.replace('_', ' ')}: ${error.error.code.replaceAll('_', ' ')}`
    : error.code

type Answer = { confirmed: true; data: Record<string, unknown> } | { confirmed: false; reason: string }

const readAnswer = (body: Buffer): Answer | undefined => {
  let read: unknown
  try {
    read = storable(JSON.parse(body.toString('utf8')))
  } catch {
    return undefined
  }
  if (!isObject(read) || typeof read.confirmed !== 'boolean') return undefined
  if (read.confirmed) return { confirmed: true, data: isObject(read.data) ? read.data : {} }
  return { confirmed: false, reason: typeof read.reason === 'string' ? read.reason : '' }
}

/** What PostgreSQL's jsonb cannot hold: NUL, and half a character. */
const storable = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [storable(key), storable(one)]))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
