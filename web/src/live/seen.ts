/** Whether a ticket is open before somebody's eyes: what comes in then is read. */
export const isSeen = (number: string): boolean =>
  document.visibilityState === 'visible' && location.pathname === `/inbox/tickets/${number}`
