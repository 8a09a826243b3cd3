/** What the server shows in place, and every browser draws. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** Whether a file is a picture that can be shown. SVG is not: it is a document. */
export const isPicture = ({ media_type }: { media_type: string }): boolean => PICTURES.has(media_type)

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** Bytes as people say them: `1.2 MB`. */
export const fileSize = (bytes: number, language: string): string => {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  const unit = UNITS[step] ?? 'byte'
  const digits = step === 0 ? 0 : 1
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: digits }).format(
    bytes / 1000 ** step,
  )
}
