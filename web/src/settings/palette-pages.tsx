import { useNavigate } from '@tanstack/react-router'
import { Command as Cmdk } from 'cmdk'
import { useEffect, useRef } from 'react'
import { useSession } from '../api/session.ts'
import { useTexts } from '../texts/texts.tsx'
import { PALETTE_GROUP } from '../ui/classes.ts'
import { mayOpen, sections } from './sections.ts'
import { useSettingsTexts } from './texts.ts'

/** The settings' pages in the palette: their words are loaded as it opens, and they are shown once somebody types. */
export const PalettePages = ({
  className,
  isShown,
  onGo,
  onReady,
}: {
  className: string
  isShown: boolean
  onGo: () => void
  /** Its words have come. */
  onReady: () => void
}) => {
  const { shell } = useTexts()
  const t = useSettingsTexts()
  const navigate = useNavigate()
  const { scopes } = useSession()
  const pages = sections(t)
    .flatMap((section) => section.pages)
    .filter((page) => mayOpen(scopes, page))
  const ready = useRef(onReady)
  useEffect(() => ready.current(), [])
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
