import jsonata from 'jsonata'
import { reasonOf } from './check.ts'

export type Evaluation = { expressions: string[]; payload: unknown }
/** A result as JSON; undefined where the expression found nothing. */
export type Evaluated = { ok: true; json: string | undefined } | { ok: false; reason: string }

/** A body may be 50,000 characters, and a metadata field as JSON as much. */
const RESULT_MAX = 100_000
/** Calls within calls, and milliseconds: gentler limits than the thread's own, with better words. */
const LIMITS = { stack: 200, timeout: 2_000 }

/** What jsonata.ts has done in a thread. */
export default async ({ expressions, payload }: Evaluation): Promise<Evaluated[]> => {
  const results: Evaluated[] = []
  for (const expression of expressions) results.push(await evaluate(expression, payload))
  return results
}

const evaluate = async (expression: string, payload: unknown): Promise<Evaluated> => {
  try {
    const json = JSON.stringify(await jsonata(expression, LIMITS).evaluate(payload))
    if (json !== undefined && json.length > RESULT_MAX) {
      return { ok: false, reason: `gives more than ${RESULT_MAX.toLocaleString('en-US')} characters` }
    }
    return { ok: true, json }
  } catch (error) {
    return { ok: false, reason: `fails: ${reasonOf(error)}` }
  }
}
