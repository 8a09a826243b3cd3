import type { Browser } from 'playwright-core'
import { codeOf } from '../../support/totp.ts'
import type { Ask } from './enliven.ts'

const PASSWORD = 'screens are not secret'

/** Colleagues who came by an invitation: one with a second factor, one who has left; and one whose link nobody has used. */
export const inviteAll = async ({ ask, browser, url }: { ask: Ask; browser: Browser; url: string }) => {
  const invite = async (name: string, role: string): Promise<{ email: string; link: URL }> => {
    const email = `${name.split(' ')[0]?.toLowerCase()}@tideline.example`
    const { link } = await ask('POST', '/v1/invitations', { email, role, name })
    return { email, link: new URL(link) }
  }
  const join = async (name: string, role: string) => {
    const { email, link } = await invite(name, role)
    const context = await browser.newContext({ baseURL: url })
    const send = async (path: string, data: object) => {
      const answer = await context.request.post(path, { headers: { origin: url }, data })
      if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
      return answer.json()
    }
    const token = link.searchParams.get('token')
    const { member } = await send('/v1/invitations/accept', { token, name, password: PASSWORD })
    return { email, id: member.id as string, send, leave: () => context.close() }
  }
  const guarded = await join('Samir Khoury', 'agent')
  const { totpURI } = await guarded.send('/auth/two-factor/enable', { password: PASSWORD })
  await guarded.send('/auth/two-factor/verify-totp', { code: codeOf(totpURI) })
  await guarded.leave()
  const former = await join('Lotte Brandt', 'agent')
  await former.leave()
  await ask('DELETE', `/v1/members/${former.id}`)
  const { link } = await invite('Noor Haddad', 'agent')
  return { invited: `${link.pathname}${link.search}`, guarded: { email: guarded.email, password: PASSWORD } }
}
