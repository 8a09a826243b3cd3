import { FIELD } from '../../ui/dialog.tsx'

/** Goes to the first field that is wrong, once that is drawn: it may be far up in a long form. */
export const focusFirstWrong = (form: Element): void => {
  requestAnimationFrame(() => {
    const field = form.querySelector('[aria-invalid="true"]')
    if (field instanceof HTMLElement) field.focus()
  })
}

/** For a form that came after its dialog was open, which gave the focus to its own button meanwhile: it is typed into at once. */
export const focusFirstField = (form: HTMLFormElement | null): void => {
  const held = document.activeElement
  if (!form?.closest('[role=dialog]')?.contains(held) || form.contains(held)) return
  form.querySelector<HTMLElement>(FIELD)?.focus()
}
