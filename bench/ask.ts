import type { BenchLodge } from './lodge.ts'

/** Asks a Lodge's API, as its owner. Throws where that is refused. */
export const ask = async <Answer>(
  { url, token }: BenchLodge,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> => {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer // who asks knows the path's shape
}
