import type { SettingsTexts } from '../../texts.ts'

/** The settings' pages by name, and what is wrong with a field. */
export const sections = {
  you: 'אני',
  desk: 'הדלפק',
  channels: 'ערוצים',
  answers: 'מענה',
  data: 'נתונים',
} satisfies SettingsTexts['sections']

export const pages = {
  account: 'החשבון שלי',
  desk: 'שם וכתובת',
  members: 'חברי הצוות',
  departments: 'מחלקות',
  ticketTypes: 'סוגי פניות',
  fields: 'שדות',
  tags: 'תגיות',
  resolutionCategories: 'קטגוריות פתרון',
  businessHours: 'שעות פעילות',
  sla: 'רמות שירות',
  signIn: 'כניסה למערכת',
  mailboxes: 'תיבות דואר',
  mail: 'דואר',
  outbox: 'דואר יוצא',
  credentials: 'מפתחות',
  hooks: 'קליטה מטפסים',
  webhooks: 'Webhooks',
  slack: 'Slack',
  blocklist: 'רשימת חסימה',
  identityVerification: 'אימות זהות',
  cannedReplies: 'תשובות מוכנות',
  templates: 'תבניות',
  interventions: 'התערבויות',
  rules: 'כללים',
  languages: 'שפות וברכות',
  imports: 'ייבוא',
  retention: 'שמירת נתונים',
  erasures: 'מחיקות מידע אישי',
  audit: 'יומן ביקורת',
  status: 'מצב המערכת',
} satisfies SettingsTexts['pages']

export const flaws = {
  required: 'שדה חובה.',
  tooShort: (least) => `לפחות ${least} תווים.`,
  tooLong: (most) => `עד ${most} תווים.`,
  atLeast: (least) => `${least} לפחות.`,
  atMost: (most) => `${most} לכל היותר.`,
  tooFew: (least) => `נדרשים לפחות ${least}.`,
  tooMany: (most) => `עד ${most}.`,
  oneOf: (words) => `אחד מאלה: ${words}.`,
  email: 'כתובת דוא״ל, למשל ann@example.com.',
  form: 'הערך אינו בתבנית הנכונה.',
} satisfies SettingsTexts['flaws']
