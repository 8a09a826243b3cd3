type Named = { email: string; name: string }

/** Longer names first, so that `@Kim Berg` is not `@Kim`. */
const namesOf = ({ email, name }: Named): string[] => {
  const lower = name.toLowerCase()
  return [email, lower, email.split('@')[0] ?? '', lower.split(/\s+/)[0] ?? ''].filter((one) => one !== '')
}

const MAX = 50

/**
 * The members a note names: `@kim@example.com`, `@Kim Berg`, or `@kim` by the address's first part or the first name. The
 * longest name that fits counts; several members of that name are all meant.
 */
export const mentioned = <Member extends Named>(text: string, members: Member[]): Member[] => {
  const lower = text.toLowerCase()
  const found = new Set<Member>()
  for (const { index } of [...lower.matchAll(/(?<![\p{L}\p{N}._-])@/gu)].slice(0, MAX)) {
    const rest = lower.slice(index + 1)
    let longest = 0
    let meant: Member[] = []
    for (const member of members) {
      const length = Math.max(
        0,
        ...namesOf(member)
          .filter((name) => starts(rest, name))
          .map((name) => name.length),
      )
      if (length === 0 || length < longest) continue
      meant = length > longest ? [member] : [...meant, member]
      longest = length
    }
    for (const member of meant) found.add(member)
  }
  return [...found]
}

/** Whether the text begins with the name, and the name ends there. */
const starts = (text: string, name: string): boolean =>
  text.startsWith(name) && !/^(?:[\p{L}\p{N}_@]|[.-][\p{L}\p{N}])/u.test(text.slice(name.length))
