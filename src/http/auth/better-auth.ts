import { passkey } from '@better-auth/passkey'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { PASSWORD_MAX, PASSWORD_MIN } from '../../core/accounts/password.ts'
import type { Lodge } from '../../core/lodge.ts'
import { authSecret } from '../../core/sessions/session.ts'
import { enterPlugin } from './enter-plugin.ts'
import { ADDRESS_HEADER } from './exchange.ts'
import { account, passkeySchema, session, twoFactorSchema, user, verification } from './models.ts'

const SESSION_SECONDS = 30 * 86_400
/** Passkeys and other new ways in are set up by who has signed in this lately. */
const FRESH_SECONDS = 86_400

export type AuthGiven = {
  /** Where the browser takes us to be: cookies, passkeys and redirects belong to it. */
  origin: string
  /** A sign-in provider's part, and the desk that sessions which begin by it are good for. */
  provider?: { plugin: BetterAuthPlugin; boundDeskId: string } | undefined
}

/**
 * better-auth as we use it: passwords, second factors, passkeys, and one sign-in provider at a time. It writes sessions
 * and proofs; who is a member of what is ours. There is no sign-up, no throttle of its own and no mail: those are ours
 * too.
 */
export const buildAuth = (lodge: Lodge, { origin, provider }: AuthGiven) =>
  betterAuth({
    appName: 'Lodge',
    baseURL: origin,
    basePath: '/auth',
    secret: authSecret(lodge.secrets),
    database: { db: lodge.store.db, type: 'postgres' },
    // Whether TLS ends at a proxy that does not say so: the host is what counts, see refuseCrossSite().
    trustedOrigins: [origin.replace(/^http:/, 'https:')],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    user,
    session: { ...session, expiresIn: SESSION_SECONDS, disableSessionRefresh: true, freshAge: FRESH_SECONDS },
    account: {
      ...account,
      // An address proves nothing here: a desk's provider may claim any.
      accountLinking: { enabled: true, disableImplicitLinking: true, updateUserInfoOnLink: false },
    },
    verification,
    databaseHooks: {
      session: {
        create: { before: async (made) => ({ data: { ...made, boundDeskId: provider?.boundDeskId ?? null } }) },
      },
      // Nobody calls a provider for them later, so its tokens are not kept.
      account: {
        create: { before: async (made) => ({ data: { ...made, ...NO_TOKENS } }) },
        update: { before: async (made) => ({ data: { ...made, ...NO_TOKENS } }) },
      },
    },
    plugins: [
      twoFactor({ issuer: 'Lodge', schema: twoFactorSchema }),
      passkey({ rpName: 'Lodge', rpID: new URL(origin).hostname, schema: passkeySchema }),
      enterPlugin,
      ...(provider ? [provider.plugin] : []),
    ],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // No level: with one, the library also writes to stderr by itself.
    logger: {
      log: (_level, message) => lodge.log.info({ from: 'better-auth' }, message),
    },
    onAPIError: { errorURL: '/sign-in' },
    advanced: {
      // Said here, since the library's default is another one where it takes itself to be tested.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      cookiePrefix: 'lodge',
      useSecureCookies: origin.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: lodge.store.nextId, validateSchema: false },
    },
  })

const NO_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
}

export type Auth = ReturnType<typeof buildAuth>
