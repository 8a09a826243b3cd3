import type { SettingsTexts } from '../../texts.ts'

/** The settings' pages by name, and what is wrong with a field. */
export const sections = {
  you: 'Su cuenta',
  desk: 'Mesa de ayuda',
  channels: 'Canales',
  answers: 'Respuestas',
  data: 'Datos',
} satisfies SettingsTexts['sections']

export const pages = {
  account: 'Su cuenta',
  desk: 'Nombre y dirección',
  members: 'Miembros',
  departments: 'Departamentos',
  ticketTypes: 'Tipos de ticket',
  fields: 'Campos',
  tags: 'Etiquetas',
  resolutionCategories: 'Categorías de resolución',
  businessHours: 'Horario de atención',
  sla: 'Niveles de servicio',
  signIn: 'Inicio de sesión',
  mailboxes: 'Buzones',
  mail: 'Correo',
  outbox: 'Bandeja de salida',
  credentials: 'Claves',
  hooks: 'Entrada por formularios',
  webhooks: 'Webhooks',
  slack: 'Slack',
  blocklist: 'Lista de bloqueo',
  identityVerification: 'Verificación de identidad',
  cannedReplies: 'Respuestas predefinidas',
  templates: 'Plantillas',
  interventions: 'Intervenciones',
  rules: 'Reglas',
  languages: 'Idiomas y saludos',
  imports: 'Importar',
  retention: 'Conservación de datos',
  erasures: 'Borrados',
  audit: 'Registro de auditoría',
  status: 'Estado',
} satisfies SettingsTexts['pages']

export const flaws = {
  required: 'Es obligatorio.',
  tooShort: (least) => `Al menos ${least} caracteres.`,
  tooLong: (most) => `Como máximo ${most} caracteres.`,
  atLeast: (least) => `Como mínimo ${least}.`,
  atMost: (most) => `Como máximo ${most}.`,
  tooFew: (least) => `Al menos ${least}.`,
  tooMany: (most) => `Como máximo ${most}.`,
  oneOf: (words) => `Uno de estos: ${words}.`,
  email: 'Una dirección de correo, como ann@example.com.',
  form: 'No tiene la forma correcta.',
} satisfies SettingsTexts['flaws']
