const SUGGESTED_MAX = 8
/** As the server has it. */
export const TAG_MAX = 50

/** A tag as it is kept: in lower case, without what is around it. */
export const toTag = (typed: string): string => typed.trim().toLowerCase().slice(0, TAG_MAX)

/**
 * The tags of the desk that what is typed may mean, those that begin with it first. What the ticket has is left out. What is
 * typed comes last where it is none of them: Enter makes it.
 */
export const suggestTags = (typed: string, known: readonly string[], has: readonly string[]): string[] => {
  const wanted = toTag(typed)
  const open = known.filter((tag) => !has.includes(tag) && tag.includes(wanted))
  const found = [
    ...open.filter((tag) => tag.startsWith(wanted)),
    ...open.filter((tag) => !tag.startsWith(wanted)),
  ].slice(0, SUGGESTED_MAX)
  return wanted === '' || has.includes(wanted) || known.includes(wanted) ? found : [...found, wanted]
}
