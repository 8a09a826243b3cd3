const SYLLABLES = [...'bcdfghjklmnprstvz'].flatMap((consonant) => [...'aeiou'].map((vowel) => consonant + vowel))

/** Where the words begin that each stand in one or two messages only. */
export const RARE_FROM = 40_000
export const RARE_COUNT = 550_000
const COMMON_COUNT = 30_000

/** The n-th word of a language nobody speaks: two or three syllables, each word another one. */
export const word = (n: number): string => {
  const size = SYLLABLES.length
  const digits = [n % size, Math.floor(n / size) % size, Math.floor(n / size / size)]
  return digits.map((digit, place) => (place === 2 && digit === 0 ? '' : SYLLABLES[digit])).join('')
}

/** Zipf's law: the word of rank r is r times rarer than the first. Drawn by its inverse, the logarithm being uniform. */
export const zipf = (random: () => number, count = COMMON_COUNT): number => Math.floor((count + 1) ** random()) - 1

/** Texts of such words: titles of 4 to 8, sentences of 12 to 30. */
export const sentences = (count: number, random: () => number): { title: string; text: string }[] => {
  const write = (from: number, to: number) => {
    const words = Array.from({ length: from + Math.floor(random() * (to - from + 1)) }, () => word(zipf(random)))
    const text = words.join(' ')
    return `${text[0]?.toUpperCase()}${text.slice(1)}`
  }
  return Array.from({ length: count }, () => ({ title: write(4, 8), text: `${write(12, 30)}.` }))
}

/** The same rare word in SQL: of a number that is an expression. */
export const rareWordSql = (n: string): string => {
  const syllables = `'{${SYLLABLES.join(',')}}'::text[]`
  const at = (digit: string) => `(${syllables})[1 + (${digit})]`
  const size = SYLLABLES.length
  return `${at(`${n} % ${size}`)} || ${at(`${n} / ${size} % ${size}`)} || ${at(`${n} / ${size ** 2}`)}`
}
