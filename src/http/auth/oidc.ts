import type { BetterAuthPlugin } from 'better-auth'
import { createAuthorizationURL, type OAuthProvider, verifyProviderIdToken } from 'better-auth/oauth2'
import { z } from 'zod'
import type { Outbound } from '../../channels/outbound.ts'
import type { Lodge } from '../../core/lodge.ts'
import { refusalOf } from '../../core/sign-in-providers/join.ts'
import { type ProviderRow, sealingOf } from '../../core/sign-in-providers/provider.ts'

/** OpenID Connect Discovery 1.0, section 3: as much of it as we go by. */
const discovered = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  /** OpenID Connect RP-Initiated Logout 1.0, section 2.1. People are sent there, so nothing but a web page. */
  end_session_endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  id_token_signing_alg_values_supported: z.array(z.string()).default(['RS256']),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
})
type Discovered = z.output<typeof discovered>

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })) })
const tokens = z.object({ access_token: z.string(), id_token: z.string() })
const claims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().optional(),
  email_verified: z.boolean().default(false),
  name: z.string().optional(),
})
type Claims = z.output<typeof claims>

/** A signature that anybody could make is none. */
const SIGNED = /^(RS|PS|ES)(256|384|512)$|^EdDSA$/

/**
 * A desk's provider as better-auth asks it: who somebody is, by the code flow with PKCE and a nonce (OpenID Connect Core
 * 1.0, section 3.1). All requests go by the guarded client, so that no provider's document leads us into a private network.
 */
export const oidcProvider = async (
  lodge: Lodge,
  outbound: Outbound,
  row: ProviderRow,
): Promise<OAuthProvider<Claims>> => {
  const secret = lodge.secrets.unseal(sealingOf(row), row.client_secret)
  if (secret === undefined) throw new Error(`the secret of the sign-in provider ${row.id} cannot be opened`)
  const ask = openAsk(outbound)
  const found = await discover(ask, row)

  const provider: OAuthProvider<Claims> = {
    id: row.id,
    name: row.name,
    issuer: found.issuer,
    requiresIdTokenNonce: true,
    accountSubject: ({ profile }) => profile.sub,
    idToken: {
      issuer: found.issuer,
      audience: row.client_id,
      algorithms: found.id_token_signing_alg_values_supported.filter((name) => SIGNED.test(name)),
      jwks: async ({ kid }) => {
        const { keys } = await ask(keySet, 'GET', found.jwks_uri)
        const key = kid === undefined && keys.length === 1 ? keys[0] : keys.find((one) => one.kid === kid)
        if (!key) throw new Error('the ID token is signed with an unknown key')
        return key
      },
    },
    createAuthorizationURL: ({ state, codeVerifier, redirectURI, idTokenNonce, loginHint }) =>
      createAuthorizationURL({
        id: row.id,
        options: { clientId: row.client_id },
        authorizationEndpoint: found.authorization_endpoint,
        redirectURI,
        state,
        codeVerifier,
        scopes: ['openid', 'email', 'profile'],
        ...(idTokenNonce === undefined ? {} : { nonce: idTokenNonce }),
        ...(loginHint === undefined ? {} : { loginHint }),
      }),
    validateAuthorizationCode: async ({ code, codeVerifier, redirectURI }) => {
      const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectURI })
      if (codeVerifier !== undefined) form.set('code_verifier', codeVerifier)
      const headers = authenticate(found, row.client_id, secret, form)
      const given = await ask(tokens, 'POST', found.token_endpoint, headers, form)
      return { accessToken: given.access_token, idToken: given.id_token }
    },
    getUserInfo: async ({ idToken, accessToken, expectedIdTokenNonce }) => {
      if (!idToken || !(await verifyProviderIdToken(provider, idToken, expectedIdTokenNonce))) return null
      const said = await personOf(ask, found, idToken, accessToken)
      if (!said?.email) return null
      const user = { email: said.email.toLowerCase(), name: said.name ?? '' }
      return { user: { ...user, emailVerified: said.email_verified }, data: said }
    },
  }
  return provider
}

const discover = async (ask: Ask, { issuer }: ProviderRow): Promise<Discovered> => {
  const found = await ask(discovered, 'GET', `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (found.issuer !== issuer) throw new Error(`the issuer calls itself ${found.issuer}`)
  return found
}

/**
 * Where somebody's browser ends their session at the provider, and is sent back to `back` (RP-Initiated Logout 1.0, section 2).
 * Without an ID token, which is not kept, the provider asks them first. Undefined where it has no such place.
 */
export const endSessionUrl = async (
  outbound: Outbound,
  row: ProviderRow,
  back: string,
): Promise<string | undefined> => {
  const { end_session_endpoint: endpoint } = await discover(openAsk(outbound), row)
  if (endpoint === undefined) return undefined
  const url = new URL(endpoint)
  url.searchParams.set('client_id', row.client_id)
  url.searchParams.set('post_logout_redirect_uri', back)
  return url.href
}

/** Who an ID token speaks of, and what the provider says of them: often only its userinfo names the address. */
const personOf = async (ask: Ask, found: Discovered, idToken: string, accessToken: string | undefined) => {
  const payload: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'))
  const proven = claims.parse(payload)
  if (proven.email !== undefined || !found.userinfo_endpoint || !accessToken) return proven
  const more = await ask(claims, 'GET', found.userinfo_endpoint, { authorization: `Bearer ${accessToken}` })
  // OpenID Connect Core 1.0, section 5.3.2: of another subject, it must not be used.
  return more.sub === proven.sub ? more : null
}

/** RFC 6749, section 2.3.1: by the header, unless the provider takes the form only. */
const authenticate = (found: Discovered, id: string, secret: string, form: URLSearchParams): Record<string, string> => {
  const methods = found.token_endpoint_auth_methods_supported
  if (methods.includes('client_secret_basic') || !methods.includes('client_secret_post')) {
    const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`
    return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
  }
  form.set('client_id', id)
  form.set('client_secret', secret)
  return {}
}

type Ask = ReturnType<typeof openAsk>

const openAsk =
  (outbound: Outbound) =>
  async <T extends z.ZodType>(
    shape: T,
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string> = {},
    form?: URLSearchParams,
  ): Promise<z.output<T>> => {
    const answer = await outbound.request({
      url,
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(form ? { body: form.toString() } : {}),
    })
    if (!answer.ok) throw new Error(answer.reason)
    if (answer.status !== 200) throw new Error(`${new URL(url).host} answered ${answer.status}`)
    return shape.parse(JSON.parse(answer.body.toString('utf8')))
  }

/** A provider as a plugin, with who of those it knows is let in. */
export const providerPlugin = (lodge: Lodge, row: ProviderRow, provider: OAuthProvider<Claims>): BetterAuthPlugin => ({
  id: 'lodge-provider',
  init: () => ({
    context: { socialProviders: [provider] },
    options: {
      user: {
        validateUserInfo: async ({ user, source }) => {
          const person = { email: user.email ?? '', emailVerified: user.emailVerified === true }
          const isNew = source.action === 'create-user'
          const error = await lodge.store.db.transaction().execute((tx) => refusalOf({ tx }, row, person, isNew))
          return error === undefined ? undefined : { error }
        },
      },
    },
  }),
})
