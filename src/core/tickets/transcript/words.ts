import type { TicketPriority, TicketStatus } from '../../../store/schema.ts'
import type { Message } from '../ticket.ts'

type Label =
  | ('status' | 'priority' | 'department' | 'requester' | 'assignee' | 'participants' | 'tags' | 'reference')
  | ('opened' | 'closed' | 'note' | 'attachments' | 'picture' | 'conversation' | 'more')

/** What Lodge itself says on a transcript. `more` tells how many messages it has no room for. */
export type TranscriptWords = Record<Label, string> & {
  statuses: Record<TicketStatus, string>
  priorities: Record<TicketPriority, string>
  authors: Record<Message['author']['kind'], string>
}

const en: TranscriptWords = {
  ...{ status: 'Status', priority: 'Priority', department: 'Department', requester: 'Requester' },
  ...{ assignee: 'Assignee', participants: 'Participants', tags: 'Tags', reference: 'Reference', opened: 'Opened' },
  ...{ closed: 'Closed', note: 'Internal note', attachments: 'Attachments', picture: 'Picture' },
  ...{ conversation: 'Conversation', more: 'Messages not shown here' },
  statuses: {
    ...{ open: 'Open', pending: 'Pending', snoozed: 'Snoozed' },
    ...{ resolved: 'Resolved', closed: 'Closed', spam: 'Spam' },
  },
  priorities: { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' },
  authors: { contact: 'Customer', agent: 'Agent', ai: 'AI', automation: 'Automation', system: 'System' },
}

const he: TranscriptWords = {
  ...{ status: 'סטטוס', priority: 'עדיפות', department: 'מחלקה', requester: 'פונה' },
  ...{ assignee: 'נציג מטפל', participants: 'משתתפים', tags: 'תגיות', reference: 'סימוכין', opened: 'נפתחה' },
  ...{ closed: 'נסגרה', note: 'הערה פנימית', attachments: 'קבצים מצורפים', picture: 'תמונה' },
  ...{ conversation: 'השיחה', more: 'הודעות שאינן מוצגות כאן' },
  statuses: {
    ...{ open: 'פתוחה', pending: 'ממתינה', snoozed: 'בהשהיה' },
    ...{ resolved: 'טופלה', closed: 'סגורה', spam: 'ספאם' },
  },
  priorities: { low: 'נמוכה', normal: 'רגילה', high: 'גבוהה', urgent: 'דחופה' },
  authors: { contact: 'לקוח', agent: 'נציג', ai: 'בינה מלאכותית', automation: 'אוטומציה', system: 'מערכת' },
}

const pt: TranscriptWords = {
  ...{ status: 'Estado', priority: 'Prioridade', department: 'Departamento', requester: 'Requerente' },
  ...{ assignee: 'Responsável', participants: 'Participantes', tags: 'Etiquetas', reference: 'Referência' },
  ...{ opened: 'Aberto', closed: 'Fechado', note: 'Nota interna', attachments: 'Anexos', picture: 'Imagem' },
  ...{ conversation: 'Conversa', more: 'Mensagens que não são mostradas aqui' },
  statuses: {
    ...{ open: 'Aberto', pending: 'Pendente', snoozed: 'Adiado' },
    ...{ resolved: 'Resolvido', closed: 'Fechado', spam: 'Spam' },
  },
  priorities: { low: 'Baixa', normal: 'Normal', high: 'Alta', urgent: 'Urgente' },
  authors: { contact: 'Cliente', agent: 'Agente', ai: 'IA', automation: 'Automatização', system: 'Sistema' },
}

const es: TranscriptWords = {
  ...{ status: 'Estado', priority: 'Prioridad', department: 'Departamento', requester: 'Solicitante' },
  ...{ assignee: 'Responsable', participants: 'Participantes', tags: 'Etiquetas', reference: 'Referencia' },
  ...{ opened: 'Abierto', closed: 'Cerrado', note: 'Nota interna', attachments: 'Adjuntos', picture: 'Imagen' },
  ...{ conversation: 'Conversación', more: 'Mensajes que no se muestran aquí' },
  statuses: {
    ...{ open: 'Abierto', pending: 'Pendiente', snoozed: 'Pospuesto' },
    ...{ resolved: 'Resuelto', closed: 'Cerrado', spam: 'Spam' },
  },
  priorities: { low: 'Baja', normal: 'Normal', high: 'Alta', urgent: 'Urgente' },
  authors: { contact: 'Cliente', agent: 'Agente', ai: 'IA', automation: 'Automatización', system: 'Sistema' },
}

const LANGUAGES = new Map(Object.entries({ en, he, pt, es }))

/** The words of a culture's language, English where there are none, and whether it is written from right to left. */
export const wordsFor = (culture: string): { words: TranscriptWords; language: string; isRtl: boolean } => {
  const language = culture.split('-')[0] ?? ''
  const words = LANGUAGES.get(language)
  return words ? { words, language, isRtl: language === 'he' } : { words: en, language: 'en', isRtl: false }
}
