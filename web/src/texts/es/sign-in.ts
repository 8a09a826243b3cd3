import type { Texts } from '../texts.tsx'

export default {
  title: 'Entrar en Lodge',
  password: 'Contraseña',
  enter: 'Entrar',
} satisfies Texts['signIn']
