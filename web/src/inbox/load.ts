/** The code of the inbox's frame. */
export const loadInbox = () => import('./page.tsx')
