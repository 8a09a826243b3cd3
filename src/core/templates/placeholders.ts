import { ENGINES } from './engine.ts'
import type { Texts } from './template.ts'

/** A placeholder of a template; `given` where it is none of ours, and so comes with the request as data. */
export type Placeholder = { name: string; given: boolean }

/** What scopeOf() fills (scope.ts), and interventions besides. */
const OURS = new Set(['ticket', 'requester', 'message', 'agent', 'desk', 'intervention', 'fields', 'remote'])

/** What a template's texts read, in every language, by name; a variable that it sets itself is none. */
export const placeholdersOf = ({ format, subject, body, translations }: Texts): Placeholder[] => {
  const names = new Set<string>()
  for (const text of [{ subject, body }, ...Object.values(translations)]) {
    for (const name of ENGINES.text.globalFullVariablesSync(text.subject)) names.add(name)
    for (const name of ENGINES[format].globalFullVariablesSync(text.body)) names.add(name)
  }
  return [...names].sort().map((name) => {
    const root = name.split(/[.[]/)[0] ?? name
    return { name, given: !OURS.has(root) }
  })
}
