import type { Texts } from '../texts.tsx'

export default {
  title: 'Entrar no Lodge',
  password: 'Palavra-passe',
  enter: 'Entrar',
} satisfies Texts['signIn']
