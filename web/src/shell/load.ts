/** The code of what is around every page. */
export const loadShell = () => import('./shell.tsx')
