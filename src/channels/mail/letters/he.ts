import type { Words } from './words.ts'

export const he: Words = {
  lang: 'he',
  dir: 'rtl',
  greeting: 'שלום,',
  received: {
    subject: (number, desk) => `[#${number}] ${desk}: פנייתך התקבלה`,
    text: (number) => `פנייתך התקבלה. מספרה ${number}.`,
    next: 'נטפל בה ונשיב לך כאן.',
  },
  reply: {
    subject: (subject, number) => `Re: ${subject} [#${number}]`,
    wrote: (name, desk) => (name ? `התקבלה תשובה מאת ${name}, ${desk}:` : `התקבלה תשובה מאת ${desk}:`),
  },
  closed: {
    subject: (number, desk) => `[#${number}] ${desk}: הטיפול בפנייתך הסתיים`,
    text: (number) => `הטיפול בפנייתך מספר ${number} הסתיים.`,
    reopen: 'אם לא כך הדבר, אפשר להשיב להודעה זו והפנייה תיפתח מחדש.',
  },
  survey: {
    subject: (number, desk) => `[#${number}] ${desk}: איך היה השירות?`,
    question: 'איך היה השירות?',
    link: 'לדירוג השירות',
  },
  attachments: { tooLarge: (names) => `קבצים גדולים מכדי לצרפם: ${names}. אפשר להשיב להודעה זו כדי לקבלם בדרך אחרת.` },
  footer: {
    reply: 'אפשר להשיב להודעה זו.',
    spare: 'לא לשלוח עוד הודעות מסוג זה',
    mute: 'לא לשלוח עוד הודעות מסוג זה',
  },
  team: {
    newTicket: (number, subject) => `[#${number}] פנייה חדשה: ${subject}`,
    assigned: (number, subject) => `[#${number}] הוקצתה לך: ${subject}`,
    replied: (number, subject) => `[#${number}] תשובה: ${subject}`,
    ruleNotice: (number, subject) => `[#${number}] דורש תשומת לב: ${subject}`,
    mentioned: (number, subject) => `[#${number}] הוזכר שמך: ${subject}`,
    from: 'מאת',
    department: 'מחלקה',
    priority: 'עדיפות',
    assignedBy: (number) => `פנייה ${number} הוקצתה לך.`,
    mentionedYou: (name) => (name ? `שמך הוזכר בהערה מאת ${name}:` : 'שמך הוזכר בהערה:'),
  },
  digest: {
    subject: 'הפניות שלך: מה עוד קרה',
    text: (count) => `בעשר הדקות האחרונות היו עוד ${count} הודעות עבורך:`,
    more: (count) => `ועוד ${count}`,
  },
  digestLine: {
    new_ticket: 'חדשה',
    assignment: 'הוקצתה לך',
    reply: 'תשובה',
    unassigned_reply: 'תשובה',
    mention: 'הוזכר שמך',
    webhook_disabled: 'וובהוק הושבת',
    webhook_failing: 'וובהוק נכשל',
    rule_stopped: 'כלל נעצר',
    hook_quarantined: 'בהסגר',
  },
  paused: {
    subject: (name) => `הושהה: ${name}`,
    text: (name, since) => `דבר לא הגיע אל ${name} מאז ${since}, ולכן המשלוחים אליו הושהו.`,
    resume: 'דבר לא אבד. יש לתקן ואז לחדש: POST /v1/delivery-lanes/{channel}/{lane}/resume.',
  },
  owners: {
    webhookDisabled: {
      subject: (host) => `הושבת: הוובהוק אל ${host}`,
      text: (host) => `הוובהוק אל ${host} הושבת. לא נשלח אליו עוד דבר.`,
      mend: (path) =>
        `אם עדיין יש בו צורך, יש לתקן את המקבל ואז להפעיל: PATCH ${path} עם {"enabled": true}. אם לא: DELETE ${path}.`,
    },
    webhookFailing: {
      subject: (host) => `נכשל: הוובהוק אל ${host}`,
      text: (host, failures) =>
        `הוובהוק אל ${host} נכשל ${failures} פעמים ביממה. מה שלא התקבל נשלח שוב במשך שלושה ימים.`,
      mend: (log, path) => `לצפייה בתשובות: GET ${log}. אם הכתובת השתנתה: PATCH ${path}.`,
    },
    ruleStopped: {
      subject: (name, number) => `[#${number}] כלל נעצר: ${name}`,
      text: (name, number) => `הכלל "${name}" נעצר ולא עשה דבר בפנייה ${number}.`,
      mend: (path, runs) => `מה עשו הכללים בפנייה: GET ${runs}. אחר כך יש לשנות את הכלל: PATCH ${path}.`,
    },
    hookQuarantined: {
      subject: (name) => `עדיין אין פנייה: משהו הגיע אל ${name}`,
      text: (name) => `אל "${name}" הגיע משהו שאי אפשר היה ליצור ממנו פנייה. הוא נשמר 30 יום.`,
      mend: (delivery, hook) =>
        `לצפייה: GET ${delivery}. לתיקון המיפוי או ברירות המחדל: PATCH ${hook}. אחר כך ליצירת הפנייה: POST ${delivery}/replay.`,
    },
  },
  test: { subject: (desk) => `${desk}: הדואר פועל`, text: 'זוהי הודעת ניסיון. הדואר ממוקד התמיכה מגיע אליך.' },
  signIn: {
    invitation: {
      subject: (desk) => `${desk}: קיבלת הזמנה`,
      text: (desk) => `הוזמנת לטפל בפניות של ${desk}.`,
      link: 'קבלת ההזמנה',
      expires: 'הקישור תקף לפעם אחת, למשך שבעה ימים. אם אינך יודע במה מדובר, אפשר להתעלם.',
    },
    passwordReset: {
      subject: (desk) => `${desk}: בחירת סיסמה חדשה`,
      text: (desk) => `מישהו, כנראה אתה, ביקש סיסמה חדשה עבור ${desk}.`,
      link: 'בחירת סיסמה חדשה',
      expires: 'הקישור תקף לפעם אחת, למשך שעה. אם זה לא היית אתה, אפשר להתעלם: דבר לא ישתנה.',
    },
  },
}
