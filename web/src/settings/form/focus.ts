/** Goes to the first field that is wrong, once that is drawn: it may be far up in a long form. */
export const focusFirstWrong = (form: Element): void => {
  requestAnimationFrame(() => {
    const field = form.querySelector('[aria-invalid="true"]')
    if (field instanceof HTMLElement) field.focus()
  })
}
