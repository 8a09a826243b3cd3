import { useParams } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { NotFound } from '../shell/failure.tsx'
import { NotAllowed } from './resource/screen.tsx'
import { details, screens } from './screens.ts'
import { mayOpen, sections } from './sections.ts'
import { useSettingsTexts } from './texts.ts'

/** Whether the page is for whoever is signed in: the server asks again, of course. */
const useMayOpen = (page: string): boolean => {
  const t = useSettingsTexts()
  const { scopes } = useSession()
  const known = sections(t)
    .flatMap(({ pages }) => pages)
    .find((one) => one.page === page)
  return !known || mayOpen(scopes, known)
}

/** One page of the settings, by its name in the path. */
export const SettingsPage = () => {
  const { page } = useParams({ from: '/member/settings/$page' })
  const mayOpen = useMayOpen(page)
  const Screen = screens[page]
  if (!Screen) return <NotFound />
  return mayOpen ? <Screen /> : <NotAllowed />
}

/** One thing of a page of the settings. */
export const SettingsDetail = () => {
  const { page, id } = useParams({ from: '/member/settings/$page/$id' })
  const mayOpen = useMayOpen(page)
  const Detail = details[page]
  if (!Detail) return <NotFound />
  return mayOpen ? <Detail key={id} id={id} /> : <NotAllowed />
}
