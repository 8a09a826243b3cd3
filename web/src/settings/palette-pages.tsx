import { useNavigate } from '@tanstack/react-router'
import { Command as Cmdk } from 'cmdk'
import { useSession } from '../api/session.ts'
import { useTexts } from '../texts/texts.tsx'
import { PALETTE_GROUP } from '../ui/classes.ts'
import { sections } from './sections.ts'
import { useSettingsTexts } from './texts.ts'

/** The settings' pages in the palette: their words are loaded as it opens, and they are shown once somebody types. */
export const PalettePages = ({
  className,
  isShown,
  onGo,
}: {
  className: string
  isShown: boolean
  onGo: () => void
}) => {
  const { shell } = useTexts()
  const t = useSettingsTexts()
  const navigate = useNavigate()
  const { scopes } = useSession()
  const pages = sections(t)
    .flatMap((section) => section.pages)
    .filter(({ scope }) => !scope || scopes.includes('admin') || scopes.includes(scope))
  if (!isShown) return null
  return (
    <Cmdk.Group heading={shell.settings} className={PALETTE_GROUP}>
      {pages.map(({ page, label }) => (
        <Cmdk.Item
          key={page}
          value={`${label} ${page}`}
          className={className}
          onSelect={() => {
            onGo()
            void navigate({ to: '/settings/$page', params: { page } })
          }}
        >
          <span className="min-w-0 flex-1 truncate">{label}</span>
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  )
}
