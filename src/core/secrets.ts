import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { OperatorError } from '../store/errors.ts'
import type { Lodge } from './lodge.ts'

/** Whose secret it is and what for, such as `webhook/<endpoint id>`: what is sealed for one opens for no other. */
type Sealing = { deskId: string; purpose: string }

/** Keeps what has to be known again (signing keys, passwords of mail servers, tokens) so that the database alone does not tell it. */
export type Secrets = {
  seal: (sealing: Sealing, text: string) => Buffer
  /** Undefined where it was sealed for something else, under another LODGE_SECRET, or was tampered with. */
  unseal: (sealing: Sealing, sealed: Buffer) => string | undefined
  /** An HMAC-SHA256 of a text for one purpose: what only this installation can make, and can make again. */
  mac: (purpose: string, text: string) => Buffer
}

const VERSION = 1
const IV = 12
const TAG = 16

/**
 * AES-256-GCM (NIST SP 800-38D) under a key derived from the installation's secret (HKDF, RFC 5869): a version byte, IV,
 * tag, ciphertext. `secret` is asked for at the first use, so that who seals nothing needs none.
 */
export const openSecrets = (secret: () => string): Secrets => {
  let derived: Buffer | undefined
  const key = () => {
    derived ??= Buffer.from(hkdfSync('sha256', secret(), '', 'lodge sealed secrets', 32))
    return derived
  }
  let signing: Buffer | undefined
  const signingKey = () => {
    signing ??= Buffer.from(hkdfSync('sha256', secret(), '', 'lodge signatures', 32))
    return signing
  }
  return {
    seal: (sealing, text) => {
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', key(), iv).setAAD(associated(sealing))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body])
    },
    unseal: (sealing, sealed) => {
      if (sealed[0] !== VERSION || sealed.length < 1 + IV + TAG) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(1, 1 + IV))
      decipher.setAAD(associated(sealing)).setAuthTag(sealed.subarray(1 + IV, 1 + IV + TAG))
      const body = decipher.update(sealed.subarray(1 + IV + TAG))
      try {
        return Buffer.concat([body, decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
    // A purpose is ours and holds no line break, so no two pairs are the same text.
    mac: (purpose, text) => createHmac('sha256', signingKey()).update(`${purpose}\n${text}`).digest(),
  }
}

/** Unambiguous: an id is digits. */
const associated = ({ deskId, purpose }: Sealing): Buffer => Buffer.from(`${deskId}/${purpose}`)

const CHECK = { deskId: '0', purpose: 'check' }

/**
 * Sees at the start that this process has the secret that the database's secrets are sealed with; the first one ever sets
 * it. Throws an OperatorError where it is another.
 */
export const checkSecret = async ({ store, secrets }: Lodge): Promise<void> => {
  const found = await store.pool.query<{ sealed: Buffer }>(
    'insert into secret_check (sealed) values ($1) on conflict (one) do update set one = true returning sealed',
    [secrets.seal(CHECK, 'lodge')],
  )
  const sealed = found.rows[0]?.sealed
  if (sealed && secrets.unseal(CHECK, sealed) === 'lodge') return
  throw new OperatorError(
    'The secrets in this database were sealed with another LODGE_SECRET. Set LODGE_SECRET to that one, or put the file `secret` of the first data folder into this one.',
  )
}
