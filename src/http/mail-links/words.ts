/** What the pages behind a mail's links say. */
export type PageWords = {
  lang: string
  dir: 'ltr' | 'rtl'
  stop: string
  stopButton: string
  stopped: string
  rate: string
  scores: [string, string, string, string, string]
  comment: string
  send: string
  thanks: string
  invalid: string
}

const en: PageWords = {
  lang: 'en',
  dir: 'ltr',
  stop: 'No more mails of this kind?',
  stopButton: 'Stop them',
  stopped: 'Done. You get no more mails of this kind.',
  rate: 'How did we do?',
  scores: ['1, badly', '2', '3', '4', '5, very well'],
  comment: 'Anything to add?',
  send: 'Send',
  thanks: 'Thank you.',
  invalid: 'This link is not valid. Was it copied whole?',
}

const es: PageWords = {
  lang: 'es',
  dir: 'ltr',
  stop: '¿No recibir más correos de este tipo?',
  stopButton: 'Dejar de recibirlos',
  stopped: 'Hecho. No recibirá más correos de este tipo.',
  rate: '¿Qué tal lo hicimos?',
  scores: ['1, mal', '2', '3', '4', '5, muy bien'],
  comment: '¿Algo que añadir?',
  send: 'Enviar',
  thanks: 'Gracias.',
  invalid: 'Este enlace no es válido. ¿Se copió entero?',
}

const pt: PageWords = {
  lang: 'pt',
  dir: 'ltr',
  stop: 'Não receber mais e-mails deste tipo?',
  stopButton: 'Parar de receber',
  stopped: 'Pronto. Você não receberá mais e-mails deste tipo.',
  rate: 'Como nos saímos?',
  scores: ['1, mal', '2', '3', '4', '5, muito bem'],
  comment: 'Algo a acrescentar?',
  send: 'Enviar',
  thanks: 'Obrigado.',
  invalid: 'Este link não é válido. Foi copiado por inteiro?',
}

const he: PageWords = {
  lang: 'he',
  dir: 'rtl',
  stop: 'לא לקבל עוד הודעות מסוג זה?',
  stopButton: 'להפסיק',
  stopped: 'בוצע. לא יישלחו אליך עוד הודעות מסוג זה.',
  rate: 'איך היה השירות?',
  scores: ['1, גרוע', '2', '3', '4', '5, מצוין'],
  comment: 'יש מה להוסיף?',
  send: 'שליחה',
  thanks: 'תודה.',
  invalid: 'הקישור אינו תקין. האם הועתק במלואו?',
}

const LANGUAGES: Record<string, PageWords> = { en, es, he, iw: he, pt }

export const pageWordsOf = (culture: string): PageWords => LANGUAGES[culture.toLowerCase().split('-')[0] ?? ''] ?? en
