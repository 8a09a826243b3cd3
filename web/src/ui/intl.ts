/**
 * Intl's formatters, each made once: making one reads the language's rules, which takes longer than drawing the row that
 * it is for.
 */
export const formatOf = <Format>(make: (language: string) => Format): ((language: string) => Format) => {
  const made = new Map<string, Format>()
  return (language) => {
    const known = made.get(language) ?? make(language)
    made.set(language, known)
    return known
  }
}

/** Whole numbers, as a language writes them. */
export const numberFormat = formatOf((language) => new Intl.NumberFormat(language))
