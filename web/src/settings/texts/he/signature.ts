import type { SettingsTexts } from '../../texts.ts'

export default {
  title: 'חתימה',
  variable: 'הוספת משתנה',
  own: 'מתחת לתשובות שלכם כשהן נשלחות בדואר. ריק: של המחלקה.',
  department: 'מתחת לתשובות של מי שאין לו חתימה משלו. ריק: של הדלפק.',
  desk: 'מתחת לתשובות של מי שאין לו, ואין למחלקה שלו, חתימה.',
} satisfies SettingsTexts['signature']
