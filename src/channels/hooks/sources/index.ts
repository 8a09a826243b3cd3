import type { HookSourceName } from '../../../core/hooks/hook.ts'
import type { HookSource } from '../source.ts'
import { generic } from './generic.ts'
import { github } from './github.ts'
import { googleForms } from './google-forms.ts'
import { hubspot } from './hubspot.ts'
import { intercom } from './intercom.ts'
import { jotform } from './jotform.ts'
import { sentry } from './sentry.ts'
import { tally } from './tally.ts'
import { typeform } from './typeform.ts'
import { zendesk } from './zendesk.ts'

/** Every source, under the name that its hooks have. */
export const sources: Record<HookSourceName, HookSource> = {
  typeform,
  tally,
  jotform,
  google_forms: googleForms,
  hubspot,
  intercom,
  zendesk,
  sentry,
  github,
  generic,
}
