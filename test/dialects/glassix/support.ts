import type { Answer, TestDesk, TestLodge } from '../../support/lodge.ts'
import { addDepartment, addMember } from '../../support/tickets.ts'

/** What a client of the contract is set up with, and the token it got for it. */
export type GlassixDesk = TestDesk & {
  apiKey: string
  apiSecret: string
  userName: string
  credentialId: string
  memberId: string
  departmentId: string
  accessToken: string
}

/** A customer by mail, as the official JavaScript client's page sends one. */
export const CLIENT = {
  type: 'Client',
  protocolType: 'Mail',
  subProtocolType: 'MailTo',
  name: 'David Gilmour',
  identifier: 'david.gilmour@example.com',
}

export const glassixOf = (lodge: TestLodge) => {
  const post = (path: string, payload: unknown, host = 'localhost') =>
    lodge.app.inject({
      method: 'POST',
      url: `/api/v1.2/${path}`,
      headers: { host, 'content-type': 'application/json' },
      payload: payload as object, // a test sends what it likes
    })
  /** Another pair of a desk's, for a department and a member of its own. */
  const pair = async (desk: TestDesk, department: string, member: string): Promise<GlassixDesk> => {
    const departmentId = await addDepartment(lodge, desk, department)
    const memberId = await addMember(lodge, desk, member)
    const issued = await lodge.call(desk.token, 'POST', '/v1/credentials', {
      kind: 'pair',
      name: 'CRM',
      department: departmentId,
      member: memberId,
    })
    const { apiKey, apiSecret, userName } = issued.json
    const got = await post('token/get', { apiKey, apiSecret, userName })
    const { access_token: accessToken } = got.json()
    return {
      ...desk,
      apiKey,
      apiSecret,
      userName,
      credentialId: issued.json.id,
      memberId,
      departmentId,
      accessToken,
    }
  }
  const desk = async (): Promise<GlassixDesk> => pair(await lodge.desk(), 'Service', 'Dana')
  const call = (on: { accessToken: string }, method: string, path: string, body?: unknown): Promise<Answer> =>
    lodge.call(on.accessToken, method, `/api/v1.2/${path}`, body)
  return { post, pair, desk, call }
}
