import { withoutBidi } from './lines.ts'

/** What programs print between what was written and the mail below it. Each pattern reads a line in one go. */

/** `---------- Forwarded message ---------`, and Apple's `Begin forwarded message:`. */
const FORWARDED = [
  'forwarded message',
  'forwarded email',
  'forwarded mail',
  'begin forwarded message',
  'forwarded by',
  'weitergeleitete nachricht',
  'weitergeleitete e-mail',
  'anfang der weitergeleiteten nachricht',
  'anfang der weitergeleiteten e-mail',
  'mensaje reenviado',
  'inicio del mensaje reenviado',
  'comienzo del mensaje reenviado',
  'mensagem encaminhada',
  'mensagem reencaminhada',
  'início da mensagem encaminhada',
  'início da mensagem reencaminhada',
  'início da mensagem reenviada',
  'mensagem reenviada',
  'message transféré',
  'message réexpédié',
  'début du message réexpédié',
  'début du message transféré',
  'transféré',
  'e-mail transféré',
  'messaggio inoltrato',
  'inizio messaggio inoltrato',
  'inizio del messaggio inoltrato',
  'doorgestuurd bericht',
  'begin doorgestuurd bericht',
  'doorgestuurde e-mail',
  'wiadomość przekazana dalej',
  'treść przekazanej wiadomości',
  'początek przekazywanej wiadomości',
  'przekazana wiadomość',
  'wiadomość przekazana',
  'początek przekazanej wiadomości',
  'пересылаемое сообщение',
  'пересланное сообщение',
  'перенаправленное сообщение',
  'начало переадресованного сообщения',
  'начало пересылаемого сообщения',
  'переадресованное сообщение',
  'הודעה שהועברה',
  'תחילת ההודעה שהועברה',
  'הודעה מועברת',
  'תחילת הודעה שהועברה',
  'תחילת ההודעה המועברת',
  '転送メッセージ',
  '転送されたメッセージ',
  '転送するメッセージ',
  '転送されるメッセージ',
  '転送メール',
  'vidarebefordrat meddelande',
  'videresendt meddelelse',
  'videresendt melding',
  'välitetty viesti',
  'přeposlaná zpráva',
  'továbbított üzenet',
  'mesaj redirecționat',
  'iletilmiş mesaj',
  'yönlendirilmiş mesaj',
  'iletilen ileti',
  'переслане повідомлення',
  '转发邮件',
  '轉寄郵件',
  '轉寄的郵件',
  '转发的邮件',
  '전달된 메시지',
  'رسالة معاد توجيهها',
  'προωθημένο μήνυμα',
]
const ORIGINAL = [
  'original message',
  'original appointment',
  'original email',
  'ursprüngliche nachricht',
  'originalnachricht',
  'original-nachricht',
  'ursprüngliche e-mail',
  'mensaje original',
  'mensagem original',
  "message d'origine",
  'message d’origine',
  'message original',
  'messaggio originale',
  'oorspronkelijk bericht',
  'oorspronkelijke bericht',
  'wiadomość oryginalna',
  'oryginalna wiadomość',
  'исходное сообщение',
  'оригинальное сообщение',
  'הודעה מקורית',
  'ההודעה המקורית',
  '元のメッセージ',
  '元のメール',
  'ursprungligt meddelande',
  'oprindelig meddelelse',
  'opprinnelig melding',
  'alkuperäinen viesti',
  'původní zpráva',
  'eredeti üzenet',
  'mesaj original',
  'orijinal mesaj',
  'özgün ileti',
  '原始邮件',
  '原始郵件',
  '원본 메시지',
  'reply message',
]
const forwarded = new Set(FORWARDED)
const original = new Set(ORIGINAL)

export type Separator = 'forward' | 'original' | 'rule'

/** What kind of separator a line is. A rule (`________`) stands above replies and forwards of Outlook alike. */
export const separatorOf = (line: string): Separator | undefined => {
  const text = line.trim()
  if (text.length < 4 || text.length > 200) return undefined
  if (/^_{20,}$/.test(text) || /^-{30,}$/.test(text)) return 'rule'
  const framed = /^[-_=*~]{2,}/.test(text)
  // Nearly every line of nearly every mail.
  if (!framed && !text.endsWith(':') && !text.endsWith('：')) return undefined
  const words = text
    .replace(/^[-_=*~>\s]+/, '')
    .replace(/[-_=*~:：\s\u00a0]+$/, '')
    .toLowerCase()
  if (forwarded.has(words) && (framed || /[:：]$/.test(text))) return 'forward'
  if (original.has(words) && framed) return 'original'
  // HubSpot, Lotus Notes and others say by whom and when.
  return framed && /^(?:forwarded (?:message|by)|weitergeleitet von|transféré par)\b.{0,160}$/.test(words)
    ? 'forward'
    : undefined
}

