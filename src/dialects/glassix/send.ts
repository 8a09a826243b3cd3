/** The checked body of `POST /tickets/send` (their page "Send ticket"). */
export type GlassixSend = {
  text?: string | undefined
  html?: string | undefined
  quickReplies: { title: string; imageUrl?: string | undefined }[]
  templates: {
    title?: string | undefined
    subtitle?: string | undefined
    coverImageUrl?: string | undefined
    buttons: { title: string; uri?: string | undefined; data?: string | undefined }[]
  }[]
  files: string[]
}

/**
 * A message's body. Quick replies and templates are lines of it here: whoever reads it, by mail too, sees what there is to
 * choose from and where it leads.
 */
export const toBody = (given: GlassixSend): { format: 'text' | 'html'; source: string } => {
  const lines = linesOf(given)
  if (given.html === undefined)
    return { format: 'text', source: [given.text ?? '', ...lines].filter(Boolean).join('\n') }
  return { format: 'html', source: [given.html, ...lines.map((line) => `<p>${escaped(line)}</p>`)].join('\n') }
}

const linesOf = ({ quickReplies, templates }: GlassixSend): string[] => [
  ...templates.flatMap(({ title, subtitle, coverImageUrl, buttons }) => [
    [title, subtitle].filter(Boolean).join(': '),
    coverImageUrl ?? '',
    ...buttons.map(({ title: label, uri, data }) => `• ${[label, uri ?? data].filter(Boolean).join(' ')}`),
  ]),
  ...quickReplies.map(({ title, imageUrl }) => `• ${[title, imageUrl].filter(Boolean).join(' ')}`),
]

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)

/** A telephone system's record of a call, as a note: whatever it said that is a word or a number. */
export const callNote = (what: 'started' | 'ended' | 'audiolink', payload: Record<string, unknown>): string => {
  const titles = { started: 'Phone call started', ended: 'Phone call ended', audiolink: 'Phone call recording' }
  const said = Object.entries(payload).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
  return [titles[what], ...said.map(([name, value]) => `${name}: ${value}`)].join('\n')
}
