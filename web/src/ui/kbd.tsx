import { keyNames } from './keys.ts'

/** The keys of a command, as this machine's keyboard has them: `mod+enter`, `g then i`. */
export const Kbd = ({ keys }: { keys: string }) => (
  <kbd className="ms-1 inline-flex gap-0.5 font-sans" dir="ltr">
    {keyNames(keys).map((name, index) => (
      <span
        // The same key may come twice in one sequence, and the list never changes.
        key={index}
        className="min-w-4 rounded border border-line bg-sunken px-1 text-center text-[0.6875rem] leading-4 text-ink-soft"
      >
        {name}
      </span>
    ))}
  </kbd>
)
