import { createContext, type ReactNode, use, useContext } from 'react'
import en from './en/index.ts'

export const LANGUAGES = { en: 'English', he: 'עברית', pt: 'Português', es: 'Español' } as const
export type Language = keyof typeof LANGUAGES

/** Every text of the pages, by where it is said. English is the source; the compiler holds the others to its shape. */
export type Texts = typeof en

/** English is in the first page: it is what most ask for, and what is shown where another does not load. */
const OTHERS: Record<Exclude<Language, 'en'>, () => Promise<{ default: Texts }>> = {
  he: () => import('./he/index.ts'),
  pt: () => import('./pt/index.ts'),
  es: () => import('./es/index.ts'),
}

type Shown = { texts: Texts; language: Language; choose: (language: Language) => void }

const TextsContext = createContext<Shown>({ texts: en, language: 'en', choose: () => {} })

/** The texts in the reader's language: `t.shell.save`, `t.inbox.selected(3)`. */
export const useTexts = (): Texts => useContext(TextsContext).texts

/** The reader's language, for dates, numbers and plurals by Intl. */
export const useLanguage = (): Language => useContext(TextsContext).language

/**
 * The texts of a part that is loaded on its own (settings, reports): a hook that suspends until the reader's language of
 * it is there.
 */
export const lazyTexts = <T,>(loaders: Record<Language, () => Promise<{ default: T }>>): (() => T) => {
  const loaded = new Map<Language, Promise<T>>()
  return () => {
    const language = useLanguage()
    const texts = loaded.get(language) ?? loaders[language]().then((module) => module.default)
    loaded.set(language, texts)
    return use(texts)
  }
}

/** Turns the page to another language, at once and on this machine: for who is not signed in. */
export const useChooseLanguage = (): Shown['choose'] => useContext(TextsContext).choose

const isLanguage = (value: unknown): value is Language => typeof value === 'string' && value in LANGUAGES

const REMEMBERED = 'lodge.language'

/** The language that was chosen on this machine, else the first of the browser's that we speak, else English. */
export const preferredLanguage = (): Language => {
  const chosen = localStorage.getItem(REMEMBERED)
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en'
}

/** Loads a language, and turns the page to it: its words, its direction. */
export const loadTexts = async (language: Language): Promise<Texts> => {
  const texts = language === 'en' ? en : (await OTHERS[language]()).default
  localStorage.setItem(REMEMBERED, language)
  document.documentElement.lang = language
  document.documentElement.dir = language === 'he' ? 'rtl' : 'ltr'
  return texts
}

export const TextsProvider = ({ children, ...shown }: Shown & { children: ReactNode }) => (
  <TextsContext value={shown}>{children}</TextsContext>
)
