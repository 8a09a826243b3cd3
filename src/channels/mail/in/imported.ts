import type { ImportedMail } from '../../../core/inbound-mail/import.ts'
import { deliveredEnvelope } from './delivered.ts'
import { providerVerdict } from './provider-verdict.ts'

/** A mail of an archive, to the mailbox `to`, with what the server that once took it in wrote into it. */
export const toImported = (raw: Buffer, to: string, authservId: string | null): ImportedMail => ({
  raw,
  envelope: deliveredEnvelope(raw, to, 'import'),
  verdict: (authservId !== null && providerVerdict(raw, authservId)) || null,
})
