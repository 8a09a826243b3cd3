import { lazyTexts } from '../texts/texts.tsx'

export type SettingsTexts = typeof import('./texts/en/index.ts').default

/** The texts of running a desk, loaded with its pages. */
export const useSettingsTexts = lazyTexts<SettingsTexts>({
  en: () => import('./texts/en/index.ts'),
  he: () => import('./texts/he/index.ts'),
  pt: () => import('./texts/pt/index.ts'),
  es: () => import('./texts/es/index.ts'),
})
