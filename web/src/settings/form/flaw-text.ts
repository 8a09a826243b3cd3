import type { SettingsTexts } from '../texts.ts'
import type { Flaw } from './check.ts'

/** A flaw in the reader's words: what is allowed there. */
export const flawText = (t: SettingsTexts, { keyword, allowed }: Flaw): string => {
  switch (keyword) {
    case 'required':
    case 'minLength':
      return typeof allowed === 'number' && allowed > 1 ? t.flaws.tooShort(allowed) : t.flaws.required
    case 'maxLength':
      return t.flaws.tooLong(Number(allowed))
    case 'minimum':
      return t.flaws.atLeast(Number(allowed))
    case 'maximum':
      return t.flaws.atMost(Number(allowed))
    case 'minItems':
      return t.flaws.tooFew(Number(allowed))
    case 'maxItems':
      return t.flaws.tooMany(Number(allowed))
    case 'enum':
      return t.flaws.oneOf(Array.isArray(allowed) ? allowed.map(String).join(', ') : '')
    case 'format':
      return allowed === 'email' ? t.flaws.email : t.flaws.form
    default:
      return t.flaws.form
  }
}
