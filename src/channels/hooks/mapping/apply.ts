import type { HookMapping } from '../../../core/hooks/hook.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import { tidy } from '../tidy.ts'
import { evaluateJsonata } from './jsonata.ts'
import type { Evaluated } from './jsonata-worker.ts'
import { evaluatePointer, isPointer } from './pointer.ts'

/** What a mapping found, by its path in the mapping (`subject`, `fields.plan`); what it found nothing for is absent. */
export type Mapped = Map<string, unknown>

/** Finds each mapped field in a payload. Fails, in words, where an expression does. Rejects with IntakeFull (evaluateJsonata). */
export const applyMapping = async (
  mapping: HookMapping,
  payload: unknown,
): Promise<Result<Mapped, { code: 'mapping_failed'; reason: string }>> => {
  const expressions = flatten(mapping)
  const programs = expressions.filter(([, expression]) => !isPointer(expression))
  const evaluated: Evaluated[] =
    programs.length > 0
      ? await evaluateJsonata(
          programs.map(([, expression]) => expression),
          payload,
        )
      : []
  const mapped: Mapped = new Map()
  for (const [path, expression] of expressions) {
    if (isPointer(expression)) {
      keep(mapped, path, evaluatePointer(expression, payload))
      continue
    }
    const result = evaluated[programs.findIndex((program) => program[0] === path)]
    if (!result?.ok) return fail({ code: 'mapping_failed', reason: `The mapping of ${path} ${result?.reason}.` })
    if (result.json === undefined) continue
    // A program can make what a payload was cleared of.
    const tidied = tidy(JSON.parse(result.json))
    if (!tidied.ok)
      return fail({ code: 'mapping_failed', reason: `The mapping of ${path} gives what is nested too deep.` })
    keep(mapped, path, tidied.value)
  }
  return ok(mapped)
}

const keep = (mapped: Mapped, path: string, value: unknown): void => {
  if (value !== undefined && value !== null) mapped.set(path, value)
}

/** All but `delivery_id`, which is no field of a ticket's. */
const flatten = ({ delivery_id: _, fields = {}, metadata = {}, ...plain }: HookMapping): [string, string][] => [
  ...Object.entries(plain).flatMap(([path, expression]): [string, string][] =>
    expression === undefined ? [] : [[path, expression]],
  ),
  ...Object.entries(fields).map(([name, expression]): [string, string] => [`fields.${name}`, expression]),
  ...Object.entries(metadata).map(([name, expression]): [string, string] => [`metadata.${name}`, expression]),
]
