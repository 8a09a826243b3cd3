/** A field of the block that programs print above a mail that they quote or forward. */
export type Field = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'reply_to'

/**
 * What the fields are called, by language, as Gmail, Outlook, Apple Mail, Thunderbird, Yahoo and Proton print them. Of one
 * word that two languages share, each has the same meaning.
 */
const WORDS: Readonly<Record<string, Partial<Record<Field, readonly string[]>>>> = {
  en: {
    from: ['from', 'sender'],
    date: ['date', 'sent', 'sent at', 'date sent'],
    to: ['to', 'recipient', 'recipients'],
    cc: ['cc', 'bcc'],
    subject: ['subject'],
    reply_to: ['reply-to', 'reply to'],
  },
  he: {
    from: ['מאת'],
    date: ['תאריך', 'נשלח', 'בתאריך'],
    to: ['אל', 'עבור'],
    cc: ['עותק', 'העתק'],
    subject: ['נושא', 'הנדון'],
    reply_to: ['השב אל', 'תשובה אל'],
  },
  es: {
    from: ['de', 'desde'],
    date: ['fecha', 'enviado', 'enviado el'],
    to: ['para', 'a'],
    subject: ['asunto'],
    reply_to: ['responder a'],
  },
  pt: {
    from: ['de'],
    date: ['data', 'enviado', 'enviada', 'enviada em', 'enviado em'],
    to: ['para'],
    subject: ['assunto'],
    reply_to: ['responder a', 'responder para'],
  },
  de: {
    from: ['von'],
    date: ['datum', 'gesendet'],
    to: ['an'],
    cc: ['kopie'],
    subject: ['betreff'],
    reply_to: ['antwort an', 'antworten an'],
  },
  fr: {
    from: ['de', 'expéditeur'],
    date: ['date', 'envoyé', 'envoyé le', "date d'envoi"],
    to: ['à', 'pour', 'destinataire'],
    cc: ['copie à', 'copie'],
    subject: ['objet', 'sujet'],
    reply_to: ['répondre à'],
  },
  it: { from: ['da'], date: ['data', 'inviato'], to: ['a'], subject: ['oggetto'], reply_to: ['rispondi a'] },
  nl: {
    from: ['van'],
    date: ['datum', 'verzonden'],
    to: ['aan'],
    subject: ['onderwerp'],
    reply_to: ['antwoord aan', 'beantwoorden'],
  },
  pl: {
    from: ['od', 'nadawca'],
    date: ['data', 'wysłano', 'wysłane'],
    to: ['do', 'adresat'],
    cc: ['dw', 'do wiadomości'],
    subject: ['temat'],
    reply_to: ['odpowiedz do'],
  },
  ru: {
    from: ['от', 'от кого'],
    date: ['дата', 'отправлено', 'отправлен'],
    to: ['кому'],
    cc: ['копия'],
    subject: ['тема'],
    reply_to: ['обратный адрес', 'ответить'],
  },
  ja: {
    from: ['差出人', '送信者', '送信元'],
    date: ['日付', '日時', '送信日時', '送信日'],
    to: ['宛先', '受信者'],
    subject: ['件名'],
    reply_to: ['返信先'],
  },
  uk: { from: ['від'], date: ['дата', 'надіслано'], to: ['кому'], cc: ['копія'], subject: ['тема'] },
  cs: { from: ['od'], date: ['datum', 'odesláno'], to: ['komu'], cc: ['kopie'], subject: ['předmět', 'predmet'] },
  sv: { from: ['från'], date: ['datum', 'skickat'], to: ['till'], cc: ['kopia'], subject: ['ämne'] },
  da: { from: ['fra'], date: ['dato', 'sendt'], to: ['til'], subject: ['emne'] },
  fi: {
    from: ['lähettäjä'],
    date: ['päivämäärä', 'päiväys', 'lähetetty'],
    to: ['vastaanottaja'],
    cc: ['kopio'],
    subject: ['aihe'],
  },
  hu: { from: ['feladó'], date: ['dátum', 'elküldve'], to: ['címzett'], subject: ['tárgy'] },
  ro: { from: ['de la'], date: ['dată', 'trimis'], to: ['către'], subject: ['subiect'] },
  tr: {
    from: ['kimden', 'gönderen'],
    date: ['tarih', 'gönderildi'],
    to: ['kime', 'alıcı'],
    cc: ['bilgi'],
    subject: ['konu'],
  },
  zh: {
    from: ['发件人', '寄件者', '寄件人'],
    date: ['日期', '发送时间', '發送時間', '時間'],
    to: ['收件人', '收件者'],
    cc: ['抄送', '副本'],
    subject: ['主题', '主題', '主旨'],
  },
  ko: {
    from: ['보낸 사람', '보낸사람'],
    date: ['날짜', '보낸 날짜'],
    to: ['받는 사람', '받는사람'],
    cc: ['참조'],
    subject: ['제목'],
  },
  ar: { from: ['من'], date: ['التاريخ', 'تاريخ'], to: ['إلى'], subject: ['الموضوع'] },
  el: { from: ['από'], date: ['ημερομηνία', 'στάλθηκε'], to: ['προς'], cc: ['κοιν'], subject: ['θέμα'] },
}

const FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.values(WORDS).flatMap((words) =>
    // Object.entries widens the keys of a record that has no others.
    (Object.entries(words) as [Field, readonly string[]][]).flatMap(([field, labels]) =>
      labels.map((label) => [label, field] as const),
    ),
  ),
)

/** `Label: value`; bold in text is `*Label:*`. Chinese and Japanese have a colon of their own, French a space before it. */
const LABELLED =
  /^[*_\s]{0,3}([^\s:：*<>@|][^:：*<>@|]{0,24}?)[*_]{0,2}[\s\u00a0]?[:：][*_]{0,2}(?:[\s\u00a0]+|$|(?=\S))(.*)$/su

/** The field that a line is, and what it says; undefined for any other line. */
export const fieldOf = (line: string): { field: Field; value: string } | undefined => {
  // Nearly every line of nearly every mail.
  if (line.length > 2000 || !/[:：]/.test(line)) return undefined
  const [, label = '', value = ''] = LABELLED.exec(line) ?? []
  const field = FIELDS.get(
    label
      .replace(/\u00a0/g, ' ')
      .trim()
      .toLowerCase(),
  )
  return field === undefined ? undefined : { field, value: value.replace(/^[*_]+\s*|\s+$/g, '') }
}

const spelt = (labels: readonly string[]): string => labels.toSorted((a, b) => b.length - a.length).join('|')

const ANY_LABEL = new RegExp(`(?<![\\p{L}\\p{N}\\-])(?:${spelt([...FIELDS.keys()])})[\\s\\u00a0]?[:：](?=\\s|$)`, 'giu')
const capitalised = [...FIELDS.keys()].map((label) => label.charAt(0).toUpperCase() + label.slice(1))
/** With nothing between it and the value before. */
const GLUED_LABEL = new RegExp(`(?<=[\\p{L}\\p{N}>\\])\\-])(?:${spelt(capitalised)})[\\s\\u00a0]?[:：](?=\\s|$)`, 'gu')

/** Yahoo prints its block without line ends, even behind its separator: such a line is taken apart. Others stay as they are. */
export const unstick = (line: string): string[] => {
  if (line.length > 2000 || !line.includes('@')) return [line]
  const cuts: number[] = []
  const seen = new Set<Field>()
  const matches = [...line.matchAll(ANY_LABEL), ...line.matchAll(GLUED_LABEL)].toSorted((a, b) => a.index - b.index)
  for (const match of matches) {
    const field = FIELDS.get(match[0].replace(/[\s\u00a0]?[:：]$/u, '').toLowerCase())
    if (!field || seen.has(field)) continue
    seen.add(field)
    cuts.push(match.index)
  }
  if (seen.size < 3 || !seen.has('from')) return [line]
  return [0, ...cuts]
    .map((cut, i, all) => line.slice(cut, all[i + 1] ?? line.length).trim())
    .filter((part) => part !== '')
}
