import type { Block } from './layout.ts'
import type { About } from './letter.ts'

/** A link that lets its reader in once. Where it is not to be seen, in the outbox, the mail says nothing in its place. */
export const signInBlocks = ({ words, desk, data, signInUrl }: About): Block[] => {
  const { text, link, expires } = data.kind === 'invitation' ? words.signIn.invitation : words.signIn.passwordReset
  return [
    { text: words.greeting },
    { text: text(desk) },
    ...(signInUrl === null ? [] : [{ link, url: signInUrl }]),
    { small: expires },
  ]
}
