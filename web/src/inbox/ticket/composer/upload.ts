import { ApiProblem } from '../../../api/problem.ts'
import type { AttachmentSummary } from '../../../api/types.ts'

/**
 * Uploads a file; `onProgress` is told the share that is there, 0 to 1. fetch() does not say how far an upload is.
 * Throws ApiProblem, with status 0 where nobody answered.
 */
export const upload = (
  file: File,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<AttachmentSummary> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/v1/attachments?${new URLSearchParams({ name: file.name })}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('idempotency-key', crypto.randomUUID())
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const body = (request.response ?? {}) as Record<string, unknown> // JSON of the API, or nothing
      if (request.status === 201)
        resolve(body as AttachmentSummary) // the shape of its route
      else reject(new ApiProblem(request.status, body, request.getResponseHeader('x-request-id')))
    }
    request.onerror = () => reject(new ApiProblem(0, { code: 'unreachable' }, null))
    request.onabort = () => reject(new ApiProblem(0, { code: 'aborted' }, null))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
