export type Theme = 'light' | 'dark' | 'system'

const REMEMBERED = 'lodge.theme'
const isDark = matchMedia('(prefers-color-scheme: dark)')

/** What was chosen on this machine. */
export const chosenTheme = (): Theme => {
  const chosen = localStorage.getItem(REMEMBERED)
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

const show = () => {
  const theme = chosenTheme()
  document.documentElement.dataset.theme = theme === 'system' ? (isDark.matches ? 'dark' : 'light') : theme
}

/** Turns the page light or dark, and remembers it here. */
export const setTheme = (theme: Theme): void => {
  localStorage.setItem(REMEMBERED, theme)
  show()
}

/** Shows the chosen theme, and follows the system's while that is the choice. Call once, before anything is drawn. */
export const startTheme = (): void => {
  show()
  isDark.addEventListener('change', show)
}
