import type { SettingsTexts } from '../texts.ts'

type Texts = Pick<SettingsTexts['imports'], 'codes' | 'quoteUnclosed'>

const isKnown = (codes: Texts['codes'], code: string): code is keyof Texts['codes'] => Object.hasOwn(codes, code)

/** Why a line, or a whole file, was not taken in: a code of the API in words. One that is newer than this page is shown as it is. */
export const importWords = ({ codes, quoteUnclosed }: Texts, code: string): string => {
  const quote = /^quote_unclosed_line_(\d+)$/.exec(code)
  if (quote) return quoteUnclosed(Number(quote[1]))
  return isKnown(codes, code) ? codes[code] : code
}
