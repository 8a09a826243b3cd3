import jsonata from 'jsonata'
import { isPointer, wrongPointer } from './pointer.ts'

/** What is wrong with an expression of a mapping, in words; undefined where nothing is. */
export const wrongExpression = (expression: string): string | undefined => {
  if (isPointer(expression)) return wrongPointer(expression)
  try {
    jsonata(expression)
    return undefined
  } catch (error) {
    return `is neither a JSON Pointer like /data/email nor a JSONata expression: ${reasonOf(error)}`
  }
}

/** JSONata throws objects with a message and a position. */
export const reasonOf = (error: unknown): string => {
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
  const position =
    typeof error === 'object' && error !== null && 'position' in error ? ` (at position ${error.position})` : ''
  return message.slice(0, 300).toWellFormed() + position
}
