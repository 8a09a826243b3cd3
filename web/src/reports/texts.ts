import { lazyTexts } from '../texts/texts.tsx'

export type ReportsTexts = typeof import('./texts/en.ts').default

/** The texts of the reports, loaded with them. */
export const useReportsTexts = lazyTexts<ReportsTexts>({
  en: () => import('./texts/en.ts'),
  he: () => import('./texts/he.ts'),
  pt: () => import('./texts/pt.ts'),
  es: () => import('./texts/es.ts'),
})
