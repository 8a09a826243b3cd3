import { expect } from 'vitest'
import { rowsOf } from './intake.ts'
import type { Answer, TestDesk, TestLodge } from './lodge.ts'

/** What a good request to make a ticket says at least. */
export const good = { requester: { email: 'ann@example.com' }, subject: 'Help' }

type Expected = { status?: number; code: string; path?: string; error?: string; message?: string }

/** Asks for a ticket, and holds every refusal to what all of them promise: a problem, a stable code, and nothing written. */
export const refuser = (lodge: TestLodge) => {
  const refused = async (
    body: unknown,
    expected: Expected,
    headers: Record<string, string> = {},
    desk?: TestDesk,
  ): Promise<Answer> => {
    const on = desk ?? (await lodge.desk())
    const before = await rowsOf(lodge, on)
    const answer = await lodge.call(on.token, 'POST', '/v1/tickets', body, headers)
    expect([answer.status, answer.json?.code, answer.text]).toEqual([
      expected.status ?? 400,
      expected.code,
      answer.text,
    ])
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.json).toMatchObject({ type: 'about:blank', status: answer.status, request_id: expect.any(String) })
    expect(answer.json.title).toMatch(/^[A-Z]/)
    expect(answer.json.detail).toMatch(/\.$/)
    if (expected.path !== undefined) {
      const error = answer.json.errors.find((one: { path: string }) => one.path === expected.path)
      expect(error ?? answer.json.errors).toMatchObject({
        path: expected.path,
        ...(expected.error ? { code: expected.error } : {}),
        message: expected.message ? expect.stringContaining(expected.message) : expect.stringMatching(/./),
      })
    }
    expect(await rowsOf(lodge, on)).toEqual(before)
    return answer
  }
  /** A body that would be good but for one field. */
  const field = (over: object, path: string, error: string, message: string) =>
    refused({ ...good, ...over }, { code: 'invalid_body', path, error, message })
  return { refused, field }
}
