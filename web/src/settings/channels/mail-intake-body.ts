import type { MailIntakeSettings } from '../../api/types.ts'
import type { Body } from '../form/paths.ts'

/** What a new mark starts with. */
export const NEW_PATTERN: Body = { form: 'bracket', mark: '', type: null, priority: null, tags: [] }

/** What the form starts with: a mark is its form and its words. */
export const fromIntake = ({ subject_patterns, ...rest }: MailIntakeSettings): Body => ({
  ...rest,
  subject_patterns: subject_patterns.map(({ mark, type, priority, tags }) => ({
    form: 'bracket' in mark ? 'bracket' : 'prefix',
    mark: 'bracket' in mark ? mark.bracket : mark.prefix,
    type: type ?? null,
    priority: priority ?? null,
    tags: tags ?? [],
  })),
})

/** What the API takes: what a mark does not say is left out. */
export const toIntake = ({ subject_patterns, ...rest }: Body): Body => ({
  ...rest,
  // fromIntake's own rows, as their field has changed them.
  subject_patterns: (subject_patterns as Body[]).map(({ form, mark, type, priority, tags }) => ({
    mark: form === 'prefix' ? { prefix: mark ?? '' } : { bracket: mark ?? '' },
    ...(type ? { type } : {}),
    ...(priority ? { priority } : {}),
    ...(Array.isArray(tags) && tags.length > 0 ? { tags } : {}),
  })),
})
