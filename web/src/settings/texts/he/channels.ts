import type { SettingsTexts } from '../../texts.ts'

export default {
  credentialsIntro:
    'מי ומה רשאים לקרוא ל־API. מפתח מדבר את ה־API של Lodge ואת החוזים של מערכות אחרות, כך שמי שקורא להן היום משנה רק את הכתובת.',
  addCredential: 'יצירת מפתח',
  noCredentials: 'עדיין אין מפתחות.',
  revoked: 'בוטל',
  kind: 'סוג',
  standsFor: 'פועל בשם',
  nobody: 'אף אחד',
  made: 'נוצר',
  revokeNote: 'כל מה שמשתמש במפתח זה יסורב מעכשיו. אי אפשר לבטל.',
  credentialName: 'מה משתמש בו: ״טופס האתר״, ״חיוב״.',
  department: 'מחלקה',
  noDepartment: 'ברירת המחדל',
  expires: 'תוקף עד',
  expiresHint: 'ריק: ללא תפוגה.',
  scopes: 'מה מותר לו',
  scopesHint: 'ללא סימון: כל מה שסוגו מאפשר.',
  abilitiesHint:
    'ללא סימון: הכול חוץ מניהול הדלפק. אחרת הוא פותח את הנתיבים שהיכולות האלה פותחות ב־Tickiti, ואף נתיב של Lodge עצמו.',
  secret: 'סוד',
  secretOnce: 'העתיקו את הסוד עכשיו: הוא מוצג פעם אחת בלבד, ונשמר כתמצית.',
  tryIt: 'פתיחת פנייה ראשונה',
  kinds: {
    token: 'אסימון',
    widget: 'מפתח ווידג׳ט (ציבורי)',
    pair: 'מפתח וסוד (Glassix)',
    tickiti: 'אסימון ממוספר (Tickiti)',
  },
  kindHints: {
    token: 'לשרתים: ה־API של Lodge, של Headoni ושל Halo.',
    widget: 'לדפי אינטרנט: כל אחד יכול לקרוא אותו, ולכן הוא רק יוצר ומזהה.',
    pair: 'למי שקורא היום ל־Glassix. דורש מחלקה וחבר צוות.',
    tickiti: 'למי שקורא היום ל־Tickiti.',
  },
} satisfies SettingsTexts['channels']
