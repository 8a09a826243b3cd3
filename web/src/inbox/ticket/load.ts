/** The code of a ticket's page, and of its composer: each is loaded once, whoever asks first. */
export const loadTicketPlace = () => import('../ticket-place.tsx')
export const loadComposer = () => import('./composer/composer.tsx')

/** Loads both, so that the first ticket opens as fast as any other. */
export const loadTicket = (): void => {
  void loadTicketPlace()
  void loadComposer()
}
