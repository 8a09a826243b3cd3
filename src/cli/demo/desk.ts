import { createBusinessHours } from '../../core/business-hours/create.ts'
import { listBusinessHours } from '../../core/business-hours/list.ts'
import { type Identification, identifyContact } from '../../core/contacts/identify.ts'
import { createDepartment } from '../../core/departments/create.ts'
import type { DeskId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { createMember } from '../../core/members/create.ts'
import { createSlaPolicy } from '../../core/sla/create.ts'
import { change, operator } from '../command.ts'
import { AGENTS, CUSTOMERS, type Customer, HEBREW_CUSTOMERS } from './people.ts'
import { chance, OFFICE } from './rhythm.ts'
import { DEPARTMENTS } from './story.ts'

const DAY_MS = 86_400_000
const YEAR_MS = 370 * DAY_MS
const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
const toTime = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

/** Who works at the desk and whom it knows, where work goes and what is promised. What is there by that name stays. */
export const furnish = async (lodge: Lodge, deskId: DeskId): Promise<void> => {
  const now = Date.now()
  for (const agent of AGENTS) await change(lodge, deskId, (change) => createMember(change, agent))
  for (const [n, customer] of [...CUSTOMERS, ...HEBREW_CUSTOMERS].entries()) {
    // Known for months, and seen these days.
    for (const days of [30 + 300 * chance(n, 31), 6 * chance(n, 32) ** 2]) {
      const at = new Date(now - days * DAY_MS)
      await change(lodge, deskId, (change) => identifyContact({ ...change, at }, toIdentification(customer, n)))
    }
  }
  for (const name of DEPARTMENTS) {
    const rest = { isDefault: false, isPublic: true, businessHoursId: null, mailboxId: null, signature: null }
    await change(lodge, deskId, (change) => createDepartment(change, { name, assignment: 'manual', ...rest }))
  }
  const known = await listBusinessHours(lodge, operator(deskId), { limit: 1, after: null })
  if (known.data.length === 0) await promise(lodge, deskId, new Date(now - YEAR_MS))
  await lodge.desks.fresh(deskId)
}

/** Promised times are kept or broken by the office's clock: only for a desk that has none of its own. */
const promise = (lodge: Lodge, deskId: DeskId, at: Date): Promise<void> =>
  change(lodge, deskId, async (change) => {
    const weekly = WORKDAYS.map((day) => ({ day, from: toTime(OFFICE.opens), to: toTime(OFFICE.closes) }))
    const schedule = { time_zone: 'UTC', weekly, holidays: [] }
    await createBusinessHours(change, { name: 'Office hours', isDefault: true, ...schedule })
    // Before the first ticket: a policy promises nothing of what was there before it.
    await createSlaPolicy(
      { ...change, at },
      {
        name: 'Standard',
        position: 0,
        appliesTo: { departments: null, types: null, priorities: null },
        targets: {
          first_reply: { urgent: 30, high: 60, normal: 180, low: 480 },
          resolution: { urgent: 480, high: 960, normal: 2400, low: 4800 },
        },
        clock: 'business',
        warning: { percent: 75 },
      },
    )
  })

const SEATS = { solo: 1, team: 8, studio: 40 }

const toIdentification = ({ name, email, company, domain, plan }: Customer, n: number): Identification => ({
  externalId: `tl-${1_000 + n}`,
  email,
  phone: null,
  name,
  culture: null,
  traits: { plan },
  company: {
    externalId: `org-${domain.split('.')[0]?.slice(0, 12)}`,
    name: company,
    domain,
    traits: { plan, seats: SEATS[plan] + Math.floor(20 * chance(company.length, 30)) },
  },
})
