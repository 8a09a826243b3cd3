const REMEMBERED = 'lodge.notify'

/** What this browser lets us do: ask, show, or nothing (the member or the browser said no, or it cannot). */
export type Permission = 'ask' | 'on' | 'off' | 'denied'

/** Whether the browser shows our notifications: where it may, and the member did not turn them off here. */
export const permission = (): Permission => {
  if (!('Notification' in globalThis)) return 'denied'
  if (Notification.permission === 'denied') return 'denied'
  if (Notification.permission === 'default') return 'ask'
  return localStorage.getItem(REMEMBERED) === 'off' ? 'off' : 'on'
}

/** Turns them on, asking the browser first, or off again. Only ever called by a press of a button. */
export const setNotify = async (on: boolean): Promise<Permission> => {
  localStorage.setItem(REMEMBERED, on ? 'on' : 'off')
  if (on && permission() === 'ask') await Notification.requestPermission()
  return permission()
}

/** Shows one, unless the member looks at the page anyway. `tag`: one of a ticket takes the place of the one before. */
export const showNotification = (title: string, body: string, tag: string, open: () => void): void => {
  if (permission() !== 'on' || (document.visibilityState === 'visible' && document.hasFocus())) return
  const shown = new Notification(title, { body, tag, icon: '/lodge.svg' })
  shown.onclick = () => {
    window.focus()
    shown.close()
    open()
  }
}
