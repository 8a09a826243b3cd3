import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Keyboard, LogOut, UserRound } from 'lucide-react'
import { api } from '../api/client.ts'
import { usePreferences } from '../api/preferences.ts'
import { sessionQuery, useSession } from '../api/session.ts'
import { LANGUAGES, type Language, useTexts } from '../texts/texts.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx'
import { toastProblem } from '../ui/toasts.tsx'
import { chosenTheme, setTheme, type Theme } from './theme.ts'

/** Who is signed in: whether they are there, how they like the page, and the way out. */
export const AccountMenu = ({ onKeys }: { onKeys: () => void }) => {
  const t = useTexts()
  const { member, desk, desks } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { save } = usePreferences()
  const themes: [Theme, string][] = [
    ['light', t.shell.light],
    ['dark', t.shell.dark],
    ['system', t.shell.system],
  ]
  const availabilities = [
    ['online', t.shell.online],
    ['away', t.shell.away],
    ['offline', t.shell.offlineState],
  ] as const
  const setAvailability = (availability: string) =>
    api
      .put(`/v1/members/${member.id}/availability`, { availability })
      .then(() => client.invalidateQueries(sessionQuery), toastProblem)
  const chooseDesk = async (slug: string) => {
    await api.put('/v1/session/desk', { slug })
    location.assign('/inbox')
  }
  const signOut = async () => {
    // Where a provider let them in, they are signed out there as well.
    const { url } = await api.post<{ url?: string }>('/auth/sign-out')
    location.assign(url ?? '/sign-in')
  }
  return (
    <Menu
      command={{ id: 'account', label: t.shell.account, group: t.shell.general, keys: 'g a' }}
      trigger={
        <button type="button" className="relative inline-flex rounded-full">
          <span className="sr-only">{`${t.shell.account}: ${member.name}`}</span>
          <Avatar name={member.name} />
          <span
            aria-hidden
            className={`absolute -end-0.5 -bottom-0.5 size-2.5 rounded-full border-2 border-surface ${member.availability === 'online' ? 'bg-ok' : member.availability === 'away' ? 'bg-warn' : 'bg-line-strong'}`}
          />
        </button>
      }
    >
      <MenuLabel>{t.shell.signedInAs(member.name)}</MenuLabel>
      {availabilities.map(([value, label]) => (
        <MenuCheck key={value} checked={member.availability === value} onSelect={() => void setAvailability(value)}>
          {label}
        </MenuCheck>
      ))}
      <MenuLine />
      <MenuLabel>{t.shell.theme}</MenuLabel>
      {themes.map(([value, label]) => (
        <MenuCheck
          key={value}
          checked={chosenTheme() === value}
          onSelect={() => {
            setTheme(value)
            save({ theme: value })
          }}
        >
          {label}
        </MenuCheck>
      ))}
      <MenuLine />
      <MenuLabel>{t.shell.language}</MenuLabel>
      {Object.entries(LANGUAGES).map(([language, name]) => (
        <MenuCheck
          key={language}
          checked={document.documentElement.lang === language}
          // Its keys are the languages themselves.
          onSelect={() => save({ language: language as Language })}
        >
          {name}
        </MenuCheck>
      ))}
      {desks.length > 1 ? (
        <>
          <MenuLine />
          <MenuLabel>{t.shell.switchDesk}</MenuLabel>
          {desks.map(({ slug, name }) => (
            <MenuCheck key={slug} checked={slug === desk.slug} onSelect={() => void chooseDesk(slug)}>
              {name}
            </MenuCheck>
          ))}
        </>
      ) : null}
      <MenuLine />
      <MenuItem icon={<Keyboard />} keys="?" onSelect={onKeys}>
        {t.shell.keyboard}
      </MenuItem>
      <MenuItem
        icon={<UserRound />}
        onSelect={() => void navigate({ to: '/settings/$page', params: { page: 'account' } })}
      >
        {t.shell.account}
      </MenuItem>
      <MenuItem icon={<LogOut />} onSelect={() => void signOut().catch(toastProblem)}>
        {t.shell.signOut}
      </MenuItem>
    </Menu>
  )
}
