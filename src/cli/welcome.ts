import { welcomeLink } from '../core/mail/sign-in-links.ts'
import type { Welcome } from './first-start.ts'

/**
 * Says on stdout, last of all, that the server is ready; at a first start with what is needed to come in and to file a
 * ticket.
 */
export const announce = (
  { roles, url, welcome }: { roles: string[]; url?: string; welcome?: Welcome | undefined },
  json: boolean,
): void => {
  if (json) {
    console.log(
      JSON.stringify({
        url: url ?? null,
        roles,
        desk: welcome?.desk,
        owner: welcome?.owner,
        sign_in_link: welcome && url ? welcomeLink(url, welcome.signInToken) : undefined,
        token: welcome?.token,
      }),
    )
    return
  }
  if (welcome && url) {
    console.log(
      [
        `A desk was made: ${welcome.desk}, owned by ${welcome.owner}. Sign in by this link, once, within 24 hours:`,
        welcomeLink(url, welcome.signInToken),
        'Its API token, shown this once:',
        welcome.token,
        'File a first ticket:',
        curlLine(url, welcome.token),
      ].join('\n\n'),
    )
    console.log('')
  }
  console.log(url ? `Lodge is ready at ${url}` : `Lodge is ready (${roles.join(', ')})`)
}

/** Works when pasted into a shell: one line, and nothing in it that a shell would change. */
const curlLine = (url: string, token: string): string =>
  `curl ${url}/v1/tickets -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '{"requester":{"email":"ann@example.com","name":"Ann"},"subject":"I cannot log in"}'`
