import { expect, test } from 'vitest'
import { fromMailbox, NEW_MAILBOX, toMailboxBody } from './mailbox-body.ts'

const imap = { ...(NEW_MAILBOX.imap as object), host: 'imap.example.com', username: 'help', password: 'secret' }

test('only the way in that was chosen is sent', () => {
  expect(toMailboxBody({ ...NEW_MAILBOX, way: 'smtp' })).not.toHaveProperty('imap')
  expect(toMailboxBody({ ...NEW_MAILBOX, way: 'http' })).toMatchObject({ http: { provider: 'raw', signing_key: null } })
  expect(toMailboxBody({ ...NEW_MAILBOX, imap })).toMatchObject({
    imap: { host: 'imap.example.com', password: 'secret', backlog: true },
  })
  expect(toMailboxBody({ ...NEW_MAILBOX, imap })).not.toHaveProperty('way')
})

test('a password that was not typed again is not sent, so that the one before stays', () => {
  const there = fromMailbox({
    id: '1',
    name: 'Help',
    address: 'help@example.com',
    kind: 'imap',
    department: null,
    enabled: true,
    detect_forwards: true,
    unverified: 'mark',
    authserv_id: null,
    imap: {
      host: 'imap.example.com',
      port: 993,
      tls: 'implicit',
      username: 'help',
      auth: 'password',
      folder: 'INBOX',
      after_store: 'nothing',
      after_folder: null,
      backlog: true,
    },
    http: null,
    created_at: '',
    updated_at: '',
  })
  const body = toMailboxBody(there)
  expect(body.imap).toEqual({
    host: 'imap.example.com',
    port: 993,
    tls: 'implicit',
    username: 'help',
    folder: 'INBOX',
    after_store: 'nothing',
  })
})
