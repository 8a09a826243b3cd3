/** How texts are compared: whatever their case, and however their accents are composed. */
export const fold = (text: string): string => text.normalize('NFC').toLowerCase()

/**
 * Whether a text is of a pattern's form, where `*` stands for any characters, none included. No regular expression: the
 * parts between the stars are looked for one after another, each once, so a pattern cannot take long.
 */
export const matches = (text: string, pattern: string): boolean => {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const part of rest) {
    const found = text.indexOf(part, from)
    if (found === -1) return false
    from = found + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
