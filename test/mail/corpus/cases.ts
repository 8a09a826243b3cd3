import type { ReadMail } from '../../../src/channels/mail/read/types.ts'
import type { Draft } from './mime.ts'

/** What is to come out: of the sender `Name <address>` and the rule; of the reading what `reads` looks at. */
export type Row = {
  name: string
  mail: Draft
  sender?: string
  rule?: string
  reads?: (mail: ReadMail<Buffer>) => unknown
  as?: unknown
}

const ANN = 'Ann Lee <ann@customer.example>'
const BO = 'Bo <bo@acme.example>'
const NOREPLY = 'Forms <noreply@forms.example>'
const text = (mail: ReadMail<Buffer>) => mail.body.text
const what = (mail: ReadMail<Buffer>) => mail.what.kind
const outlookBlock = (from: string, subject = 'Export') =>
  `From: ${from}\nSent: Tuesday, 5 November 2024 10:00\nTo: support@acme.example\nSubject: ${subject}\n\nIt is stuck.`

/** Whom mail is from that is no plain forward or reply. */
export const SENDERS: readonly Row[] = [
  { name: 'a person', mail: { text: 'hi' }, sender: ANN, rule: 'from' },
  {
    name: 'a person who wants answers elsewhere',
    mail: { text: 'hi', headers: { 'Reply-To': 'Ann <ann@home.example>' } },
    sender: 'Ann <ann@home.example>',
    rule: 'reply_to',
  },
  {
    name: 'Reply-To that is ours',
    mail: { text: 'hi', headers: { 'Reply-To': 'support@acme.example' } },
    sender: ANN,
    rule: 'from',
  },
  {
    name: 'a form with Reply-To',
    mail: { from: NOREPLY, text: 'New entry', headers: { 'Reply-To': ANN } },
    sender: ANN,
    rule: 'reply_to',
  },
  {
    name: 'a form with From: in its text',
    mail: { from: NOREPLY, text: 'New message\n\nFrom: Ann Lee <ann@customer.example>\nMessage: hi' },
    sender: ANN,
    rule: 'body_from',
  },
  {
    name: 'a form with From: in its html',
    mail: {
      from: NOREPLY,
      html: '<table><tr><td><b>From:</b></td><td>Ann Lee &lt;<a href="mailto:ann@customer.example">ann@customer.example</a>&gt;</td></tr></table>',
    },
    sender: ANN,
    rule: 'body_from',
  },
  {
    name: 'a form with Reply-To: in its text',
    mail: { from: NOREPLY, text: 'Entry 4\nReply-To: ann@customer.example\nhi' },
    sender: 'ann@customer.example',
    rule: 'body_reply_to',
  },
  {
    name: 'a form with both lines',
    mail: { from: NOREPLY, text: 'Reply-To: other@customer.example\nFrom: ann@customer.example' },
    sender: 'ann@customer.example',
    rule: 'body_from',
  },
  {
    name: 'a line in the text goes before the header',
    mail: { from: NOREPLY, text: 'From: ann@customer.example', headers: { 'Reply-To': 'x@y.example' } },
    sender: 'ann@customer.example',
    rule: 'body_from',
  },
  {
    name: 'a form with an e-mail field',
    mail: { from: NOREPLY, text: 'Name: Ann Lee\nEmail: ann@customer.example\nMessage: hi' },
    sender: ANN,
    rule: 'body_from',
  },
  {
    name: 'a German form',
    mail: {
      from: 'Formular <nicht-antworten@forms.example>',
      text: 'Name: Ann Lee\nE-Mail-Adresse: ann@customer.example',
    },
    sender: ANN,
    rule: 'body_from',
  },
  {
    name: 'a Hebrew form',
    mail: { from: NOREPLY, text: 'שם: Ann Lee\nדוא"ל: ann@customer.example' },
    sender: ANN,
    rule: 'body_from',
  },
  {
    name: 'a form of our own site',
    mail: { from: 'Acme <support@acme.example>', text: 'From: Ann Lee <ann@customer.example>\n\nhi' },
    sender: ANN,
    rule: 'body_from',
  },
  {
    name: 'a form that says on its own that it is a program',
    mail: {
      from: 'Shop <hello@shop.example>',
      headers: { 'Auto-Submitted': 'auto-generated' },
      text: 'From: ann@customer.example\nhi',
    },
    sender: 'ann@customer.example',
    rule: 'body_from',
  },
  {
    name: 'a notifier whose text names nobody but itself',
    mail: { from: NOREPLY, text: 'From: noreply@forms.example\nhi' },
    sender: NOREPLY,
    rule: 'from',
  },
  {
    name: 'a notifier that names two people in fields',
    mail: { from: NOREPLY, text: 'Email: a@customer.example\nEmail: b@customer.example' },
    sender: NOREPLY,
    rule: 'from',
  },
  {
    name: 'a person who writes a From: line',
    mail: { text: 'Hi,\nFrom: boss@other.example\ntold me to ask.' },
    sender: ANN,
    rule: 'from',
  },
  {
    name: 'a customer who forwards to us',
    mail: { subject: 'FW: Export', text: `Please help\n\n${outlookBlock('Boss <boss@other.example>')}` },
    sender: ANN,
    rule: 'from',
  },
  {
    name: 'a redirect of ours',
    mail: { text: 'hi', headers: { 'Resent-From': BO } },
    sender: ANN,
    rule: 'resent_from',
  },
  {
    name: 'mail that Gmail forwards by itself',
    mail: {
      text: 'hi',
      headers: {
        'X-Forwarded-For': 'support@acme.example desk@lodge.example',
        'X-Gm-Original-To': 'support@acme.example',
      },
    },
    sender: ANN,
    rule: 'x_forwarded',
  },
  {
    name: 'a group that put its own address in From',
    mail: {
      from: `"'Ann Lee' via Support" <support@acme.example>`,
      text: 'hi',
      headers: { 'X-Original-From': ANN, 'List-ID': '<support.acme.example>' },
    },
    sender: ANN,
    rule: 'x_forwarded',
  },
  {
    name: 'a form that Gmail forwards by itself',
    mail: {
      from: NOREPLY,
      text: 'hi',
      headers: { 'X-Forwarded-For': 'a@acme.example b@lodge.example', 'Reply-To': ANN },
    },
    sender: ANN,
    rule: 'reply_to',
  },
  {
    name: 'one of us who just writes',
    mail: { from: BO, text: 'The printer is out of ink' },
    sender: BO,
    rule: 'from',
  },
  {
    name: 'a forward within a forward',
    mail: {
      from: BO,
      subject: 'FW: FW: Export',
      text: `fyi\n\n________________________________\nFrom: Cy <cy@acme.example>\nSent: Wednesday\nTo: bo@acme.example\nSubject: FW: Export\n\nwho takes it?\n\n________________________________\n${outlookBlock('Ann Lee <ann@customer.example>')}`,
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'a forward of a forward of a customer',
    mail: {
      from: BO,
      subject: 'Fwd: Fwd: Export',
      text: '---------- Forwarded message ---------\nFrom: Di <di@customer.example>\nDate: Tue\nSubject: Fwd: Export\nTo: support@acme.example\n\n---------- Forwarded message ---------\nFrom: Ann Lee <ann@customer.example>\nDate: Mon\nSubject: Export\nTo: di@customer.example\n\nIt is stuck.',
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'a forward of a customer who answered a colleague',
    mail: {
      from: BO,
      subject: 'FW: RE: Export',
      text: `fyi\n\nFrom: Ann Lee <ann@customer.example>\nSent: Tuesday\nTo: support@acme.example\nSubject: RE: Export\n\nStill stuck.\n\nFrom: Di <di@other.example>\nSent: Monday\nTo: ann@customer.example\nSubject: Export\n\nTry again.`,
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'a forward under a new subject',
    mail: {
      from: BO,
      subject: 'Ann from Customer Ltd',
      text: `fyi\n\n${outlookBlock('Ann Lee <ann@customer.example>')}`,
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'a forward with a footer below a rule',
    mail: {
      from: BO,
      subject: 'FW: Export',
      text: `fyi\n\n${outlookBlock('Ann Lee <ann@customer.example>')}\n________________________________\nThis mail is confidential.`,
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'a forward with a footer above',
    mail: {
      from: BO,
      subject: 'FW: Export',
      text: `fyi\n________________________________\nAcme Ltd, Registered in Ireland\n________________________________\n${outlookBlock('Ann Lee <ann@customer.example>')}`,
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'a forward that lost its separator',
    mail: {
      from: BO,
      subject: 'Fwd: Export',
      text: 'From: Ann Lee <ann@customer.example>\nDate: Tue, Nov 5, 2024\nSubject: Export\nTo: <support@acme.example>\n\nhi',
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'a forward as a file',
    mail: {
      from: BO,
      subject: 'Fwd: Export',
      text: 'attached',
      parts: [
        `Content-Type: message/rfc822\r\n\r\nFrom: Ann Lee <ann@customer.example>\r\nSubject: Export\r\n\r\nIt is stuck.\r\n`,
      ],
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'a forward of a form',
    mail: {
      from: BO,
      subject: 'Fwd: New entry',
      text: '---------- Forwarded message ---------\nFrom: Forms <noreply@forms.example>\nDate: Tue\nSubject: New entry\nTo: <support@acme.example>\n\nName: Ann Lee\nEmail: ann@customer.example\n',
    },
    sender: ANN,
    rule: 'body_from',
  },
  {
    name: 'a forward by our own mailbox',
    mail: {
      from: 'Acme <support@acme.example>',
      subject: 'WG: Export',
      text: `\n${outlookBlock('Ann Lee <ann@customer.example>')}`,
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'a forward of our own mail',
    mail: { from: BO, subject: 'FW: Export', text: outlookBlock('Acme <support@acme.example>') },
    sender: BO,
    rule: 'from',
  },
  {
    name: 'a forward by Outlook for Mac',
    mail: {
      from: BO,
      subject: 'FW: Export',
      text: 'fyi\n\nOn 05/11/2024, 10:00, "Ann Lee" <ann@customer.example> wrote:\n\nIt is stuck.',
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'an address in brackets of mailto',
    mail: {
      from: BO,
      subject: 'FW: Export',
      text: '-----Original Message-----\nFrom: Ann Lee [mailto:ann@customer.example]\nSent: Tuesday\nTo: support\nSubject: Export\n\nhi',
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'bold labels',
    mail: {
      from: BO,
      subject: 'FW: Export',
      text: '*From:* Ann Lee <ann@customer.example>\n*Sent:* Tuesday\n*To:* support\n*Subject:* Export\n\nhi',
    },
    sender: ANN,
    rule: 'agent_forward',
  },
  {
    name: 'AW: WG: is a reply',
    mail: { from: BO, subject: 'AW: WG: Export', text: `ok\n\n${outlookBlock('Ann Lee <ann@customer.example>')}` },
    sender: BO,
    rule: 'from',
  },
  { name: 'no From at all', mail: { from: '', text: 'hi' }, sender: 'nobody', rule: undefined },
  {
    name: 'no From, but Reply-To',
    mail: { from: '', text: 'hi', headers: { 'Reply-To': ANN } },
    sender: ANN,
    rule: 'reply_to',
  },
  {
    name: 'a name that is an address',
    mail: { from: '"ann@customer.example" <ann@customer.example>', text: 'hi' },
    sender: 'ann@customer.example',
    rule: 'from',
  },
  {
    name: 'a comma in an encoded name',
    mail: { from: '=?utf-8?q?Lee=2C_Ann?= <ann@customer.example>', text: 'hi' },
    sender: 'Lee, Ann <ann@customer.example>',
    rule: 'from',
  },
]

const HEBREW = 'שלום, הייצוא תקוע'
const windows1255 = Buffer.from([
  0xf9, 0xec, 0xe5, 0xed, 0x2c, 0x20, 0xe4, 0xe9, 0xe9, 0xf6, 0xe5, 0xe0, 0x20, 0xfa, 0xf7, 0xe5, 0xf2,
])
const koi8 = Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, 0x2c, 0x20, 0xdc, 0xcb, 0xd3, 0xd0, 0xcf, 0xd2, 0xd4])
const windows1251 = Buffer.from([
  0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xfd, 0xea, 0xf1, 0xef, 0xee, 0xf0, 0xf2,
])
const jis = Buffer.from('\u001b$B%F%9%H\u001b(B', 'latin1')
const shiftJis = Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67])
const typed = (type: string, raw: Buffer | string, headers: Record<string, string> = {}): Draft => ({
  raw,
  headers: { ...(type === '' ? {} : { 'Content-Type': type }), ...headers },
})

/** What texts are, whatever is declared. */
export const CHARSETS: readonly Row[] = [
  { name: 'windows-1255', mail: typed('text/plain; charset=windows-1255', windows1255), reads: text, as: HEBREW },
  { name: 'windows-1255, undeclared', mail: typed('text/plain', windows1255), reads: text, as: HEBREW },
  {
    name: 'windows-1255 that says it is UTF-8',
    mail: typed('text/plain; charset=utf-8', windows1255),
    reads: text,
    as: HEBREW,
  },
  { name: 'iso-8859-8-i', mail: typed('text/plain; charset=iso-8859-8-i', windows1255), reads: text, as: HEBREW },
  { name: 'cp1255, in quotes', mail: typed('text/plain; charset="CP1255"', windows1255), reads: text, as: HEBREW },
  {
    name: 'UTF-8 that says it is latin1',
    mail: typed('text/plain; charset=iso-8859-1', HEBREW),
    reads: text,
    as: HEBREW,
  },
  { name: 'UTF-8 that says it is ASCII', mail: typed('text/plain; charset=us-ascii', HEBREW), reads: text, as: HEBREW },
  {
    name: 'UTF-8, and no headers of MIME at all',
    mail: typed('', HEBREW, { 'MIME-Version': '' }),
    reads: text,
    as: HEBREW,
  },
  { name: 'a charset that is none', mail: typed('text/plain; charset=foo-42', HEBREW), reads: text, as: HEBREW },
  {
    name: 'latin1',
    mail: typed('text/plain; charset=iso-8859-1', Buffer.from('caf\xe9 \x80', 'latin1')),
    reads: text,
    as: 'café €',
  },
  {
    name: 'latin1, undeclared',
    mail: typed('text/plain', Buffer.from('Le caf\xe9 est ferm\xe9', 'latin1')),
    reads: text,
    as: 'Le café est fermé',
  },
  { name: 'koi8-r', mail: typed('text/plain; charset=koi8-r', koi8), reads: text, as: 'Привет, экспорт' },
  { name: 'koi8-r, undeclared', mail: typed('text/plain', koi8), reads: text, as: 'Привет, экспорт' },
  { name: 'windows-1251, undeclared', mail: typed('text/plain', windows1251), reads: text, as: 'Привет, экспорт' },
  { name: 'iso-2022-jp', mail: typed('text/plain; charset=iso-2022-jp', jis), reads: text, as: 'テスト' },
  { name: 'iso-2022-jp, undeclared', mail: typed('text/plain', jis), reads: text, as: 'テスト' },
  { name: 'shift_jis', mail: typed('text/plain; charset=shift_jis', shiftJis), reads: text, as: 'テスト' },
  { name: 'shift_jis, undeclared', mail: typed('text/plain', shiftJis), reads: text, as: 'テスト' },
  {
    name: 'gb2312',
    mail: typed('text/plain; charset=gb2312', Buffer.from([0xb2, 0xe2, 0xca, 0xd4])),
    reads: text,
    as: '测试',
  },
  { name: 'utf-7', mail: typed('text/plain; charset=utf-7', '+BekF3AXVBd0-'), reads: text, as: 'שלום' },
  {
    name: 'utf-16 with its mark',
    mail: typed(
      'text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64',
      Buffer.from(Buffer.from('\ufeffשלום', 'utf16le').toString('base64')),
    ),
    reads: text,
    as: 'שלום',
  },
  {
    name: 'UTF-8 with a byte that went wrong',
    mail: typed(
      'text/plain; charset=utf-8',
      Buffer.concat([Buffer.from(HEBREW), Buffer.from([0xff]), Buffer.from(HEBREW)]),
    ),
    reads: text,
    as: `${HEBREW}\ufffd${HEBREW}`,
  },
  {
    name: 'format=flowed',
    mail: typed('text/plain; format=flowed', 'one \r\ntwo\r\n-- \r\nAnn'),
    reads: text,
    as: 'one two',
  },
  {
    name: 'a subject cut within a character',
    mail: { text: 'x', headers: { Subject: '=?utf-8?B?16k=?= =?utf-8?Q?=D7?=\r\n =?utf-8?Q?=9C?=' } },
    reads: (mail) => mail.subject,
    as: 'של',
  },
  {
    name: 'a subject in bare 8 bits',
    mail: typed('text/plain', 'x', { Subject: HEBREW }),
    reads: (mail) => mail.subject,
    as: HEBREW,
  },
  {
    name: 'a subject in iso-2022-jp',
    mail: { text: 'x', headers: { Subject: `=?ISO-2022-JP?B?${jis.toString('base64')}?=` } },
    reads: (mail) => mail.subject,
    as: 'テスト',
  },
  {
    name: 'a folded subject',
    mail: { text: 'x', headers: { Subject: 'Export\r\n  is stuck' } },
    reads: (mail) => mail.subject,
    as: 'Export  is stuck',
  },
  {
    name: 'a name in windows-1255',
    mail: {
      from: `=?windows-1255?B?${windows1255.subarray(0, 4).toString('base64')}?= <ann@customer.example>`,
      text: 'x',
    },
    reads: (mail) => mail.from,
    as: { address: 'ann@customer.example', name: 'שלום' },
  },
  {
    name: 'a domain of its own letters',
    mail: { from: '<ann@xn--4dbrk0ce.example>', text: 'x' },
    reads: (mail) => mail.from?.address,
    as: 'ann@ישראל.example',
  },
]

const VACATION: readonly (readonly [string, string])[] = [
  ['en', 'Automatic reply: Export is stuck'],
  ['en, words', 'Out of Office: back on Monday'],
  ['de', 'Automatische Antwort: Export'],
  ['de, words', 'Abwesenheitsnotiz'],
  ['fr', 'Réponse automatique : Export'],
  ['es', 'Respuesta automática: Export'],
  ['es, words', 'Fuera de la oficina'],
  ['pt', 'Resposta automática: Export'],
  ['it', 'Risposta automatica: Export'],
  ['nl', 'Automatisch antwoord: Export'],
  ['nl, words', 'Afwezig tot maandag'],
  ['pl', 'Odpowiedź automatyczna: Export'],
  ['ru', 'Автоматический ответ: Export'],
  ['he', 'תשובה אוטומטית: Export'],
  ['he, words', 'מחוץ למשרד'],
  ['ja', '自動応答: Export'],
  ['ja, words', '不在通知'],
]
const answered = { 'In-Reply-To': '<a@acme.example>' }
const report = (type: string, parts: string[]): Draft =>
  typed(
    `multipart/report; report-type=${type}; boundary=r`,
    `${parts.map((one) => `--r\r\n${one}\r\n`).join('')}--r--\r\n`,
    { 'Return-Path': '<>' },
  )
const status = (fields: string) =>
  `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n${fields}\r\n`
const ORIGINAL = 'Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <sent@acme.example>\r\nSubject: x\r\n'
const bounced = (mail: ReadMail<Buffer>) =>
  mail.what.kind === 'bounce'
    ? [
        mail.what.recipients.map(({ address, status: code, kind }) => `${address} ${code} ${kind}`),
        mail.what.originalMessageId,
      ]
    : mail.what.kind
const daemon = (subject: string, body: string, headers: Record<string, string> = {}): Draft => ({
  from: 'Mail Delivery System <mailer-daemon@mx.example>',
  subject,
  text: body,
  headers: { 'Return-Path': '<>', ...headers },
})

/** What is no mail of a person, and what says so. */
export const KINDS: readonly Row[] = [
  ...VACATION.map(
    ([name, subject]): Row => ({
      name: `absence, ${name}`,
      mail: { subject, text: 'I am away.', headers: answered },
      reads: what,
      as: 'auto_reply',
    }),
  ),
  {
    name: 'a person who asks about it',
    mail: { subject: 'Out of office settings do not save', text: 'hi' },
    reads: what,
    as: 'mail',
  },
  {
    name: 'RFC 3834',
    mail: { text: 'x', headers: { 'Auto-Submitted': 'auto-replied (vacation)' } },
    reads: what,
    as: 'auto_reply',
  },
  {
    name: 'a notification is no reply',
    mail: { text: 'x', headers: { 'Auto-Submitted': 'auto-generated' } },
    reads: (mail) => [what(mail), mail.automatic],
    as: ['mail', true],
  },
  {
    name: 'Auto-Submitted: no',
    mail: { text: 'x', headers: { 'Auto-Submitted': 'no' } },
    reads: (mail) => [what(mail), mail.automatic],
    as: ['mail', false],
  },
  {
    name: 'Precedence: auto_reply',
    mail: { text: 'x', headers: { Precedence: 'auto_reply' } },
    reads: what,
    as: 'auto_reply',
  },
  {
    name: 'Precedence: bulk is a program',
    mail: { text: 'x', headers: { Precedence: 'bulk' } },
    reads: (mail) => [what(mail), mail.automatic],
    as: ['mail', true],
  },
  { name: 'X-Autoreply', mail: { text: 'x', headers: { 'X-Autoreply': 'yes' } }, reads: what, as: 'auto_reply' },
  {
    name: 'X-Auto-Response-Suppress',
    mail: { text: 'x', headers: { 'X-Auto-Response-Suppress': 'All' } },
    reads: (mail) => mail.automatic,
    as: true,
  },
  {
    name: 'a bounce for good',
    mail: report('delivery-status', [
      status(
        'Final-Recipient: rfc822; ann@customer.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user',
      ),
      ORIGINAL,
    ]),
    reads: bounced,
    as: [['ann@customer.example 5.1.1 hard'], '<sent@acme.example>'],
  },
  {
    name: 'a full mailbox',
    mail: report('delivery-status', [
      status('Final-Recipient: rfc822;ann@customer.example\r\nAction: failed\r\nStatus: 5.2.2'),
      ORIGINAL,
    ]),
    reads: bounced,
    as: [['ann@customer.example 5.2.2 soft'], '<sent@acme.example>'],
  },
  {
    name: 'a delay',
    mail: report('delivery-status', [
      status('Final-Recipient: rfc822; ann@customer.example\r\nAction: delayed\r\nStatus: 4.4.1'),
    ]),
    reads: bounced,
    as: [['ann@customer.example 4.4.1 soft'], null],
  },
  {
    name: 'blocked by policy',
    mail: report('delivery-status', [
      status(
        'Final-Recipient: rfc822; ann@customer.example\r\nAction: failed\r\nStatus: 5.7.1\r\nDiagnostic-Code: smtp; 550 blocked as spam',
      ),
    ]),
    reads: bounced,
    as: [['ann@customer.example 5.7.1 soft'], null],
  },
  {
    name: 'two recipients, one reached',
    mail: report('delivery-status', [
      status(
        'Final-Recipient: rfc822; a@customer.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\nOriginal-Recipient: rfc822;ann@customer.example\r\nFinal-Recipient: rfc822; other@customer.example\r\nAction: failed\r\nStatus: 5.1.1',
      ),
    ]),
    reads: bounced,
    as: [['ann@customer.example 5.1.1 hard'], null],
  },
  {
    name: 'a receipt that all went well',
    mail: report('delivery-status', [
      status('Final-Recipient: rfc822; a@customer.example\r\nAction: delivered\r\nStatus: 2.0.0'),
    ]),
    reads: what,
    as: 'auto_reply',
  },
  {
    name: 'qmail',
    mail: daemon(
      'failure notice',
      "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ann@customer.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <sent@acme.example>\nTo: <other@x.example>",
    ),
    reads: bounced,
    as: [['ann@customer.example 5.1.1 hard'], '<sent@acme.example>'],
  },
  {
    name: 'exim',
    mail: daemon(
      'Mail delivery failed: returning message to sender',
      'A message that you sent could not be delivered to one or more of its recipients.\n\n  ann@customer.example\n    host mx.customer.example: 550 5.1.1 user unknown\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: <sent@acme.example>',
      { 'X-Failed-Recipients': 'ann@customer.example' },
    ),
    reads: bounced,
    as: [['ann@customer.example 5.1.1 hard'], '<sent@acme.example>'],
  },
  {
    name: 'postfix, its text only',
    mail: daemon(
      'Undelivered Mail Returned to Sender',
      'This is the mail system at host mx.example.\n\n<ann@customer.example>: host mx.customer.example said: 452 4.2.2 mailbox full',
    ),
    reads: bounced,
    as: [['ann@customer.example 4.2.2 soft'], null],
  },
  {
    name: 'exchange, its text only',
    mail: {
      from: 'Microsoft Outlook <postmaster@customer.example>',
      subject: 'Undeliverable: Export',
      text: "Your message to ann@customer.example couldn't be delivered.\nann wasn't found at customer.example.",
      headers: { 'Return-Path': '<>' },
    },
    reads: bounced,
    as: [['ann@customer.example null hard'], null],
  },
  {
    name: 'a bounce in German',
    mail: daemon('Unzustellbar: Export', 'ann@customer.example\n550 5.1.1 unknown user'),
    reads: bounced,
    as: [['ann@customer.example 5.1.1 hard'], null],
  },
  {
    name: 'a person who writes about a bounce',
    mail: { subject: 'Undeliverable: what does it mean?', text: 'ann@x.example' },
    reads: what,
    as: 'mail',
  },
  {
    name: 'a complaint',
    mail: report('feedback-report', [
      'Content-Type: text/plain\r\n\r\nabuse',
      'Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: x/1\r\nVersion: 1\r\nOriginal-Rcpt-To: <ann@customer.example>',
      'Content-Type: message/rfc822\r\n\r\nMessage-ID: <sent@acme.example>\r\nSubject: x\r\n\r\nhi',
    ]),
    reads: (mail) => mail.what,
    as: {
      kind: 'complaint',
      why: 'message/feedback-report',
      feedbackType: 'abuse',
      recipients: ['ann@customer.example'],
      originalMessageId: '<sent@acme.example>',
    },
  },
  {
    name: 'our own mail',
    mail: { text: 'x', headers: { 'X-Lodge-Loop': '42' } },
    reads: (mail) => mail.lodgeLoop,
    as: ['42'],
  },
  {
    name: 'SpamAssassin, spam',
    mail: { text: 'x', headers: { 'X-Spam-Status': 'Yes, score=7.1 required=5.0 tests=A' } },
    reads: (mail) => mail.spam,
    as: { flagged: true, score: 7.1, by: 'spamassassin' },
  },
  {
    name: 'SpamAssassin, none',
    mail: { text: 'x', headers: { 'X-Spam-Status': 'No, score=-0.1 required=5.0' } },
    reads: (mail) => mail.spam,
    as: { flagged: false, score: -0.1, by: 'spamassassin' },
  },
  {
    name: 'rspamd, spam',
    mail: { text: 'x', headers: { 'X-Spamd-Result': 'default: False [16.30 / 15.00]; A(1.0)' } },
    reads: (mail) => mail.spam,
    as: { flagged: true, score: 16.3, by: 'rspamd' },
  },
  {
    name: 'rspamd, none',
    mail: { text: 'x', headers: { 'X-Spamd-Result': 'default: False [-2.10 / 15.00]' } },
    reads: (mail) => mail.spam,
    as: { flagged: false, score: -2.1, by: 'rspamd' },
  },
  {
    name: 'rspamd, by its action',
    mail: { text: 'x', headers: { 'X-Rspamd-Action': 'add header', 'X-Rspamd-Score': '8' } },
    reads: (mail) => mail.spam,
    as: { flagged: true, score: 8, by: 'rspamd' },
  },
  {
    name: 'Exchange',
    mail: { text: 'x', headers: { 'X-MS-Exchange-Organization-SCL': '6' } },
    reads: (mail) => mail.spam,
    as: { flagged: true, score: 6, by: 'exchange' },
  },
  { name: 'no filter', mail: { text: 'x' }, reads: (mail) => mail.spam, as: null },
]
