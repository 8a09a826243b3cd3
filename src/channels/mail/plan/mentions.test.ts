import { expect, test } from 'vitest'
import { ALL_ON } from '../../../core/mail/notifications.ts'
import { mentioned } from './mentions.ts'

const member = (id: string, email: string, name: string) =>
  ({ id, email, name, role: 'agent', availability: 'online', wants: ALL_ON }) as const

const team = [
  member('1', 'kim@example.com', 'Kim Berg'),
  member('2', 'kim.stone@example.com', 'Kim Stone'),
  member('3', 'noa@example.com', 'נועה לוי'),
  member('4', 'support-lead@example.com', 'Ada'),
]

test.each<[string, string[]]>([
  ['nobody is named', []],
  ['@kim@example.com please look', ['1']],
  ['please look, @Kim Berg.', ['1']],
  ['@kim stone knows', ['2']],
  ['@KIM.STONE knows', ['2']],
  ['@kim: the first name is of both, the address’s first part of one; both are three letters', ['1', '2']],
  ['@noa, ‏@נועה', ['3']],
  ['(@ada)', ['4']],
  ['@adam and @ada_2 are somebody else', []],
  ['an address of a customer: ann@ada.example', []],
  ['@support-lead and @Kim Berg', ['4', '1']],
  ['@', []],
  ['@@ada', ['4']],
])('%s', (text, ids) => {
  expect(mentioned(text, team).map(({ id }) => id)).toEqual(ids)
})
