import type { Block } from './layout.ts'
import type { About } from './letter.ts'

/** What ends a mail: that it can be answered, and how to get no more of its kind. */
export const footer = ({ words, desk, data, spareUrl }: About): Block[] => [
  { small: `${desk} · ${words.footer.reply}` },
  ...(spareUrl === null ? [] : [{ link: data.member_id ? words.footer.mute : words.footer.spare, url: spareUrl }]),
]
