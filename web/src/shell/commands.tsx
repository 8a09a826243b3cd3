import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { chordOf } from '../ui/keys.ts'

/** Something that can be done here: by its keys, in the palette, and in the list of keys. */
export type Command = {
  /** Stable, unique while it is there: `ticket.assign`. */
  id: string
  label: string
  /** Under which heading the palette and the list of keys show it. */
  group: string
  /** A chord (`mod+enter`, `?`) or a sequence (`g i`). Single letters do nothing while somebody types. */
  keys?: string
  /** Keys that work while somebody types, too: those with `mod` always do. */
  whileTyping?: boolean
  /** Left to the field that somebody types in, although it has `mod`: `mod+a`, `mod+z`. */
  notWhileTyping?: boolean
  /** Not shown in the palette: it only makes sense by its key (`j`, `k`). */
  keysOnly?: boolean
  run: () => void
}

type Registry = {
  set: (owner: symbol, commands: Command[]) => void
  drop: (owner: symbol) => void
  subscribe: (listener: () => void) => () => void
  /** Those that were registered last come first: what is on top of the page has its keys. */
  all: () => Command[]
}

const openRegistry = (): Registry => {
  const owned = new Map<symbol, Command[]>()
  const listeners = new Set<() => void>()
  let all: Command[] = []
  const changed = () => {
    all = [...owned.values()].toReversed().flat()
    for (const listener of listeners) listener()
  }
  return {
    // What has none tells nobody: there may be many of them.
    set: (owner, commands) => {
      if (commands.length === 0 && !owned.has(owner)) return
      owned.set(owner, commands)
      changed()
    },
    drop: (owner) => {
      if (owned.delete(owner)) changed()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    all: () => all,
  }
}

const CommandsContext = createContext<Registry | null>(null)

const useRegistry = (): Registry => {
  const registry = useContext(CommandsContext)
  if (!registry) throw new Error('commands are used outside of CommandsProvider')
  return registry
}

/** How long the second key of a sequence is waited for. */
const SEQUENCE_MS = 1_000

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox]):not([type=radio])'))

/** What keeps the page's keys to itself while it is open: a dialog, a menu. */
const isCovered = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[role=dialog], [role=menu], [role=listbox]') !== null

/** How long keys are held at most: what they wait for may never come. */
const HELD_MS = 5_000
let heldUntil = 0

/** From now on keys are no commands: they are for what is about to take the focus. */
export const holdKeys = (): void => {
  heldUntil = performance.now() + HELD_MS
}

export const releaseKeys = (): void => {
  heldUntil = 0
}

export const CommandsProvider = ({ children }: { children: ReactNode }) => {
  const registry = useMemo(openRegistry, [])
  useEffect(() => {
    let pending: { key: string; at: number } | null = null
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const chord = chordOf(event)
      const typing = isTyping(event.target)
      if (!typing && !chord.includes('mod+') && performance.now() < heldUntil) {
        event.preventDefault()
        return
      }
      const before = pending && event.timeStamp - pending.at < SEQUENCE_MS ? pending.key : null
      const isKey = (command: Command, keys: string) =>
        command.keys === keys &&
        (!typing || command.whileTyping || (keys.includes('mod+') && !command.notWhileTyping)) &&
        !isCovered(event.target)
      const commands = registry.all()
      const found =
        (before ? commands.find((command) => isKey(command, `${before} ${chord}`)) : undefined) ??
        commands.find((command) => isKey(command, chord))
      pending = null
      if (found) {
        event.preventDefault()
        found.run()
      } else if (!typing && commands.some(({ keys }) => keys?.startsWith(`${chord} `))) {
        pending = { key: chord, at: event.timeStamp }
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [registry])
  return <CommandsContext value={registry}>{children}</CommandsContext>
}

/** Makes commands available while the component is on the page. They may be made anew on each draw. */
export const useCommands = (commands: Command[]): void => {
  const registry = useRegistry()
  const owner = useRef(Symbol('commands'))
  const latest = useRef(commands)
  latest.current = commands
  // What is shown of them; what they do is looked up when they run.
  const shape = JSON.stringify(commands.map(({ run: _run, ...shown }) => shown))
  useEffect(() => {
    const stable = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find(({ id }) => id === command.id)?.run(),
    }))
    // `shape` is why this runs again: the same commands under other words or keys are other commands.
    if (shape) registry.set(owner.current, stable)
  }, [registry, shape])
  useEffect(() => {
    const own = owner.current
    return () => registry.drop(own)
  }, [registry])
}

/** All that can be done on this page now. */
export const useAllCommands = (): Command[] => {
  const registry = useRegistry()
  return useSyncExternalStore(registry.subscribe, registry.all)
}
