const REPLY =
  're|aw|antw|antwort|sv|vs|vá|res|rif|odp|ynt|r|ref|ha|на|ответ|відп|回复|回覆|答复|返信|답장|השב|תגובה|отв|rép|réf|bls|atb|απ|رد|ΣΧΕΤ'
const FORWARD =
  'fwd?|wg|weiterl|weitergeleitet|rv|reenv|enc|encam|tr|transf|i|inoltro|inoltrato|doorst|doorgestuurd|pd|podaj dalej|przekaz|vb|vl|vs:fwd|továbbítás|ilt|yönlendirme|iletildi|转发|轉寄|転送|전달|הועבר|העברה|fw_|пересл|пересылка|пер|fwd_|vidarebefordrat|videresendt|πρθ|προωθ|تحويل|redir|redirecionado'

const prefix = new RegExp(
  `^[\\s\\u200e\\u200f]*(?:\\[[^\\]]{1,40}\\]\\s*)?(?:(${REPLY})|(${FORWARD}))\\s?(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\))?\\s?[:：]`,
  'iu',
)

/**
 * What a subject's first prefix says of a mail, in the languages of the usual programs: `Fwd:`, `WG:`, `הועבר:`. `AW: WG: x`
 * is a reply. Null where there is none.
 */
export const subjectPrefix = (subject: string): 'reply' | 'forward' | null => {
  const [, reply, forward] = prefix.exec(subject) ?? []
  if (reply !== undefined) return 'reply'
  // "[Fwd: x]" is how older programs write it.
  return forward !== undefined || /^\s*\[fwd?: /i.test(subject) ? 'forward' : null
}

/** A subject without its prefixes. */
export const bareSubject = (subject: string): string => {
  let rest = subject
  for (let i = 0; i < 10 && prefix.test(rest); i++) rest = rest.replace(prefix, '')
  return rest.trim()
}
