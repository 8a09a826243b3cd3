import type { SettingsTexts } from '../../texts.ts'

export default {
  intro: 'מה שמערכת אחרת ידעה, מתוך קובץ. הקובץ נמחק בסיום.',
  none: 'עדיין לא יובא דבר.',
  take: 'ייבוא קובץ',
  kind: 'מה יש בקובץ',
  kinds: { contacts: 'אנשים (CSV)', mbox: 'הודעות דואר (mbox)' },
  hints: {
    contacts:
      'השורה הראשונה נותנת שם לעמודות: email או external_id, name, company; כל עמודה אחרת נשמרת כמאפיין. אנשים מוכרים מתעדכנים.',
    mbox: 'כל הודעה נעשית פנייה, כאילו הגיעה עכשיו. מה שכבר נמצא כאן לא משתנה.',
  },
  mailbox: 'תיבת דואר',
  file: 'קובץ',
  start: 'ייבוא',
  uploading: 'העלאה',
  state: 'מצב',
  read: 'התקדמות',
  result: 'תוצאה',
  sent: 'נשלח',
  states: { waiting: 'ממתין', running: 'בתהליך', finished: 'הסתיים', failed: 'נכשל', cancelled: 'בוטל' },
  counts: ({ created, updated, known }) => `${created} חדשים, ${updated} עודכנו, ${known} כבר מוכרים`,
  leftOut: (count) => `${count} לא נקלטו`,
  places: { mbox: (place) => `הודעה ${place}:`, contacts: (place) => `שורה ${place}:` },
} satisfies SettingsTexts['imports']
