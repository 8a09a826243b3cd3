import { expect, test } from 'vitest'
import { readSmtpUrl } from './smtp-url.ts'

const plain = { host: 'mail.example.com', port: 587, tls: 'opportunistic', auth: null, isTrusted: true }

test.each([
  ['smtp://mail.example.com', plain],
  ['smtp://mail.example.com:25/', { ...plain, port: 25 }],
  ['smtp://mail.example.com?tls=starttls', { ...plain, tls: 'starttls' }],
  ['smtp://mail.example.com?tls=none', { ...plain, tls: 'none' }],
  ['smtps://mail.example.com', { ...plain, port: 465, tls: 'implicit' }],
  ['smtp://ann%40example.com:p%3Aw@mail.example.com', { ...plain, auth: { user: 'ann@example.com', password: 'p:w' } }],
  ['smtp://[::1]:2525', { ...plain, host: '::1', port: 2525 }],
])('%s', (text, server) => {
  expect(readSmtpUrl(text)).toEqual(server)
})

test.each([
  'mail.example.com',
  'http://mail.example.com',
  'smtp://',
  'smtp://h?tls=maybe',
  'smtp://h/x',
  'smtp://%zz@h',
])('%s is refused', (text) => {
  expect(readSmtpUrl(text)).toBe(undefined)
})
