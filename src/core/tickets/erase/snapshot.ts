/**
 * A snapshot without what is anybody's own. What stays is listed here, whatever else there may ever be is gone: numbers,
 * yes and no, times, ids, states, and the desk's own words (departments, types, tags, members, rules). The shape stays, so
 * that whoever reads the log later, a follower that is behind included, reads it as before.
 */
export const eraseSnapshot = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((item) => typeof item !== 'string').map(eraseSnapshot)
  return isObject(value) ? eraseObject(value) : value
}

/** Texts that say nothing of a person. */
const KEPT_TEXTS = new Set([
  ...['id', 'status', 'priority', 'format', 'kind', 'channel', 'culture', 'role', 'clock', 'state', 'media_type'],
  ...['created_at', 'updated_at', 'opened_at', 'snoozed_until', 'first_response_at', 'resolved_at', 'closed_at'],
  ...['received_at', 'decided_at', 'verified', 'matched_by', 'via', 'cause'],
  ...['last_message_at', 'rated_at', 'started_at', 'due_at', 'paused_at', 'warned_at', 'breached_at', 'met_at'],
])
/** The desk's own words, as they are. */
const KEPT = new Set([
  'department',
  'type',
  'assignee',
  'tags',
  'rule',
  'policy',
  'timer',
  'intervention',
  'options',
  'sla',
])
/** Lists of people and their files. */
const EMPTIED_LISTS = new Set(['participants', 'attachments'])
/** Names and values that people chose. */
const EMPTIED_OBJECTS = new Set(['fields', 'metadata', 'data', 'traits'])
const PEOPLE = new Set(['requester', 'contact'])

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const eraseObject = (object: Json): Json => {
  const erased = Object.entries(object).map(([key, value]) => [key, eraseValue(key, value)])
  return Object.fromEntries(erased)
}

const eraseValue = (key: string, value: unknown): unknown => {
  if (KEPT.has(key)) return value
  if (EMPTIED_LISTS.has(key)) return []
  if (EMPTIED_OBJECTS.has(key)) return {}
  if (key === 'recipients') return { to: [], cc: [], bcc: [] }
  if (key === 'changes' && isObject(value)) return eraseChanges(value)
  if (key === 'author' && isObject(value)) return eraseAuthor(value)
  if (key === 'verdict' && isObject(value)) return eraseVerdict(value)
  if (key === 'authentication' && isObject(value)) return eraseAuthentication(value)
  if (PEOPLE.has(key) && isObject(value)) return { ...eraseObject(value), ...erasePerson(value) }
  if (typeof value === 'string') return KEPT_TEXTS.has(key) ? value : ''
  return eraseSnapshot(value)
}

/** What went from one state to another; what was said in other words is not told. */
const eraseChanges = (changes: Json): Json =>
  Object.fromEntries(Object.entries(changes).filter(([field]) => KEPT.has(field) || KEPT_TEXTS.has(field)))

/** Who answered is the desk's own; who asked is not. */
const eraseAuthor = ({ name, ...author }: Json): Json => ({
  ...eraseObject(author),
  name: author.kind === 'agent' || author.kind === 'ai' || author.kind === 'automation' ? name : '',
})

/** What was found stays; of which domain, which may be a person's, does not. */
const eraseVerdict = ({ domains: _, ...verdict }: Json): Json => ({ ...verdict, aligned_domain: null })
const eraseAuthentication = (checks: Json): Json =>
  Object.fromEntries(
    Object.entries(checks).map(([method, check]) => [method, isObject(check) ? { ...check, domain: null } : check]),
  )

const erasePerson = (person: Json): Json => ({
  name: '',
  ...('external_id' in person ? { external_id: null } : {}),
  ...('email' in person ? { email: null } : {}),
})
