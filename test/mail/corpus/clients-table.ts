import { FORWARDS, MORE_REPLIES, type Quoted, REPLIES, type Shape } from './clients.ts'
import { LANGUAGES } from './languages.ts'
import type { Draft } from './mime.ts'

/** What is to come out of a mail. */
export type Case = {
  name: string
  kind: 'forward' | 'reply'
  mail: Draft
  expect: { sender: string; rule: string; text?: string; folded?: boolean; note?: string; forwarded?: string }
}

export const OURS = 'support@acme.example'
export const MEMBER = 'bo@acme.example'
const NOTE = 'See below, thanks'

/** Each shape as its sender may send it: in both forms, or in one. */
const forms = (shape: Shape): [string, Pick<Shape, 'text' | 'html'> | { html: string }][] =>
  shape.html === undefined
    ? [['text', { text: shape.text }]]
    : [
        ['both', { text: shape.text, html: shape.html }],
        ['text', { text: shape.text }],
        ['html', { html: shape.html }],
      ]

const draft = (from: string, shape: Shape, form: object, headers: Record<string, string>): Draft => ({
  from,
  subject: shape.subject,
  headers: { ...headers, ...shape.headers },
  ...form,
})

const forwards = Object.entries(FORWARDS).flatMap(([client, write]) =>
  Object.entries(LANGUAGES).flatMap(([language, words]): Case[] => {
    const mail: Quoted = {
      name: 'Ann Lee',
      address: 'ann@customer.example',
      to: OURS,
      subject: 'Export is stuck',
      body: words.hello,
    }
    const shape = write(words, mail, NOTE)
    return forms(shape).map(([form, content]) => ({
      name: `forward by ${client}, ${language}, ${form}`,
      kind: 'forward',
      mail: draft(`Bo <${MEMBER}>`, shape, content, {}),
      expect: { sender: 'Ann Lee <ann@customer.example>', rule: 'agent_forward', forwarded: words.hello },
    }))
  }),
)

/** By a customer who quotes us; by one of us who quotes the customer, which must never look like a forward. */
const repliesOf = (client: string, language: string): Case[] => {
  const words = LANGUAGES[language]
  const write = REPLIES[client] ?? MORE_REPLIES[client]
  if (!words || !write) return []
  const ours: Quoted = {
    name: 'Acme Support',
    address: OURS,
    to: 'ann@customer.example',
    subject: 'Export is stuck',
    body: words.hello,
  }
  const theirs: Quoted = {
    name: 'Ann Lee',
    address: 'ann@customer.example',
    to: OURS,
    subject: 'Export is stuck',
    body: words.hello,
  }
  const headers = { 'In-Reply-To': '<orig@customer.example>', References: '<orig@customer.example>' }
  const [byCustomer, byMember] = [write(words, ours, NOTE), write(words, theirs, NOTE)]
  return [
    ...forms(byCustomer).map(
      ([form, content]): Case => ({
        name: `reply by ${client}, ${language}, ${form}`,
        kind: 'reply',
        mail: draft('Ann Lee <ann@customer.example>', byCustomer, content, headers),
        expect: { sender: 'Ann Lee <ann@customer.example>', rule: 'from', text: NOTE, folded: true },
      }),
    ),
    ...forms(byMember).map(
      ([form, content]): Case => ({
        name: `reply of ours by ${client}, ${language}, ${form}`,
        kind: 'reply',
        mail: draft(`Bo <${MEMBER}>`, byMember, content, headers),
        expect: { sender: `Bo <${MEMBER}>`, rule: 'from', text: NOTE, folded: true },
      }),
    ),
    {
      name: `reply of ours by ${client}, ${language}, that names nothing it answers`,
      kind: 'reply',
      mail: draft(`Bo <${MEMBER}>`, byMember, { text: byMember.text }, {}),
      expect: { sender: `Bo <${MEMBER}>`, rule: 'from' },
    },
  ]
}

const replies = [
  ...Object.keys(REPLIES).flatMap((client) =>
    Object.keys(LANGUAGES).flatMap((language) => repliesOf(client, language)),
  ),
  ...Object.keys(MORE_REPLIES).flatMap((client) => repliesOf(client, 'en')),
]

export const CLIENT_CASES: readonly Case[] = [...forwards, ...replies]
