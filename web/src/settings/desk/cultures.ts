/** The cultures that Lodge has words of its own in, by their own names. */
export const CULTURES: readonly (readonly [culture: string, name: string])[] = [
  ['en-US', 'English'],
  ['he-IL', 'עברית'],
  ['pt-PT', 'Português'],
  ['es-ES', 'Español'],
]
