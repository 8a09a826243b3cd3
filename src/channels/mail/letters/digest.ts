import type { Notice } from '../mail.ts'
import type { Block } from './layout.ts'
import type { About } from './letter.ts'

export type DigestLine = { kind: Notice; number: string | null; subject: string | null }

/** What would have been many mails, a line each. */
export const digestBlocks = ({ words, digest }: About): Block[] => {
  const { lines, count } = digest
  const left = count - lines.length
  return [
    { text: words.digest.text(count) },
    {
      lines: lines.map(
        ({ kind, number, subject }) =>
          `${number === null ? '' : `#${number} `}${words.digestLine[kind]}: ${subject ?? ''}`,
      ),
    },
    ...(left > 0 ? [{ text: words.digest.more(left) }] : []),
  ]
}
