/**
 * Puts mails that may be of one thread into one group, in the order given: those that share a key (a Message-ID that one
 * has and another names, a reply address, a sender). Groups can be worked on side by side.
 */
export const groupThreads = <T>(mails: T[], keysOf: (mail: T) => Iterable<string>): T[][] => {
  const parents = mails.map((_, place) => place)
  const rootOf = (place: number): number => {
    let root = place
    while (parents[root] !== root) root = parents[root] ?? root
    parents[place] = root
    return root
  }
  const first = new Map<string, number>()
  for (const [place, mail] of mails.entries()) {
    for (const key of keysOf(mail)) {
      const known = first.get(key)
      if (known === undefined) first.set(key, place)
      else parents[rootOf(place)] = rootOf(known)
    }
  }
  const groups = new Map<number, T[]>()
  for (const [place, mail] of mails.entries()) {
    const root = rootOf(place)
    const group = groups.get(root)
    if (group) group.push(mail)
    else groups.set(root, [mail])
  }
  return [...groups.values()]
}
