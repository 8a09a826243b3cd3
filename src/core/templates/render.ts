import { Context, type Emitter, LiquidError, type Template, toValue, toValueSync } from 'liquidjs'
import type { BodyFormat } from '../../store/schema.ts'
import { fail, ok, type Result } from '../result.ts'
import { asText, ENGINES, FILTERS, SOURCE_MAX } from './engine.ts'

/** Why a template cannot be used, for its author to read; `line` and `column` count from 1. */
export type TemplateFault = {
  code: 'template_error'
  message: string
  line: number
  column: number
  /** The variable that is not there, where that is the fault. */
  unbound?: string
}

/** What a template reads: own properties of plain JSON values only. */
export type TemplateScope = Record<string, unknown>

export type RenderOptions = {
  /** A variable that is not there: nothing is printed, or the template fails. `if` and `default` ask for it without failing. */
  missing: 'empty' | 'error'
  /** Whose names of months and days `date` prints. */
  culture: string
}

/** Tags, prints and pieces of text that are rendered: the same for the same template, however busy the machine is. */
const STEPS_MAX = 20_000
/** The second wall behind the limits that count: nobody's template holds the event loop for longer. */
const PATIENCE_MS = 1_000

/**
 * Renders a template in a format: every value is printed as text of that format, never as its markup. Html that comes out
 * is as trusted as the template's author: sanitise it (messages/render.ts) before it is stored or shown.
 */
export const renderSource = (
  format: BodyFormat,
  source: string,
  scope: TemplateScope,
  { missing, culture }: RenderOptions,
): Result<string, TemplateFault> => {
  const parsed = parse(format, source)
  if (!parsed.ok) return parsed
  const engine = ENGINES[format]
  const context = new Context(
    scope,
    { ...engine.options, locale: localeOf(culture) },
    { sync: true, strictVariables: missing === 'error', renderLimit: PATIENCE_MS },
    { liquid: engine },
  )
  countSteps(context)
  const output = new Output()
  try {
    toValueSync(engine.renderer.renderTemplates(parsed.value, context, output))
    return ok(output.buffer)
  } catch (error) {
    return fail(faultOf(error))
  }
}

/** What is wrong with a template whatever it is rendered with. */
export const checkSource = (format: BodyFormat, source: string): TemplateFault | undefined => {
  const parsed = parse(format, source)
  return parsed.ok ? undefined : parsed.error
}

const parse = (format: BodyFormat, source: string): Result<Template[], TemplateFault> => {
  try {
    return ok(ENGINES[format].parse(source))
  } catch (error) {
    return fail(faultOf(error))
  }
}

class Output implements Emitter {
  buffer = ''
  write(value: unknown): void {
    this.buffer += asText(toValue(value))
    if (this.buffer.length > SOURCE_MAX) throw new Error('output limit exceeded')
  }
}

/** The context asks its limiter before each tag, print and piece of text. */
const countSteps = ({ renderLimit }: Context): void => {
  const checkTime = renderLimit.check.bind(renderLimit)
  let steps = 0
  renderLimit.check = (now) => {
    steps += 1
    if (steps > STEPS_MAX) throw new Error('template render limit exceeded')
    checkTime(now)
  }
}

const localeOf = (culture: string): string => (/^[a-z]{2,3}(-[A-Z]{2})?$/.test(culture) ? culture : 'en')

const UNBOUND = /^undefined variable: (.*)$/s

const WORDS: [RegExp, (found: string) => string][] = [
  [UNBOUND, (name) => `there is no variable ${name} here`],
  [/^undefined filter: (.*)$/s, (name) => `there is no filter ${name}; allowed are: ${FILTERS.join(', ')}`],
  [/^tag "(.*)" not found$/s, (name) => `there is no tag ${name} here`],
  [/^output limit/, () => `the output is longer than ${SOURCE_MAX.toLocaleString('en-US')} characters`],
  [/^template render limit/, () => 'this takes too long: loop over less'],
  [/^memory alloc limit/, () => 'this makes too much: loop over less, or use fewer filters'],
  [/^parse length limit/, () => `the template is longer than ${SOURCE_MAX.toLocaleString('en-US')} characters`],
  [/^Maximum call stack/, () => 'this is nested too deeply'],
]

/** Everything that a template can make its engine throw is the template's fault; a throw of ours would be a bug. */
const faultOf = (error: unknown): TemplateFault => {
  const [line = 1, column = 1] = LiquidError.is(error) ? error.token.getPosition() : []
  const whole = error instanceof Error ? error.message : String(error)
  const said = whole.replace(/, line:\d+, col:\d+$/, '')
  for (const [pattern, words] of WORDS) {
    const found = pattern.exec(said)
    if (!found) continue
    const name = clip(found[1] ?? '')
    return { ...fault(words(name), line, column), ...(pattern === UNBOUND ? { unbound: name } : {}) }
  }
  return fault(clip(said), line, column)
}

const fault = (message: string, line: number, column: number): TemplateFault => ({
  code: 'template_error',
  message,
  line,
  column,
})

const clip = (text: string): string => (text.length > 100 ? `${text.slice(0, 99).toWellFormed()}…` : text)
