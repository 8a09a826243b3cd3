import { lazyTexts } from '../../../texts/texts.tsx'

export type PanelTexts = typeof import('./texts/en.ts').default

/** The texts around a ticket, loaded with its panel and its menu. */
export const usePanelTexts = lazyTexts<PanelTexts>({
  en: () => import('./texts/en.ts'),
  he: () => import('./texts/he.ts'),
  pt: () => import('./texts/pt.ts'),
  es: () => import('./texts/es.ts'),
})
