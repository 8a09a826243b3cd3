/** A name within a sentence of another direction: neither turns the other around (Unicode's isolates, UAX #9). */
export const isolated = (text: string): string => `\u2068${text}\u2069`
