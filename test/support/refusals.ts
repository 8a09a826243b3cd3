import { expect } from 'vitest'
import type { Answer } from './lodge.ts'

/** A refusal: its status, its code, and for bad input the field it names. */
export const expectProblem = (answer: Answer, status: number, code: string, path?: string): void => {
  expect(answer.json, answer.text).toMatchObject({ status, code })
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  if (path !== undefined) expect(answer.json.errors.map((error: { path: string }) => error.path)).toContain(path)
}
