import type { Texts } from '../texts.tsx'

export default {
  title: 'התראות',
  unread: (n) => (n === 1 ? 'התראה אחת שלא נקראה' : `${n} התראות שלא נקראו`),
  none: 'אין עדיין התראות',
  markRead: 'סימון הכול כנקרא',
  somebody: 'מישהו',
  kinds: {
    mention: (who) => `אוזכרת על ידי ${who}`,
    assignment: (who) => `פנייה שויכה אליך על ידי ${who}`,
    reply: (who) => `תשובה חדשה מאת ${who}`,
    not_sent: () => 'הודעה שלך לא נשלחה',
  },
  browserOff: 'להציג התראות במחשב הזה גם כשהחלון לא פעיל',
  browserOn: 'התראות מוצגות במחשב הזה גם כשהחלון לא פעיל',
} satisfies Texts['notifications']
