import { lazyTexts } from '../texts/texts.tsx'

export type PeopleTexts = typeof import('./texts/en.ts').default

/** The texts of contacts and companies, loaded with their pages. */
export const usePeopleTexts = lazyTexts<PeopleTexts>({
  en: () => import('./texts/en.ts'),
  he: () => import('./texts/he.ts'),
  pt: () => import('./texts/pt.ts'),
  es: () => import('./texts/es.ts'),
})
