import type { InvalidRule } from '../../../core/rules/check.ts'
import { RULES_MAX } from '../../../core/rules/create.ts'
import type { RuleNotFound } from '../../../core/rules/find.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'

type RuleError = InvalidRule | RuleNotFound | { code: 'too_many_rules' } | { code: 'invalid_order'; message: string }

/** Each way a rule's verbs can refuse, as an answer. */
export const toProblem = (error: RuleError): Problem => {
  switch (error.code) {
    case 'rule_not_found':
      return notFound('rule')
    case 'too_many_rules':
      return new Problem(409, error.code, `A desk has at most ${RULES_MAX} rules: delete one first.`)
    case 'invalid_order':
      return refused(400, error.code, 'rules', error.message)
    case 'invalid_rule': {
      const errors = error.wrong.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
      const [first] = errors
      return new Problem(400, first?.code ?? error.code, `${first?.path} ${first?.message}.`, { errors })
    }
  }
}

/** A rule that cannot work is not accepted in silence. */
export const aiUnavailable = (place: number): Problem => {
  const message = 'cannot be done: this installation has no AI agent'
  const path = `then.${place}.do`
  return new Problem(422, 'ai_unavailable', `${path} ${message}.`, {
    errors: [{ path, code: 'ai_unavailable', message }],
  })
}
