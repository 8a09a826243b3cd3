/** The letters a slip of the finger may have meant, by the script of the word. */
const ALPHABETS: [RegExp, string][] = [
  [/^[a-z0-9]+$/, 'abcdefghijklmnopqrstuvwxyz'],
  [/^\p{sc=Hebrew}+$/u, 'אבגדהוזחטיכךלמםנןסעפףצץקרשת'],
  [/^\p{sc=Cyrillic}+$/u, 'абвгдежзиклмнопрстуфхцчшщъыьэюя'],
  [/^\p{sc=Greek}+$/u, 'αβγδεζηθικλμνξοπρσςτυφχψω'],
  [/^\p{sc=Arabic}+$/u, 'ابتثجحخدذرزسشصضطظعغفقكلمنهويىة'],
]

/** Every spelling that is one slip away: a letter too few, too many, another one, or two neighbours swapped. */
export const slips = (word: string): string[] => {
  const letters = [...word]
  const alphabet = ALPHABETS.find(([script]) => script.test(word))?.[1] ?? ''
  const found = new Set<string>()
  const join = (...parts: (string | string[])[]) => found.add(parts.flat().join(''))
  for (let at = 0; at <= letters.length; at++) {
    const before = letters.slice(0, at)
    const [here, next] = [letters[at], letters[at + 1]]
    if (here !== undefined) join(before, letters.slice(at + 1))
    if (here !== undefined && next !== undefined) join(before, next, here, letters.slice(at + 2))
    for (const letter of alphabet) {
      if (here !== undefined) join(before, letter, letters.slice(at + 1))
      join(before, letter, letters.slice(at))
    }
  }
  found.delete(word)
  return [...found]
}

/** How many slips lie between two words (optimal string alignment); `max + 1` where it is more than `max`. */
export const distance = (one: string, other: string, max: number): number => {
  const [a, b] = [[...one], [...other]]
  if (Math.abs(a.length - b.length) > max) return max + 1
  let earlier: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (earlier[j - 2] ?? 0) + 1)
      }
      row.push(best)
    }
    if (Math.min(...row) > max) return max + 1
    earlier = last
    last = row
  }
  return last[b.length] ?? max + 1
}
