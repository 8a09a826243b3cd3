import { classes } from './classes.ts'

/** Pairs of ground and ink that hold 4.5:1 in both themes. */
const HUES = ['#1f6f54', '#7a4b9d', '#8a4b1c', '#1d5fa8', '#a03a5b', '#4d6213', '#5b5fc7', '#0f6b78']

/** The first letters of a name, on a colour that the name always has. Beside the name itself, so not read out. */
export const Avatar = ({ name, small }: { name: string; small?: boolean }) => {
  const letters = name
    .trim()
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
  const hash = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7)
  return (
    <span
      aria-hidden
      style={{ background: HUES[hash % HUES.length] }}
      className={classes(
        'inline-flex shrink-0 select-none items-center justify-center rounded-full font-semibold text-white uppercase',
        small ? 'size-5 text-[0.5625rem]' : 'size-8 text-xs',
      )}
    >
      {(letters[0] ?? '?') + (letters.length > 1 ? letters.at(-1) : '')}
    </span>
  )
}
