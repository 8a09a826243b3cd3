import type { Sort } from './list/list.ts'

/** What this browser remembers, so that a list can be asked for before anything else is known. */

const VIEW = 'lodge.view'
const SORT = 'lodge.sort'
export const SORTS: Sort[] = ['-updated', 'updated', '-created', 'created']

/** The view that was looked at last. */
export const lastView = (): string => localStorage.getItem(VIEW) ?? 'open'
export const rememberView = (id: string): void => localStorage.setItem(VIEW, id)

/** How lists are sorted that have no sort of their own. */
export const chosenSort = (): Sort => SORTS.find((sort) => sort === localStorage.getItem(SORT)) ?? '-updated'
export const rememberSort = (sort: Sort): void => localStorage.setItem(SORT, sort)
