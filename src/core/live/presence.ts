/** Who looks at a ticket, or writes on it. */
export type Present = { id: string; name: string; state: 'viewing' | 'typing' }

export type Heard = { desk: string; ticket: string; department: string; member: string; name: string } & {
  state: Present['state'] | 'left'
  /** How many ms ago they said so, where it is passed on late. */
  ago?: number
}

export type Presence = {
  hear: (heard: Heard) => void
  /** Who is at a ticket; undefined where nobody is. */
  at: (desk: string, ticket: string) => { department: string; members: Present[] } | undefined
  /** The tickets of a desk that somebody is at. */
  tickets: (desk: string) => string[]
  /** Where a member was last heard of before a moment of performance.now(), and not since. */
  heardBefore: (desk: string, member: string, moment: number) => { ticket: string; department: string }[]
  close: () => void
}

/** A client says each 15 s that it is still there: two of these may be lost. */
const FORGOTTEN_MS = 40_000
const SWEEP_MS = 1_000

type Place = { department: string; members: Map<string, Present & { heardAt: number }> }

/** Keeps who is where, as this process has heard of it, in memory alone. `changed` is called where that is another now. */
export const openPresence = (changed: (desk: string, ticket: string, department: string) => void): Presence => {
  const desks = new Map<string, Map<string, Place>>()

  const remove = (desk: string, ticket: string, gone: (id: string, heardAt: number) => boolean): void => {
    const place = desks.get(desk)?.get(ticket)
    if (!place) return
    const before = place.members.size
    for (const [id, { heardAt }] of place.members) if (gone(id, heardAt)) place.members.delete(id)
    if (place.members.size === 0) desks.get(desk)?.delete(ticket)
    if (desks.get(desk)?.size === 0) desks.delete(desk)
    if (place.members.size < before) changed(desk, ticket, place.department)
  }
  const timer = setInterval(() => {
    const forgotten = performance.now() - FORGOTTEN_MS
    for (const [desk, places] of desks) {
      for (const ticket of [...places.keys()]) remove(desk, ticket, (_id, heardAt) => heardAt <= forgotten)
    }
  }, SWEEP_MS)
  timer.unref()

  return {
    hear: ({ desk, ticket, department, member, name, state, ago = 0 }) => {
      if (state === 'left') return remove(desk, ticket, (id) => id === member)
      const places = desks.get(desk) ?? new Map<string, Place>()
      desks.set(desk, places)
      const place: Place = places.get(ticket) ?? { department, members: new Map() }
      places.set(ticket, place)
      const before = place.members.get(member)
      const moved = place.department !== department
      place.department = department
      place.members.set(member, { id: member, name, state, heardAt: performance.now() - ago })
      if (moved || before?.state !== state || before.name !== name) changed(desk, ticket, department)
    },
    at: (desk, ticket) => {
      const place = desks.get(desk)?.get(ticket)
      return (
        place && {
          department: place.department,
          members: [...place.members.values()].map(({ id, name, state }) => ({ id, name, state })),
        }
      )
    },
    tickets: (desk) => [...(desks.get(desk)?.keys() ?? [])],
    heardBefore: (desk, member, moment) =>
      [...(desks.get(desk) ?? [])].flatMap(([ticket, { department, members }]) => {
        const heardAt = members.get(member)?.heardAt
        return heardAt !== undefined && heardAt < moment ? [{ ticket, department }] : []
      }),
    close: () => clearInterval(timer),
  }
}
