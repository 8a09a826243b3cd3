import { useEffect, useState } from 'react'

/** A moment after the last key: not each letter is asked for. */
const PAUSE_MS = 400

/** A value as it is once it has not changed for a moment. */
export const useSettled = <T>(value: T): T => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
