/** The server's words, with what it names as code shown so: what stands between backticks. */
export const WithCode = ({ text }: { text: string }) =>
  text.split(/`([^`]+)`/).map((part, n) =>
    n % 2 === 0 ? (
      part
    ) : (
      // Parts of one text: they never change places.
      <code key={n} className="rounded bg-ink/6 px-1 font-mono text-[0.92em]">
        {part}
      </code>
    ),
  )
