import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export type Person = { sub: string; email: string; email_verified: boolean; name: string }

export type IdentityProvider = {
  issuer: string
  /** Who signs in at it next. */
  person: Person
  /** Lets a client's redirect URI in. */
  allow: (redirectUri: string) => void
  /** Does what a person's browser does there, and answers where that is sent back to. */
  visit: (url: string) => Promise<URL>
  close: () => Promise<unknown>
}

export const CLIENT = { client_id: 'lodge', client_secret: 'a secret of 32 characters or so!' }

/** A real OpenID provider on loopback, that knows one client, and a person who agrees to everything. */
export const startIdentityProvider = async (): Promise<IdentityProvider> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server's
  const redirectUris = new Set<string>()
  const made: Pick<IdentityProvider, 'person'> = {
    person: { sub: 'ann', email: 'ann@acme.example', email_verified: true, name: 'Ann' },
  }
  const signing = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  const provider = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: ['https://none.example/'] }],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['loopback'] },
    jwks: { keys: [signing] },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...made.person, sub }) }),
    // Whoever comes is the person, and has agreed.
    loadExistingGrant: async (context) => {
      const accountId = context.oidc.session?.accountId ?? ''
      const grant = new context.oidc.provider.Grant({ clientId: CLIENT.client_id, accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    interactions: { url: (_context, interaction) => `/sign-in/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      // Its own page asks for fonts of elsewhere.
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.body = `<!doctype html>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`
        },
      },
    },
  })
  // Desks are made while it runs: its client has a redirect URI more for each.
  provider.Client.prototype.redirectUriAllowed = (uri: string) => redirectUris.has(uri)
  provider.Client.prototype.postLogoutRedirectUriAllowed = (uri: string) => uri.endsWith('/sign-in')
  server.on('request', (request, response) =>
    request.url?.startsWith('/sign-in/')
      ? provider.interactionFinished(request, response, { login: { accountId: made.person.sub } })
      : provider.callback()(request, response),
  )
  return Object.assign(made, {
    issuer,
    allow: (uri: string) => {
      redirectUris.add(uri)
    },
    visit: async (start: string) => {
      const cookies = new Map<string, string>()
      let url = new URL(start)
      while (url.origin === issuer) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
        const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
        for (const line of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
          cookies.set(name, value)
        }
        const location = answer.headers.get('location')
        if (location === null) throw new Error(`${url.pathname} answered ${answer.status}: ${await answer.text()}`)
        url = new URL(location, url)
      }
      return url
    },
    close: () => new Promise((closed) => server.close(closed)),
  })
}
