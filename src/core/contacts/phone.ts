/**
 * One spelling a number: digits, with a plus where it is international (`00` in front means the same). Undefined where
 * it is no number: 3 to 15 digits, as ITU-T E.164 allows.
 */
export const normalisePhone = (text: string): string | undefined => {
  const digits = text
    .trim()
    .replace(/^tel:/i, '')
    .replace(/[\s().\-/\u2010-\u2015]/g, '')
    .replace(/^00/, '+')
  return /^\+?[0-9]{3,15}$/.test(digits) ? digits : undefined
}