/** Who wrote what is quoted, in a line of its own: `On Tue, 5 Nov 2024 at 10:00, Ann <ann@a.example> wrote:`. */
const INTRO: readonly RegExp[] = [
  /^On\s.{6,240}\swrote\s?:$/i,
  /^.{6,200}\swrote(?: on .{6,80})?:$/,
  /^Am\s.{6,240}\sschrieb(?:en)?(?:\s.{1,160})?:$/,
  /^Le\s.{6,240}\s(?:a écrit|écrivait)[\s\u00a0]?:$/,
  /^El\s.{6,240}\sescribió:$/,
  /^(?:Em|A|No dia|Na)\s.{6,240}\sescreveu:$/,
  /^(?:Il|In data|Il giorno)\s.{6,240}\sha scritto:$/,
  /^Op\s.{6,240}\s(?:schreef|heeft)(?:\s.{1,160})?:$/,
  /^(?:W dniu|Dnia|.{2,20}\d)\s?.{4,240}\s(?:napisał|napisała|napisał\(a\)|pisze|użytkownik.{1,160}napisał\(?a?\)?):?$/,
  /^.{6,240}\s(?:пишет|написал|написала|написал\(а\)|пише|написав)\s?:$/,
  /^(?:בתאריך|ב[-‎־]?\s?\S*\d|ביום|ב)\s?.{6,240}(?:מאת.{1,160}|כתב|כתבה|כתב\/ה|כתב\(ה\)|‏):$/,
  /^\d{4}[年/].{6,240}(?:[:：]|のメール[:：]?|書きました[:：]|さんは書きました[:：]|のメッセージ[:：]?)$/,
  /^.{2,200}(?:写道|寫道|さんは書きました|님이 작성|작성)[：:]$/,
  /^Den\s.{6,240}\sskrev(?:\s.{1,160})?:$/i,
  /^(?:Op|Dne|Dňa|Pe|Na)\s.{6,240}\s(?:napsal\(?a?\)?|napísal\(?a?\)?|a scris|je napisa[ol])\s?:$/,
  /^.{6,240}\s(?:kirjoitti|ezt írta|şunu yazdı|yazdı|έγραψε)(?:\s\(.{1,80}\))?\s?:$/,
  // Zoho: `---- On Tue, 05 Nov 2024 10:00:00 +0000 Ann <ann@a.example> wrote ---`.
  /^-{3,} (?:On|Am|El|Le|Op)\s.{6,240}\s(?:wrote|schrieb|escribió|a écrit|schreef).{0,160}-{3,}$/i,
  // Tutanota names only an address.
  /^.{0,40}\d{1,2}:\d{2} (?:von|by|from|de|da|od|от) [^\s<>]{1,64}@[^\s<>]{1,120}:$/,
  // Any language: a date's digits, an address, a colon.
  /^.{0,160}\d.{0,160}<[^<>\s]{3,120}@[^<>\s]{3,120}>.{0,60}[:：]$/,
]

/** How many lines from here on are such an intro (programs wrap it); 0 where none begins here. */
export const introAt = (lines: readonly string[], at: number): number => {
  // What goes on over lines has a date in the first one, or an address.
  if (!/[\d@]/.test(lines[at] ?? '')) return 0
  const parts: string[] = []
  for (let count = 1; count <= 3; count++) {
    const line = withoutBidi(lines[at + count - 1] ?? '').trim()
    if (line === '') return 0
    parts.push(line)
    const joined = parts.join(' ')
    if (joined.length > 400) return 0
    if (!/[:：メルジ-]$/.test(line) || !isIntro(joined)) continue
    // Somebody wrote right above it: the intro is what comes after.
    const rest = parts.slice(1).join(' ')
    return count > 1 && DATED.test(rest) && isIntro(rest) ? 0 : count
  }
  return 0
}

const DATED = /\d[:.h]\d{2}|\d{4}|\d[/.-]\d/
const isIntro = (text: string): boolean => INTRO.some((intro) => intro.test(text))

/** `##- Please type your reply above this line -##`, as help desks print it in each language. */
export const isReplyLine = (line: string): boolean =>
  /^(?:##-.{3,160}-##|[-=*_#]{2,}.{0,20}(?:reply above|write above|antwort oberhalb|responda por encima|répondez au-dessus).{0,60})$/i.test(
    line.trim(),
  )
