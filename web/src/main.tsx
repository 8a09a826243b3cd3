import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Direction } from 'radix-ui'
import { type ReactNode, StrictMode, useCallback, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { onSignedOut } from './api/client.ts'
import { ApiProblem } from './api/problem.ts'
import { sessionQuery } from './api/session.ts'
import { startInbox } from './inbox/start.ts'
import { openRouter } from './router.tsx'
import { CommandsProvider } from './shell/commands.tsx'
import { setTheme, startTheme } from './shell/theme.ts'
import './styles.css'
import { type Language, loadTexts, preferredLanguage, type Texts, TextsProvider } from './texts/texts.tsx'
import { Toasts } from './ui/toasts.tsx'
import { TooltipProvider } from './ui/tooltip.tsx'

startTheme()

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // What changes comes by the live stream; asking again on each focus would only repeat it.
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // A refusal is an answer: only what got none is asked again.
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiProblem) || error.status >= 500),
    },
  },
})
startInbox(client, location)
const router = openRouter({ client })

onSignedOut(() => {
  if (client.getQueryData(sessionQuery.queryKey) === undefined) return
  client.clear()
  void router.navigate({ to: '/sign-in', search: { back: router.state.location.href } })
})

/** Turns the page to how the member likes it, once the session says how, and when they change it. */
const Preferred = ({ first, children }: { first: { texts: Texts; language: Language }; children: ReactNode }) => {
  const [shown, setShown] = useState(first)
  const { data } = useQuery({ ...sessionQuery, enabled: false })
  const language = data?.preferences.language
  const theme = data?.preferences.theme
  useEffect(() => {
    if (theme) setTheme(theme)
  }, [theme])
  const choose = useCallback(
    (chosen: Language) => void loadTexts(chosen).then((texts) => setShown({ texts, language: chosen })),
    [],
  )
  useEffect(() => {
    if (language) choose(language)
  }, [language, choose])
  return (
    <TextsProvider {...shown} choose={choose}>
      {/* Menus and the like are drawn beside the page: they do not see its direction. */}
      <Direction.Provider dir={shown.language === 'he' ? 'rtl' : 'ltr'}>{children}</Direction.Provider>
    </TextsProvider>
  )
}

const start = async () => {
  const language = preferredLanguage()
  const texts = await loadTexts(language)
  const root = document.getElementById('app')
  if (!root) throw new Error('the page has no place for the app')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <Preferred first={{ texts, language }}>
          <TooltipProvider delayDuration={400}>
            <CommandsProvider>
              <RouterProvider router={router} />
            </CommandsProvider>
          </TooltipProvider>
          <Toasts />
        </Preferred>
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
