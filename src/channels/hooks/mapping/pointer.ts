import { at } from '../read.ts'

/** Whether an expression is a JSON Pointer (RFC 6901); anything else is JSONata, which never begins with a slash. */
export const isPointer = (expression: string): boolean => expression.startsWith('/')

/** What is wrong with a pointer; undefined where nothing is. */
export const wrongPointer = (pointer: string): string | undefined =>
  /~(?![01])/.test(pointer) ? 'is not a JSON Pointer: `~` must be followed by 0 or 1 (RFC 6901)' : undefined

/** What a pointer points at; undefined where there is nothing. */
export const evaluatePointer = (pointer: string, payload: unknown): unknown =>
  at(
    payload,
    ...pointer
      .slice(1)
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
  )
