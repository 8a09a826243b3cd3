import { expect, test } from 'vitest'
import { fromIntake, NEW_PATTERN, toIntake } from './mail-intake-body.ts'

const settings = {
  reopen_days: 14,
  sender_hourly: 60,
  remote_images: 'block' as const,
  subject_patterns: [
    { mark: { bracket: 'Bug' }, type: 'Incident', priority: 'high' as const, tags: ['bug'] },
    { mark: { prefix: 'Form' } },
  ],
}

test('what is not touched is sent as it was', () => {
  expect(toIntake(fromIntake(settings))).toEqual(settings)
})

test('a new mark says its words and nothing else', () => {
  const values = { ...fromIntake(settings), subject_patterns: [{ ...NEW_PATTERN, mark: 'Shop', form: 'prefix' }] }
  expect(toIntake(values).subject_patterns).toEqual([{ mark: { prefix: 'Shop' } }])
})
