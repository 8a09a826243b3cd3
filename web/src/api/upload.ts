import { ApiProblem } from './problem.ts'

/**
 * Sends a file's bytes; `onProgress` is told the share that is there, 0 to 1. fetch() does not say how far an upload is.
 * Throws ApiProblem, with status 0 where nobody answered.
 */
export const sendFile = <Answer>(
  path: string,
  file: File,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('idempotency-key', crypto.randomUUID())
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const body = (request.response ?? {}) as Record<string, unknown> // JSON of the API, or nothing
      if (request.status >= 200 && request.status < 300)
        resolve(body as Answer) // the shape of its route
      else reject(new ApiProblem(request.status, body, request.getResponseHeader('x-request-id')))
    }
    request.onerror = () => reject(new ApiProblem(0, { code: 'unreachable' }, null))
    request.onabort = () => reject(new ApiProblem(0, { code: 'aborted' }, null))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
