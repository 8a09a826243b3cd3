import { useEffect, useState } from 'react'
import { onLive } from '../live/live.ts'
import { useTexts } from '../texts/texts.tsx'

/** A lost stream is shown only after this long: most come back at once. */
const PATIENCE_MS = 3_000

/** Says so while the network or the server is away. */
export const ConnectionBanner = () => {
  const t = useTexts()
  const [online, setOnline] = useState(navigator.onLine)
  const [lost, setLost] = useState(false)
  useEffect(() => {
    const update = () => setOnline(navigator.onLine)
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onLive('connected', (connected) => {
      clearTimeout(timer)
      if (connected) setLost(false)
      else timer = setTimeout(() => setLost(true), PATIENCE_MS)
    })
    window.addEventListener('online', update)
    window.addEventListener('offline', update)
    return () => {
      stop()
      clearTimeout(timer)
      window.removeEventListener('online', update)
      window.removeEventListener('offline', update)
    }
  }, [])
  if (online && !lost) return null
  return (
    <div role="status" className="bg-warn-soft px-4 py-1.5 text-center text-sm text-warn">
      {online ? t.shell.reconnecting : t.shell.offline}
    </div>
  )
}
