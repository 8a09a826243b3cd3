import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { expectProblem } from '../support/refusals.ts'
import { useMail } from './support.ts'

const mail = useMail()

const put = (body: object) => mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/settings', body)

const DEFAULTS = {
  from_address: null,
  from_name: null,
  smtp: null,
  dkim: null,
  acknowledgement: true,
  acknowledgements_per_day: 3,
  closing_notice: true,
  survey: false,
}
const smtp = { host: 'smtp.example.com', port: 587, username: 'acme', password: 'top secret' }
const key = () =>
  generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey.export({ type: 'pkcs8', format: 'pem' })

test('200 what holds for a desk that has set nothing, and after a reset', async () => {
  expect((await mail.get('/v1/mail/settings')).json).toEqual(DEFAULTS)
  await put({ from_address: 'help@acme.example', survey: true })
  const reset = await mail.lodge.call(mail.desk().token, 'DELETE', '/v1/mail/settings')
  expect([reset.status, reset.json]).toEqual([200, DEFAULTS])
  expect((await mail.get('/v1/mail/settings')).json).toEqual(DEFAULTS)
})

test('200 a server and a key, of which no answer, event or row tells the secret', async () => {
  const dkim = { domain: 'acme.example', selector: 's1', private_key: key() }
  const answer = await put({ from_address: 'Help@Acme.example', smtp, dkim })
  expect(answer.status, answer.text).toBe(200)
  expect(answer.json).toMatchObject({
    from_address: 'help@acme.example',
    smtp: { host: 'smtp.example.com', port: 587, tls: 'starttls', username: 'acme', has_password: true },
    dkim: {
      dns_record: {
        name: 's1._domainkey.acme.example',
        type: 'TXT',
        value: expect.stringMatching(/^v=DKIM1; k=rsa; p=/),
      },
    },
  })
  const row = await mail.lodge.store.pool.query('select s::text from mail_settings s where desk_id = $1', [
    mail.desk().id,
  ])
  const all = [answer.text, JSON.stringify(await eventsOf(mail.lodge, mail.desk())), JSON.stringify(row.rows)].join()
  expect(all).not.toContain('top secret')
  expect(all).not.toContain('PRIVATE KEY')
  expect(all).not.toContain(Buffer.from('top secret').toString('hex'))
})

test('a secret stays where it is not given anew, and is asked for again where it would go elsewhere', async () => {
  const { password: _, ...again } = smtp
  const dkim = { domain: 'acme.example', selector: 's1' }
  await put({ from_address: 'help@acme.example', smtp, dkim: { ...dkim, private_key: key() } })
  const kept = await put({ from_address: 'help@acme.example', smtp: { ...again, tls: 'implicit' }, dkim })
  expect(kept.status, kept.text).toBe(200)
  expect(kept.json.smtp.has_password).toBe(true)
  for (const other of [{ host: 'evil.example' }, { port: 25 }, { username: 'eve' }]) {
    const refused = await put({ from_address: 'help@acme.example', smtp: { ...again, ...other } })
    expectProblem(refused, 400, 'password_required', 'smtp.password')
  }
  const moved = await put({ from_address: 'help@acme.example', smtp, dkim: { ...dkim, selector: 's2' } })
  expectProblem(moved, 400, 'private_key_required', 'dkim.private_key')
})

test.each([
  [{ smtp }, 'from_address'],
  [{ from_address: 'x'.repeat(22).concat('@example.com') }, 'from_address'],
  [{ from_address: 'help+vip@example.com' }, 'from_address'],
  [{ from_address: 'help@acme.example', smtp: { ...smtp, host: 'user@host/path' } }, 'smtp.host'],
  [{ from_address: 'help@acme.example', smtp: { ...smtp, port: 0 } }, 'smtp.port'],
  [{ from_address: 'help@acme.example', smtp: { ...smtp, tls: 'maybe' } }, 'smtp.tls'],
  [
    { from_address: 'help@acme.example', dkim: { domain: 'acme.example', selector: 's1', private_key: 'no' } },
    'dkim.private_key',
  ],
  [{ acknowledgements_per_day: -1 }, 'acknowledgements_per_day'],
])('400 settings that cannot work: %o', async (body, path) => {
  const refused = await put(body)
  expect(refused.status, refused.text).toBe(400)
  expect(refused.json.errors.map((error: { path: string }) => error.path)).toContain(path)
})

test('202 a test mail, and how it went is in the outbox', async () => {
  await mail.start(await mail.server())
  expect((await mail.post('/v1/mail/settings/test', { to: 'Me@example.com' })).status).toBe(202)
  const [entry] = await mail.mails('test', 1)
  expect(entry).toMatchObject({ state: 'sent', to: { address: 'me@example.com' }, subject: 'Test desk: mail works' })
})
