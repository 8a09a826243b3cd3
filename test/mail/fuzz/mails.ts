import fc from 'fast-check'
import { CLIENT_CASES } from '../corpus/clients-table.ts'
import { mimeOf } from '../corpus/mime.ts'

/** What runs where a page lets it. Each calls `canary`. */
const PAYLOADS = [
  '<script>canary()</script>',
  '<SCRIPT/x>canary()</SCRIPT>',
  '<img src=x onerror=canary()>',
  '<img src="x" oNeRrOr="canary()">',
  '<img/onerror="canary()"/src=x:>',
  '<svg onload=canary()>',
  '<svg><script>canary()</script></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=canary()&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=canary()>">',
  '<a href="javascript:canary()">x</a>',
  '<a href=" java&#10;script:canary()">x</a>',
  '<a href="data:text/html,<script>canary()</script>">x</a>',
  '<form action="https://evil.example"><input name=a><button>b</button></form>',
  '<iframe srcdoc="<script>parent.canary()</script>"></iframe>',
  '<iframe src="javascript:parent.canary()">',
  '<body onload=canary()>',
  '<details open ontoggle=canary()>',
  '<style>@import "https://evil.example"</style>',
  '<base href="https://evil.example">',
  '<meta http-equiv="refresh" content="0;url=javascript:canary()">',
  '<object data="data:text/html,x"></object><embed src="x">',
  '<template><img src=x onerror=canary()></template>',
  '<xmp><img src=x onerror=canary()></xmp>',
  '<textarea></textarea><img src=x onerror=canary()>',
  '<title></title><img src=x onerror=canary()>',
  '<p style="background:url(javascript:canary())" id=a name=b>',
  '<select><option><script>canary()</script>',
  '<a xlink:href="javascript:canary()"><img srcset="x 1x" src=x onerror=canary()></a>',
  '<input autofocus onfocus=canary()>',
  '<video><source onerror=canary()></video>',
  '&lt;script&gt;canary()&lt;/script&gt;',
  '<![CDATA[<script>canary()</script>]]>',
]

/** What cuts, and where folding cuts. */
const MARKUP = [
  '<div>',
  '</div>',
  '<p>',
  '<br>',
  '<b',
  '>',
  '<',
  '"',
  "'",
  '<!--',
  '-->',
  '--!>',
  '<table><tr><td>',
  '</table>',
  '<ul><li>',
  '&nbsp;',
  '&#0;',
  '&#xd800;',
  '\0',
  '<blockquote>',
  '</blockquote>',
  '<div class="gmail_quote">',
  '<blockquote type="cite">',
  '<div id="appendonsend"></div>',
  '<div id=divRplyFwdMsg>',
  "<div class='gmail_signature'>",
  '<div style="border:none;border-top:solid #E1E1E1 1.0pt">',
  'On Tue, Nov 5, 2024 at 10:00, Ann &lt;a@b.example&gt; wrote:',
  '<b>From:</b> a@b.example<br>Sent: x<br>To: y<br>Subject: z',
  '---------- Forwarded message ---------',
  '<img src="cid:a@b">',
  '<a href="https://a.example">x</a>',
  '<a title="',
  '<svg>',
  '<math>',
  '</p x="',
  '<plaintext>',
  '<p/onclick=canary()',
]

const html = fc
  .array(
    fc.oneof(
      fc.constantFrom(...PAYLOADS),
      { arbitrary: fc.constantFrom(...MARKUP), weight: 2 },
      fc.string({ maxLength: 8, unit: 'binary' }),
    ),
    { maxLength: 7 },
  )
  .map((parts) => parts.join(''))

const LINES = [
  '> quoted',
  '>> twice',
  '-- ',
  '________________________________',
  '-----Original Message-----',
  'From: Ann <ann@x.example>',
  'Sent: Tuesday',
  'To: us',
  'Subject: x',
  'Begin forwarded message:',
  'Am 5.11.2024 um 10:00 schrieb Ann <a@x.example>:',
  'Sent from my iPhone',
  '',
  'hello',
  'From:',
  ':',
  'Email: a@b.example',
  '##- Reply above this line -##',
]
const text = fc
  .array(fc.oneof(fc.constantFrom(...LINES), fc.string({ maxLength: 12, unit: 'binary' })), { maxLength: 8 })
  .map((lines) => lines.join('\n'))

