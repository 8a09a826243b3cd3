/** A trait's value as a person reads it: text as it is, lists by commas, what is deeper as JSON. */
const shown = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.map(String).join(', ')
  return JSON.stringify(value) ?? ''
}

/** What is known of somebody, by name, in the order in which it was told. */
export const traitRows = (traits: Record<string, unknown>): [name: string, value: string][] =>
  Object.entries(traits).map(([name, value]) => [name, shown(value)])
