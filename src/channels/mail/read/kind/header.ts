/** All values of each header, decoded, by its name in lower case. */
export type Headers = ReadonlyMap<string, string[]>

/** The first value of a header; '' where there is none. */
export const first = (headers: Headers, name: string): string => headers.get(name)?.[0] ?? ''
