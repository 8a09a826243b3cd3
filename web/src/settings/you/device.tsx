import { useSettingsTexts } from '../texts.ts'
import { deviceOf } from './device.ts'

/** What somebody is signed in on, as far as its browser says. */
export const Device = ({ userAgent }: { userAgent: string }) => {
  const t = useSettingsTexts().account
  const { browser, system } = deviceOf(userAgent)
  if (browser && system) return <span title={userAgent}>{t.device(browser, system)}</span>
  return <bdi title={userAgent}>{browser ?? system ?? (userAgent.slice(0, 60) || t.unknownDevice)}</bdi>
}
