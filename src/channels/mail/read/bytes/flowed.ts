/**
 * Undoes format=flowed (RFC 3676): lines that end with a space go on in the next one of the same depth of quotes, and what
 * was stuffed with a space is taken out. `-- ` is a signature's mark and no such line.
 */
export const unflow = (text: string, deletesSpace: boolean): string => {
  const out: string[] = []
  let [open, openDepth] = [false, 0]
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0
    const content = line.slice(depth).replace(/^ /, '')
    const isMark = content === '-- '
    if (open && depth === openDepth && !isMark) out[out.length - 1] += content
    else out.push(depth > 0 ? `${'>'.repeat(depth)} ${content}` : content)
    open = content.endsWith(' ') && !isMark
    openDepth = depth
    if (open && deletesSpace) out[out.length - 1] = out.at(-1)?.slice(0, -1) ?? ''
  }
  return out.join('\n')
}
