import { startAuthentication } from '@simplewebauthn/browser'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'

/** What this desk lets people sign in by. */
export type Methods = { password: boolean; passkey: boolean; oidc: { id: string; name: string }[] }

export const methodsQuery = queryOptions({
  queryKey: ['sign-in-methods'],
  queryFn: () => api.get<Methods>('/v1/sign-in-methods'),
})

/** What signing in leads to: being in, or being asked for a second factor. */
export type Entered = 'in' | 'second-factor'

export const signInByPassword = async (email: string, password: string): Promise<Entered> => {
  const { twoFactorRedirect } = await api.post<{ twoFactorRedirect?: boolean }>('/auth/sign-in/email', {
    email,
    password,
  })
  return twoFactorRedirect ? 'second-factor' : 'in'
}

export const verifyCode = (code: string, isBackup: boolean): Promise<unknown> =>
  api.post(isBackup ? '/auth/two-factor/verify-backup-code' : '/auth/two-factor/verify-totp', { code })

/** By a passkey of this device or a key at hand. Throws what the browser throws where nobody touches it. */
export const signInByPasskey = async (isAutofill: boolean): Promise<void> => {
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON']
  const optionsJSON = await api.get<Options>('/auth/passkey/generate-authenticate-options')
  const response = await startAuthentication({ optionsJSON, useBrowserAutofill: isAutofill })
  await api.post('/auth/passkey/verify-authentication', { response })
}

/** Goes to a provider; it leads back to `back`, or to this page with what went wrong. */
export const signInByProvider = async (provider: string, back: string): Promise<void> => {
  const { url } = await api.post<{ url: string }>('/auth/sign-in/social', {
    provider,
    callbackURL: back,
    errorCallbackURL: '/sign-in',
  })
  location.assign(url)
}
