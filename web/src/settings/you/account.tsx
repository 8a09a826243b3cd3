import { Suspense } from 'react'
import { SkeletonRows } from '../../ui/states.tsx'
import { Screen } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { Looks } from './looks.tsx'
import { Profile } from './profile.tsx'
import { Sessions } from './sessions.tsx'
import { SigningIn } from './signing-in.tsx'

/** One's own account: the page that is everybody's. */
const Account = () => {
  const t = useSettingsTexts()
  return (
    <Screen title={t.pages.account} intro={t.account.intro}>
      <Suspense fallback={<SkeletonRows rows={3} />}>
        <Profile />
      </Suspense>
      <Looks />
      <SigningIn />
      <Sessions />
    </Screen>
  )
}

export default Account
