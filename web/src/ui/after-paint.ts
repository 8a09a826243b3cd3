/** A page in the background paints nothing. */
const AT_LATEST_MS = 250

/**
 * Runs something once what was drawn is on the screen: what an effect does, the reader waits for. Returns how to forget it.
 */
export const afterPaint = (run: () => void): (() => void) => {
  const forget = () => {
    cancelAnimationFrame(frame)
    clearTimeout(painted)
    clearTimeout(latest)
  }
  const now = () => {
    forget()
    run()
  }
  let painted: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    painted = setTimeout(now)
  })
  const latest = setTimeout(now, AT_LATEST_MS)
  return forget
}
