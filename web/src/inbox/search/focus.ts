/** The id of the box that searches are typed into. */
export const SEARCH_BOX = 'ticket-search'

/** Puts the focus into the search; false where it is not to be seen. */
export const focusSearch = (): boolean => {
  const box = document.getElementById(SEARCH_BOX)
  if (!(box instanceof HTMLInputElement) || box.offsetParent === null) return false
  box.focus()
  box.select()
  return true
}
