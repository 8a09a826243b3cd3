/** The code of a ticket's page, and of what is around its conversation: each is loaded once, whoever asks first. */
export const loadTicketPlace = () => import('../ticket-place.tsx')
export const loadComposer = () => import('./composer/composer.tsx')
export const loadPanel = () => import('./panel/panel.tsx')
export const loadMore = () => import('./more/more.tsx')

/** Loads all of it, so that the first ticket opens as fast as any other. */
export const loadTicket = (): void => {
  void loadTicketPlace()
  void loadComposer()
  void loadPanel()
  void loadMore()
}
