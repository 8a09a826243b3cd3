/** Whether a filter of event types, with `ticket.*` for all of a noun and `*` for all, lets a type through. */
export const wants = (types: string[], type: string): boolean =>
  types.some((one) => one === '*' || one === type || (one.endsWith('.*') && type.startsWith(one.slice(0, -1))))
