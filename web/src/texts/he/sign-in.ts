import type { Texts } from '../texts.tsx'

export default {
  title: 'כניסה ל־Lodge',
  password: 'סיסמה',
  enter: 'כניסה',
} satisfies Texts['signIn']
