import { first, type Headers } from './header.ts'

/**
 * The mark by which a mail is an answer that nobody wrote: an absence note, an acknowledgement (RFC 3834). A notification
 * (`auto-generated`) is none: it may be the customer's form. Undefined for any other.
 */
export const autoReplyMark = (headers: Headers, subject: string, answers: boolean): string | undefined => {
  const auto = first(headers, 'auto-submitted').toLowerCase()
  if (/^auto-(?:replied|notified)\b/.test(auto)) return `Auto-Submitted: ${auto}`
  for (const name of ALWAYS) if (isSet(first(headers, name))) return `${name}: ${first(headers, name)}`
  const precedence = first(headers, 'precedence').toLowerCase().trim()
  if (precedence === 'auto_reply') return `Precedence: ${precedence}`
  if (/vacation|auto.?reply|autoresponder/i.test(first(headers, 'x-mailer')))
    return `X-Mailer: ${first(headers, 'x-mailer')}`
  // Exchange's absence notes have this message class.
  if (
    /rules:OofTemplate|\bOof\b/i.test(
      first(headers, 'x-ms-exchange-inbox-rules-loop') + first(headers, 'x-message-class'),
    )
  )
    return 'Exchange out of office'
  const phrase = SUBJECTS.find((pattern) => pattern.test(subject.trim()))
  // Words alone are proof enough where the mail answers one, or says that a program sent it: else a person may write them.
  const isBacked =
    answers ||
    /\b(?:bulk|junk)\b/.test(precedence) ||
    auto.startsWith('auto-') ||
    first(headers, 'x-auto-response-suppress') !== ''
  return phrase && (isBacked || STRONG.test(subject.trim())) ? `Subject: ${subject}` : undefined
}

const ALWAYS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-autoresponder',
  'x-vacation',
  'x-ms-exchange-generated-message-source-oof',
]
const isSet = (value: string): boolean => value !== '' && !/^(?:no|false|0)$/i.test(value.trim())

/** What programs put before a subject, in a form that no person writes. */
const STRONG =
  /^(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response|antwort)|automatische antwort|réponse automatique|respuesta automática|resposta automática|risposta automatica|automatisch antwoord|odpowiedź automatyczna|automatická odpověď|automatický odpověď|automatiskt svar|autosvar|automaattinen vastaus|автоматический ответ|автоответ|автовідповідь|自動応答|自动回复|自動回覆|תשובה אוטומטית|מענה אוטומטי|otomatik yanıt|automatikus válasz|răspuns automat)\s?[:：\]–-]/i

const SUBJECTS: readonly RegExp[] = [
  STRONG,
  /^\[?(?:auto(?:matic)?[ -]?(?:reply|response)|out[ -]of[ -](?:the[ -])?office|ooo|on vacation|away from (?:the |my )?(?:office|desk)|vacation (?:reply|response|notice)|i am (?:currently )?(?:out of (?:the )?office|away))\b/i,
  /^(?:automatische antwort|abwesenheit(?:snotiz|sbenachrichtigung|smeldung)?|abwesend|nicht im büro|ich bin (?:derzeit )?(?:nicht im (?:büro|haus)|im urlaub))/i,
  /^(?:réponse automatique|absence(?: du bureau)?\b|absent(?:e)?\b|message d['’]absence|en congés?|notification d['’]absence)/i,
  /^(?:respuesta automática|fuera de (?:la )?oficina|ausencia|ausente|de vacaciones|autorespuesta)/i,
  /^(?:resposta automática|fora do escritório|ausência|ausente|de férias|em férias)/i,
  /^(?:risposta automatica|fuori (?:sede|ufficio)|assenza|assente|in ferie)/i,
  /^(?:automatisch(?:e)? (?:antwoord|reactie)|afwezig(?:heid(?:smelding|sbericht)?)?|niet op kantoor|met vakantie)/i,
  /^(?:odpowiedź automatyczna|autoodpowiedź|automatyczna odpowiedź|poza biurem|nieobecność|urlop)/i,
  /^(?:автоматический ответ|автоответ|вне офиса|нет на месте|в отпуске|отсутствие на рабочем месте)/i,
  /^(?:תשובה אוטומטית|מענה אוטומטי|מחוץ למשרד|לא במשרד|הודעת היעדרות|בחופשה)/,
  /^(?:自動応答|自動返信|不在通知|不在のお知らせ|休暇中|自动回复|自動回覆|不在办公室)/,
  /^(?:automatiskt svar|autosvar|frånvaro|fravær|otomatik yanıt|ofis dışında|automaattinen vastaus|poissa)/i,
]
