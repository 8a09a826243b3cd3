const NAME_MAX = 255

/** C0, C1 and DEL; line and paragraph separators; byte order marks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g
/** Marks that turn the direction of text: with them `gpj.exe` can be shown as `exe.jpg`. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * A sender's file name as it can be shown and offered for saving: its last path part, without control characters and
 * without what makes it read as another name; at most 255 characters, the extension kept. It names no file of ours.
 */
export const cleanName = (given: string, fallback: string): string => {
  const visible = given.toWellFormed().normalize('NFC').replace(CONTROL, '').replace(BIDI, '')
  const last = visible.split(/[/\\]/).at(-1) ?? ''
  const name = last.replace(/^[\s.]+|[\s.]+$/g, '')
  return name === '' ? fallback : shorten(name)
}

const shorten = (name: string): string => {
  const characters = [...name]
  if (characters.length <= NAME_MAX) return name
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? ''
  return characters.slice(0, NAME_MAX - extension.length).join('') + extension
}
