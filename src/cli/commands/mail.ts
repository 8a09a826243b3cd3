import { buffer } from 'node:stream/consumers'
import type { Command } from 'commander'
import { toImported } from '../../channels/mail/in/imported.ts'
import { importMails } from '../../core/inbound-mail/import.ts'
import type { Lodge } from '../../core/lodge.ts'
import { findRecipients, type Recipient } from '../../core/mailboxes/recipients.ts'
import { OperatorError } from '../../store/errors.ts'
import { answering, findDesk, withLodge } from '../command.ts'
import { readConfig } from '../config.ts'
import { openArchive } from '../mail/archive.ts'
import { openProgress } from '../progress.ts'

/** sysexits.h, as Postfix's and Exim's pipes read them: all but these three send a mail back. */
const EX_DATAERR = 65
const EX_NOUSER = 67
const EX_TEMPFAIL = 75

const BATCH_MAILS = 100
const BATCH_BYTES = 8 * 1024 * 1024

type Given = { to: string; desk?: string; from?: string }

export const addMail = (program: Command): void => {
  const mail = program.command('mail').description('mail that comes in')
  answering(
    mail
      .command('import')
      .description('take in a mail from a pipe (-), or those of an mbox file or a Maildir')
      .argument('<source>', '- for one mail on stdin, else a file or a folder')
      .requiredOption('--to <address>', 'the address of a mailbox; what is behind a + of it may be anything')
      .option('--from <address>', 'of a pipe: who the envelope says it is from')
      .option('--desk <slug>', 'of this desk only, where several have the mailbox'),
    'mail import old.mbox --to support@example.com',
    async (source: string, given: Given) => (source === '-' ? importOne(given) : importArchive(source, given)),
  )
}

/** A pipe's mail stays with its sender's server on all that may pass: anything but a mail that can never be taken. */
const importOne = async (given: Given) => {
  try {
    const raw = await buffer(process.stdin)
    if (raw.length === 0) throw new OperatorError('There was no mail on stdin.', EX_DATAERR)
    const { mailLimit } = readConfig()
    const counts = await withLodge('mail import', async (lodge) => {
      const mailboxes = await mailboxesOf(lodge, given)
      const each: { stored: number }[] = []
      for (const mailbox of mailboxes) {
        const mail = toImported(raw, given.to, mailbox.authservId)
        const envelope = { ...mail.envelope, to: [given.to], from: given.from ?? mail.envelope.from }
        const imported = await importMails(lodge, mailbox, [{ ...mail, envelope }], mailLimit)
        if (!imported.ok && imported.error.code === 'too_large') {
          throw new OperatorError(`The mail is larger than LODGE_MAIL_LIMIT, ${mailLimit} bytes.`, EX_DATAERR)
        }
        if (!imported.ok) throw new OperatorError('There is no room for mail just now.', EX_TEMPFAIL)
        each.push(imported.value)
      }
      return each
    })
    const stored = counts.reduce((sum, one) => sum + one.stored, 0)
    return { json: { seen: counts.length, stored }, text: stored > 0 ? 'Stored.' : 'It was here already.' }
  } catch (error) {
    if (error instanceof OperatorError && error.exitCode !== 1) throw error
    throw new OperatorError(error instanceof Error ? error.message : String(error), EX_TEMPFAIL)
  }
}

/** What is here already is passed over: an import that was cut off is run again. */
const importArchive = async (source: string, given: Given) => {
  const { mailLimit } = readConfig()
  const archive = await openArchive(source, mailLimit)
  const total = { seen: 0, stored: 0, too_large: 0 }
  await withLodge('mail import', async (lodge) => {
    const mailboxes = await mailboxesOf(lodge, given)
    const progress = openProgress(archive.unit, archive.total)
    let batch: Buffer[] = []
    const flush = async () => {
      for (const mailbox of mailboxes) {
        const mails = batch.map((raw) => toImported(raw, given.to, mailbox.authservId))
        const imported = await importMails(lodge, mailbox, mails, mailLimit)
        if (!imported.ok) throw new OperatorError('There is no room for more mail. Make some, and run this again.')
        total.stored += imported.value.stored
      }
      batch = []
    }
    for await (const { raw, at } of archive.mails()) {
      total.seen += 1
      if (raw.length > mailLimit) total.too_large += 1
      else batch.push(raw)
      if (batch.length >= BATCH_MAILS || batch.reduce((sum, one) => sum + one.length, 0) >= BATCH_BYTES) await flush()
      progress.at(at)
    }
    await flush()
    progress.end()
  })
  const large = total.too_large > 0 ? ` ${total.too_large} are larger than LODGE_MAIL_LIMIT and were left out.` : ''
  return { json: total, text: `Of ${total.seen} mails ${total.stored} were new and are stored.${large}` }
}

const mailboxesOf = async (lodge: Lodge, { to, desk }: Given): Promise<Recipient[]> => {
  const deskId = desk === undefined ? undefined : await findDesk(lodge, desk)
  const found = await findRecipients(lodge, to, null)
  const mailboxes = found.filter((one) => deskId === undefined || one.deskId === deskId)
  if (mailboxes.length > 0) return mailboxes
  throw new OperatorError(`There is no mailbox ${to}: make it with POST /v1/mailboxes.`, EX_NOUSER)
}
