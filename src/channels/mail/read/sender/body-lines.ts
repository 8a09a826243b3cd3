import { mailboxOf } from '../fold/block.ts'
import { fieldOf } from '../fold/labels.ts'
import type { Line } from '../fold/lines.ts'
import type { MailAddress } from '../types.ts'

export type BodyLines = { from: MailAddress | null; replyTo: MailAddress | null; field: MailAddress | null }

/** What form builders call the field of an address. */
const FIELD =
  /^[*_\s•-]{0,4}(?:your |customer['’]?s? |contact |user |reporter |sender |submitter )?(?:e-?mail(?: address| adress| id)?|mail|correo(?: electrónico)?|courriel|adresse (?:e-?mail|électronique|mail)|endereço de e-?mail|e-?mail-adresse|indirizzo e-?mail|e-?mailadres|adres e-?mail|электронная почта|эл\. почта|почта|אימייל|דוא["״]ל|דואר אלקטרוני|メールアドレス|邮箱|電子郵件)(?: \(.{1,30}\))?[*_]{0,2}(?:\s?[:：=?]\s*|\s+|$)(.*)$/i
const BARE = /^<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?(?:\s*(?:<|\[)(?:mailto:)?[^\s<>@]{1,64}@[^\s<>@]{1,255}(?:>|\]))?$/

/**
 * Whom a notification says that it is about: its first `From:` and `Reply-To:` line with an address that `isAbout` them, and
 * the address in its e-mail field, where it has one only.
 */
export const bodyLines = (lines: readonly Line[], isAbout: (address: string) => boolean): BodyLines => {
  const found: BodyLines = { from: null, replyTo: null, field: null }
  const fields = new Map<string, MailAddress>()
  lines.forEach(({ text, depth }, at) => {
    if (depth > 0 || text === '' || text.length > 500) return
    const field = fieldOf(text)
    const next = lines[at + 1]?.text || lines[at + 2]?.text || ''
    if (field?.field === 'from' || field?.field === 'reply_to') {
      const mailbox = mailboxOf(field.value === '' ? next : field.value)
      if (!mailbox || !isAbout(mailbox.address)) return
      if (field.field === 'from') found.from ??= mailbox
      else found.replyTo ??= mailbox
      return
    }
    const value = FIELD.exec(text)?.[1]?.trim()
    const said = value === '' ? next : value
    const mailbox = said !== undefined && BARE.test(said) ? mailboxOf(said) : null
    if (mailbox && isAbout(mailbox.address)) fields.set(mailbox.address, mailbox)
  })
  const [only] = fields.values()
  if (fields.size === 1 && only) found.field = { address: only.address, name: nameIn(lines) }
  return found
}

const NAME =
  /^[*_\s•-]{0,4}(?:your |customer |contact |full )?(?:name|nombre|nom|nome|naam|imię i nazwisko|имя|שם(?: מלא)?|お?名前|氏名|姓名)[*_]{0,2}\s?[:：=]\s*(.{1,100})$/i

const nameIn = (lines: readonly Line[]): string => {
  for (const { text } of lines) {
    const name = NAME.exec(text)?.[1]?.trim()
    if (name && !name.includes('@')) return name
  }
  return ''
}
