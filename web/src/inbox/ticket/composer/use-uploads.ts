import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf } from '../../../api/problem.ts'
import type { AttachmentSummary } from '../../../api/types.ts'
import { toastProblem } from '../../../ui/toasts.tsx'
import { upload } from './upload.ts'

export type Uploading = { key: string; name: string; share: number; stop: () => void }

/** Files on their way to the server; each that got there is given to `onDone`. */
export const useUploads = (onDone: (attachment: AttachmentSummary, file: File) => void) => {
  const [uploading, setUploading] = useState<Uploading[]>([])
  const done = useRef(onDone)
  done.current = onDone
  const running = useRef(new Set<AbortController>())
  useEffect(() => {
    const all = running.current
    return () => {
      for (const one of all) one.abort()
    }
  }, [])
  const add = useCallback((files: Iterable<File>) => {
    for (const file of files) {
      const key = crypto.randomUUID()
      const controller = new AbortController()
      running.current.add(controller)
      const onProgress = (share: number) =>
        setUploading((all) => all.map((one) => (one.key === key ? { ...one, share } : one)))
      setUploading((all) => [...all, { key, name: file.name, share: 0, stop: () => controller.abort() }])
      upload(file, { onProgress, signal: controller.signal })
        .then((attachment) => done.current(attachment, file))
        .catch((error: unknown) => problemOf(error).code !== 'aborted' && toastProblem(error))
        .finally(() => {
          running.current.delete(controller)
          setUploading((all) => all.filter((one) => one.key !== key))
        })
    }
  }, [])
  return { uploading, add }
}
