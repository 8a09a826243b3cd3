import { normaliseEmail } from '../contacts/email.ts'
import type { Identification } from '../contacts/identify.ts'
import { fail, ok, type Result } from '../result.ts'
import { traitsFit } from '../traits.ts'

const EXTERNAL_ID_MAX = 255
const NAME_MAX = 200

/** The names of a file's columns, in lower case where they are ours; others are the names of traits. */
const OURS = new Set(['email', 'name', 'external_id', 'company'])

/** What is in each column, or why no contact can come of such a file. */
export const columnsOf = (header: string[]): Result<string[], { code: string }> => {
  const names = header.map((name) => {
    const trimmed = name.replace(/^\ufeff/, '').trim()
    const ours = trimmed.toLowerCase().replaceAll(/[ -]/g, '_')
    return OURS.has(ours) ? ours : trimmed
  })
  if (names.some(isBroken)) return fail({ code: 'not_utf8' })
  if (!names.includes('email') && !names.includes('external_id')) return fail({ code: 'identity_column_missing' })
  if (new Set(names).size < names.length) return fail({ code: 'column_twice' })
  return ok(names)
}

/** Who a line is about, or the code of what is wrong with it. An empty field says nothing. */
export const personOf = (fields: string[], columns: string[]): Result<Identification, { code: string }> => {
  if (fields.length > columns.length) return fail({ code: 'too_many_fields' })
  if (fields.some(isBroken)) return fail({ code: 'not_utf8' })
  const said = new Map<string, string>()
  for (const [index, field] of fields.entries()) {
    const value = field.trim()
    if (value !== '') said.set(columns[index] ?? '', value)
  }
  const given = said.get('email')
  const email = given === undefined ? null : normaliseEmail(given)
  if (email === undefined) return fail({ code: 'email_invalid' })
  const externalId = said.get('external_id') ?? null
  const name = said.get('name') ?? null
  const company = said.get('company') ?? null
  if (email === null && externalId === null) return fail({ code: 'identity_missing' })
  if (externalId !== null && externalId.length > EXTERNAL_ID_MAX) return fail({ code: 'external_id_too_long' })
  if (name !== null && name.length > NAME_MAX) return fail({ code: 'name_too_long' })
  if (company !== null && company.length > NAME_MAX) return fail({ code: 'company_too_long' })
  const traits = Object.fromEntries([...said].filter(([column]) => !OURS.has(column) && column !== ''))
  if (!traitsFit(traits)) return fail({ code: 'traits_too_large' })
  return ok({
    externalId,
    email,
    phone: null,
    name,
    culture: null,
    traits,
    company: company === null ? null : { externalId: company, name: null, domain: null, traits: {} },
  })
}

/** What no UTF-8 decodes to but the mark of what was none, and what PostgreSQL holds in no text. */
const isBroken = (text: string): boolean => text.includes('\ufffd') || text.includes('\0')
