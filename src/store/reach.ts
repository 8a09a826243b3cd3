/** The departments whose tickets somebody sees and changes; null for all of the desk. */
export type Reach = ReadonlySet<string> | null
