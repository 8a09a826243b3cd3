const EVERY_MS = 1_000

/** Says on stderr how far a longer work is: one line that is written over in a terminal, a line a second elsewhere. */
export const openProgress = (what: string, total: number): { at: (done: number) => void; end: () => void } => {
  const { stderr } = process
  let said = performance.now()
  const say = (done: number) =>
    stderr.write(`${stderr.isTTY ? '\r' : ''}${done} of ${total} ${what}${stderr.isTTY ? '' : '\n'}`)
  return {
    at: (done) => {
      if (!stderr.isTTY && performance.now() - said < EVERY_MS) return
      said = performance.now()
      say(done)
    },
    end: () => {
      say(total)
      if (stderr.isTTY) stderr.write('\n')
    },
  }
}