const charset = fc.constantFrom(
  'utf-8',
  'windows-1255',
  'iso-2022-jp',
  'utf-16le',
  'utf-7',
  'gb18030',
  'shift_jis',
  'x-none',
  '',
  '"',
  'big5',
  'koi8-r',
  'us-ascii',
)
const transfer = fc.constantFrom(
  '7bit',
  '8bit',
  'base64',
  'quoted-printable',
  'BASE64',
  'x-uuencode',
  '',
  'binary (comment)',
)
const type = fc.constantFrom(
  'text/plain',
  'text/html',
  'TEXT/HTML',
  'text/calendar',
  'message/rfc822',
  'message/delivery-status',
  'message/feedback-report',
  'application/ms-tnef',
  'image/svg+xml',
  'text/x-amp-html',
  'multipart/mixed',
  'text',
  '/',
  'text/rfc822-headers',
  'application/octet-stream',
)

const HEADERS = [
  'From',
  'To',
  'Cc',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'References',
  'In-Reply-To',
  'Auto-Submitted',
  'X-Spam-Status',
  'X-Spamd-Result',
  'X-Lodge-Loop',
  'Resent-From',
  'X-Forwarded-For',
  'X-Original-From',
  'X-Failed-Recipients',
  'Return-Path',
  'Sender',
  '',
  'X:Y',
  'constructor',
  '__proto__',
]
const VALUES = [
  'a@b.example',
  'Ann <ann@x.example>',
  '<a@b>',
  '=?utf-8?B?16k=?=',
  '=?x?Q?=ZZ?=',
  '=?utf-8?q?=00=0d=0aX: y?=',
  '"',
  '<',
  '(((',
  'a:b;c@d,',
  'Group: a@b.example;',
  '<>',
  'auto-replied',
  'Yes, score=x',
  'Fwd: x',
  'Re: x',
  '\t',
  'Tue, 99 Foo 2024',
  '[ / ]',
  'mailer-daemon@x.example',
]
const header = fc
  .tuple(
    fc.constantFrom(...HEADERS),
    fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 12, unit: 'binary' })),
    fc.constantFrom('\r\n', '\n', '\r\n ', '\r'),
  )
  .map(([name, value, end]) => `${name}: ${value}${end}`)

const encode = (encoding: string, content: string): string => {
  if (encoding === 'base64') return Buffer.from(content).toString('base64')
  return encoding === 'quoted-printable'
    ? content.replace(/[=\u0080-\uffff]/g, (one) =>
        [...Buffer.from(one)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
      )
    : content
}

const leaf = fc
  .tuple(
    fc.oneof(
      { arbitrary: fc.constant('text/html'), weight: 6 },
      { arbitrary: fc.constant('text/plain'), weight: 2 },
      type,
    ),
    charset,
    transfer,
    fc.oneof({ arbitrary: html, weight: 3 }, text),
    fc.constantFrom('', '', '', 'inline', 'attachment; filename=a', 'attachment; filename="winmail.dat"'),
  )
  .map(
    ([media, of, encoding, content, disposition]) =>
      `Content-Type: ${media}; charset=${of}; format=flowed\r\nContent-Transfer-Encoding: ${encoding}\r\n${disposition === '' ? '' : `Content-Disposition: ${disposition}\r\n`}Content-ID: <a@b>\r\n\r\n${encode(encoding, content)}`,
  )

const boundary = fc.constantFrom('b', 'bb', 'b ', '', '=_b')
const entity: fc.Memo<string> = fc.memo((depth) =>
  depth <= 1
    ? leaf
    : fc.oneof(
        { arbitrary: leaf, weight: 3 },
        fc
          .tuple(
            fc.constantFrom('mixed', 'alternative', 'related', 'report', 'x'),
            boundary,
            fc.array(entity(depth - 1), { maxLength: 3 }),
            fc.constantFrom('--', '', '-'),
          )
          .map(
            ([kind, mark, parts, end]) =>
              `Content-Type: multipart/${kind}; boundary="${mark}"\r\n\r\n${parts.map((one) => `--${mark}\r\n${one}\r\n`).join('')}--${mark}${end}\r\n`,
          ),
      ),
)

const whole = fc
  .tuple(fc.array(header, { maxLength: 6 }), entity(3))
  .map(([headers, body]) => Buffer.from(headers.join('') + body))

/** A mail of the corpus with some of its bytes gone wrong. */
const damaged = fc
  .tuple(fc.constantFrom(...CLIENT_CASES), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }), fc.nat())
  .map(([{ mail }, changes, cut]) => {
    const bytes = mimeOf(mail)
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte
    return cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes
  })

/** Mails as nobody would send them in good faith. */
export const hostileMails: fc.Arbitrary<Buffer> = fc.oneof(
  { arbitrary: whole, weight: 8 },
  { arbitrary: damaged, weight: 2 },
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
)
