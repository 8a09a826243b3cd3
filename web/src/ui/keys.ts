const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

const NAMES: Record<string, string> = {
  mod: isApple ? '⌘' : 'Ctrl',
  shift: isApple ? '⇧' : 'Shift',
  alt: isApple ? '⌥' : 'Alt',
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  backspace: '⌫',
}

/** What is printed on the keys of `mod+shift+k` or of the sequence `g i`, in order. */
export const keyNames = (keys: string): string[] =>
  keys.split(/[+ ]/).map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key))

const ARIA: Record<string, string> = {
  mod: isApple ? 'Meta' : 'Control',
  shift: 'Shift',
  alt: 'Alt',
  enter: 'Enter',
  escape: 'Escape',
}

/** A chord as `aria-keyshortcuts` has it; undefined for sequences, which it has no words for. */
export const ariaKeys = (keys: string | undefined): string | undefined =>
  keys?.includes(' ')
    ? undefined
    : keys
        ?.split('+')
        .map((key) => ARIA[key] ?? key.toUpperCase())
        .join('+')

/** The letter of a key, on keyboards of other scripts too: there it is the one that the same key has on a Latin one. */
const letterOf = ({ key, code }: KeyboardEvent): string => {
  const latin = /^Key([A-Z])$/.exec(code)?.[1]
  return latin && key.length === 1 && key > '\u007f' ? latin.toLowerCase() : key.toLowerCase()
}

/** The chord of a key press in the words of a command's keys: `mod+enter`, `?`, `shift+arrowdown`. */
export const chordOf = (event: KeyboardEvent): string => {
  const key = letterOf(event)
  // A character that takes Shift to type is itself: `?`, not `shift+/`.
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key))
  return [(isApple ? event.metaKey : event.ctrlKey) && 'mod', event.altKey && 'alt', shift && 'shift', key]
    .filter(Boolean)
    .join('+')
}
