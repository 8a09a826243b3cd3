import type { ServiceTextKind } from '../../store/schema.ts'

/** The cultures that Lodge has words of its own in. */
export const CULTURES = ['en-US', 'he-IL', 'pt-PT', 'es-ES'] as const
export type Culture = (typeof CULTURES)[number]
export const KINDS = ['greeting', 'survey'] as const satisfies ServiceTextKind[]

/** What customers are greeted with, or asked once they were served, in one culture. */
export type ServiceText = {
  kind: ServiceTextKind
  culture: Culture
  text: string
  /** Lodge's own words: nobody said otherwise. */
  is_default: boolean
  /** Whose it is; null is the desk's, for every department without one. */
  department_id: string | null
}

export const DEFAULTS: Record<ServiceTextKind, Record<Culture, string>> = {
  greeting: {
    'en-US': 'Hello! We have received your message and will answer you here as soon as we can.',
    'he-IL': 'שלום! קיבלנו את פנייתך ונענה לך כאן בהקדם האפשרי.',
    'pt-PT': 'Olá! Recebemos a sua mensagem e responderemos aqui assim que possível.',
    'es-ES': '¡Hola! Hemos recibido su mensaje y le responderemos aquí lo antes posible.',
  },
  survey: {
    'en-US': 'How did we do? Tell us here:',
    'he-IL': 'איך היה השירות? נשמח לשמוע כאן:',
    'pt-PT': 'Como correu o atendimento? Diga-nos aqui:',
    'es-ES': '¿Qué le ha parecido nuestra atención? Cuéntenos aquí:',
  },
}

/** The culture that words are there in: the very one, else one of the same language, else English. */
export const nearestCulture = (culture: string): Culture => {
  const language = culture.split('-')[0]
  return (
    CULTURES.find((known) => known === culture) ?? CULTURES.find((known) => known.split('-')[0] === language) ?? 'en-US'
  )
}
