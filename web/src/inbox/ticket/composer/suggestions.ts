import type { SuggestionKeyDownProps, SuggestionProps } from '@tiptap/suggestion'

/** What can be chosen while somebody types: a member to mention, a text to put in. */
export type Choice = { id: string; label: string; hint?: string; group?: string; take: () => void }
export type Suggested = {
  items: Choice[]
  isComing: boolean
  at: number
  rect: DOMRect | null
  choose: (choice: Choice) => void
}

/**
 * The list under the cursor, as a store: the editor's plugin writes it, one component draws it, and neither makes the other
 * draw again.
 */
export const openSuggestions = () => {
  let now: Suggested | null = null
  const listeners = new Set<() => void>()
  const set = (next: Suggested | null) => {
    now = next
    for (const listener of listeners) listener()
  }
  const show = (props: SuggestionProps<Choice, Choice>) => {
    // A draft that ends in a slash asks for nothing: only what somebody types there does.
    if (!props.editor.isFocused) return set(null)
    // What was found before stays until what is asked for now has come.
    const items = props.loading && now ? now.items : props.items
    set({ items, isComing: props.loading, at: 0, rect: props.clientRect?.() ?? null, choose: props.command })
  }
  const hide = () => set(null)
  const move = (by: number) => {
    if (!now || now.items.length === 0) return
    set({ ...now, at: (now.at + by + now.items.length) % now.items.length })
  }
  const onKeyDown = ({ event }: SuggestionKeyDownProps): boolean => {
    if (!now) return false
    if (event.key === 'Escape') {
      set(null)
      return true
    }
    if (now.items.length === 0) return false
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      move(event.key === 'ArrowDown' ? 1 : -1)
      return true
    }
    const chosen = now.items[now.at]
    if ((event.key !== 'Enter' && event.key !== 'Tab') || !chosen) return false
    now.choose(chosen)
    return true
  }
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    get: () => now,
    render: () => {
      let leave = () => {}
      const onStart = (props: SuggestionProps<Choice, Choice>) => {
        props.editor.on('blur', hide)
        leave = () => props.editor.off('blur', hide)
        show(props)
      }
      const onExit = () => {
        leave()
        hide()
      }
      return { onStart, onUpdate: show, onKeyDown, onExit }
    },
  }
}

export type Suggestions = ReturnType<typeof openSuggestions>
