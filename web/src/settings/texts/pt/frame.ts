import type { SettingsTexts } from '../../texts.ts'

/** The settings' pages by name, and what is wrong with a field. */
export const sections = {
  you: 'A sua conta',
  desk: 'Help desk',
  channels: 'Canais',
  answers: 'Respostas',
  data: 'Dados',
} satisfies SettingsTexts['sections']

export const pages = {
  account: 'A sua conta',
  desk: 'Nome e endereço',
  members: 'Membros',
  departments: 'Departamentos',
  ticketTypes: 'Tipos de ticket',
  fields: 'Campos',
  tags: 'Etiquetas',
  resolutionCategories: 'Categorias de resolução',
  businessHours: 'Horário de atendimento',
  sla: 'Níveis de serviço',
  signIn: 'Início de sessão',
  mailboxes: 'Caixas de correio',
  mail: 'E-mail',
  outbox: 'Correio a enviar',
  credentials: 'Chaves',
  hooks: 'Entrada por formulários',
  webhooks: 'Webhooks',
  slack: 'Slack',
  blocklist: 'Lista de bloqueio',
  identityVerification: 'Verificação de identidade',
  cannedReplies: 'Respostas prontas',
  templates: 'Modelos',
  interventions: 'Intervenções',
  rules: 'Regras',
  languages: 'Idiomas e saudações',
  imports: 'Importar',
  retention: 'Conservação de dados',
  erasures: 'Eliminações',
  audit: 'Registo de auditoria',
  status: 'Estado',
} satisfies SettingsTexts['pages']

export const flaws = {
  required: 'É obrigatório.',
  tooShort: (least) => `Pelo menos ${least} caracteres.`,
  tooLong: (most) => `No máximo ${most} caracteres.`,
  atLeast: (least) => `No mínimo ${least}.`,
  atMost: (most) => `No máximo ${most}.`,
  tooFew: (least) => `Pelo menos ${least}.`,
  tooMany: (most) => `No máximo ${most}.`,
  oneOf: (words) => `Um destes: ${words}.`,
  email: 'Um endereço de e-mail, como ann@example.com.',
  form: 'Não tem o formato certo.',
} satisfies SettingsTexts['flaws']
