import { createHmac } from 'node:crypto'
import type { Answer, TestDesk, TestLodge } from '../../support/lodge.ts'

/** A desk with a widget's key, and the secret of its identity verification where that is on. */
export type HaloDesk = TestDesk & { key: string; secret: string }

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JWT as a server of the desk's own would make it. */
export const sign = (claims: object, secret: string, header: object = { alg: 'HS256', typ: 'JWT' }): string => {
  const signed = `${part(header)}.${part(claims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

export const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds

export const haloOf = (lodge: TestLodge) => {
  const desk = async ({ verifying = false } = {}): Promise<HaloDesk> => {
    const made = await lodge.desk()
    const key = (await lodge.call(made.token, 'POST', '/v1/credentials', { kind: 'widget', name: 'Widget' })).json
      .secret
    if (!verifying) return { ...made, key, secret: '' }
    const on = await lodge.call(made.token, 'PATCH', '/v1/desk/identity-verification', { enabled: true })
    return { ...made, key, secret: on.json.secret }
  }
  const post = (
    on: { key: string },
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => lodge.call(on.key, 'POST', `/api/sdk/${path}`, body, headers)
  const read = async (on: TestDesk, id: string) => (await lodge.call(on.token, 'GET', `/v1/tickets/${id}`)).json
  const contact = async (on: TestDesk, id: string) => (await lodge.call(on.token, 'GET', `/v1/contacts/${id}`)).json
  const count = async (table: 'ticket' | 'contact' | 'event' | 'company' | 'activity', on: TestDesk): Promise<number> =>
    (await lodge.store.pool.query(`select count(*)::integer as n from ${table} where desk_id = $1`, [on.id])).rows[0].n
  /** The one event of a type that a desk has written last. */
  const lastEvent = async (on: TestDesk, type: string) =>
    (
      await lodge.store.pool.query(
        'select data, actor_kind from event where desk_id = $1 and type = $2 order by id desc limit 1',
        [on.id, type],
      )
    ).rows[0]
  return { desk, post, read, contact, count, lastEvent }
}
