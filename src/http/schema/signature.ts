import { SIGNATURE_MAX } from '../../core/signatures/signature.ts'
import { text } from './text.ts'

export const signature = text(SIGNATURE_MAX, 1)
  .nullable()
  .describe(
    'What stands below public answers where they are mailed: html, with the variables of templates, such as `{{ agent.name }}`. ' +
      'A member’s own goes before their department’s, that before the desk’s.',
  )
