import { useQuery } from '@tanstack/react-query'
import { problemOf } from '../../api/problem.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { Passkeys } from './passkeys.tsx'
import { passkeysQuery } from './passkeys-query.ts'
import { Password } from './password.tsx'
import { Providers } from './providers.tsx'
import { TwoFactor } from './two-factor.tsx'

/** How somebody gets in. Whom a desk's provider let in has nothing to set here: the server says so first. */
export const SigningIn = () => {
  const { signIn } = useTexts()
  const t = useSettingsTexts().account
  const { data: passkeys, error, refetch } = useQuery(passkeysQuery)
  if (error) {
    return (
      <Section title={signIn.enter}>
        {problemOf(error).code === 'signed_in_by_provider' ? (
          <p className="text-sm text-ink-soft">{t.byProvider}</p>
        ) : (
          <Problem error={error} onRetry={() => void refetch()} />
        )}
      </Section>
    )
  }
  if (!passkeys) return <SkeletonRows rows={4} />
  return (
    <>
      <Password />
      <TwoFactor />
      <Passkeys passkeys={passkeys} />
      <Providers />
    </>
  )
}
