import type { MailTls } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { readMailSettings } from './read-settings.ts'
import {
  DEFAULTS,
  MAIL_DKIM_KEY,
  MAIL_PASSWORD,
  MAIL_SETTINGS,
  type MailSettings,
  type MailSettingsRow,
  toMailSettings,
} from './settings.ts'

/** All of a desk's settings. A secret that is undefined stays, as long as what it is for is the same. */
export type NewMailSettings = {
  fromAddress: string | null
  fromName: string | null
  smtp: { host: string; port: number; tls: MailTls; username: string | null; password?: string | undefined } | null
  dkim: { domain: string; selector: string; privateKey?: string | undefined } | null
  acknowledgement: boolean
  acknowledgementsPerDay: number
  closingNotice: boolean
  survey: boolean
}

export type SaveMailSettingsError =
  | { code: 'password_required' }
  | { code: 'private_key_required' }
  | { code: 'from_address_required' }

/**
 * Sets how a desk sends mail. The password is asked for again where the server or the user changes: a stored one never
 * goes to a server that it was not given for.
 */
export const saveMailSettings = async (
  change: Change,
  given: NewMailSettings,
): Promise<Result<MailSettings, SaveMailSettingsError>> => {
  const { tx, lodge, actor } = change
  await lockSettings(change)
  const before = await readMailSettings(tx, actor.deskId)
  const { smtp, dkim } = given
  if ((smtp || dkim) && given.fromAddress === null) return fail({ code: 'from_address_required' })
  const seal = (purpose: string, text: string) => lodge.secrets.seal({ deskId: actor.deskId, purpose }, text)

  const sameServer = smtp?.host === before.host && smtp.port === before.port && smtp.username === before.username
  const password =
    smtp?.password !== undefined ? seal(MAIL_PASSWORD, smtp.password) : sameServer ? before.password : null
  if (smtp?.username != null && password === null) return fail({ code: 'password_required' })
  const sameKey = dkim?.domain === before.dkim_domain && dkim.selector === before.dkim_selector
  const dkimKey =
    dkim?.privateKey !== undefined ? seal(MAIL_DKIM_KEY, dkim.privateKey) : sameKey ? before.dkim_key : null
  if (dkim && dkimKey === null) return fail({ code: 'private_key_required' })

  const columns: MailSettingsRow = {
    from_address: given.fromAddress,
    from_name: given.fromName,
    host: smtp?.host ?? null,
    port: smtp?.port ?? null,
    tls: smtp?.tls ?? null,
    username: smtp?.username ?? null,
    password: smtp?.username == null ? null : password,
    dkim_domain: dkim?.domain ?? null,
    dkim_selector: dkim?.selector ?? null,
    dkim_key: dkim ? dkimKey : null,
    acknowledgement: given.acknowledgement,
    acknowledgements_per_day: given.acknowledgementsPerDay,
    closing_notice: given.closingNotice,
    survey: given.survey,
  }
  const row = await tx
    .insertInto('mail_settings')
    .values({ desk_id: actor.deskId, ...columns })
    .onConflict((conflict) => conflict.column('desk_id').doUpdateSet({ ...columns, updated_at: new Date() }))
    .returning(MAIL_SETTINGS)
    .executeTakeFirstOrThrow()
  const settings = toMailSettings(row, lodge.secrets, actor.deskId)
  await recordEvent(change, { type: 'mail_settings.updated', data: { mail_settings: settings } })
  return ok(settings)
}

/** Gives the desk's own server another password; false where it has none that logs in. */
export const setMailPassword = async (change: Change, password: string): Promise<boolean> => {
  const { tx, lodge, actor } = change
  await lockSettings(change)
  const row = await tx
    .updateTable('mail_settings')
    .set({
      password: lodge.secrets.seal({ deskId: actor.deskId, purpose: MAIL_PASSWORD }, password),
      updated_at: new Date(),
    })
    .where('desk_id', '=', actor.deskId)
    .where('username', 'is not', null)
    .returning(MAIL_SETTINGS)
    .executeTakeFirst()
  if (!row) return false
  const settings = toMailSettings(row, lodge.secrets, actor.deskId)
  await recordEvent(change, { type: 'mail_settings.updated', data: { mail_settings: settings } })
  return true
}

/** Goes back to the defaults: the operator's server, or none. */
export const resetMailSettings = async (change: Change): Promise<MailSettings> => {
  await lockSettings(change)
  await change.tx.deleteFrom('mail_settings').where('desk_id', '=', change.actor.deskId).execute()
  const settings = toMailSettings(DEFAULTS, change.lodge.secrets, change.actor.deskId)
  await recordEvent(change, { type: 'mail_settings.updated', data: { mail_settings: settings } })
  return settings
}
