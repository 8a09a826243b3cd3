import { isUtf8 } from 'node:buffer'
import type { RawPayload } from '../../core/hook-deliveries/delivery.ts'
import { type Tidied, tidy } from './tidy.ts'

/** A payload as a value: JSON, or a form's fields as an object, one that comes several times as a list. */
export const readPayload = async ({ contentType, headers, body }: RawPayload): Promise<Tidied> => {
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    return refuse(`The body is compressed (Content-Encoding: ${encoding}), which is not read: send it as it is.`)
  }
  if (body.length === 0) return refuse('The body is empty: send JSON or a form.')
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded')
    return readForm(body, contentType ?? '')
  if (!isUtf8(body))
    return refuse(`The body is not valid UTF-8${type ? ` (Content-Type: ${type})` : ''}: send JSON or a form.`)
  const text = body.toString('utf8').replace(/^\ufeff/, '')
  try {
    return tidy(JSON.parse(text))
  } catch (error) {
    if (type !== '' && !/json|^text\/plain$/.test(type)) {
      return refuse(`The body is neither JSON nor a form (Content-Type: ${type}): send one of them.`)
    }
    // V8 quotes the body in some of its messages; the place is enough.
    const place = /position \d+/.exec(error instanceof Error ? error.message : '')?.[0]
    return refuse(`The body is not valid JSON${place ? ` (at ${place})` : ''}.`)
  }
}

const readForm = async (body: Buffer, contentType: string): Promise<Tidied> => {
  let form: FormData
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  } catch {
    return refuse('The body is not a whole form, as its Content-Type says.')
  }
  const fields = new Map<string, unknown[]>()
  for (const [name, value] of form) {
    const shown = typeof value === 'string' ? value : { file: value.name, type: value.type, size: value.size }
    fields.set(name, [...(fields.get(name) ?? []), shown])
  }
  return tidy(Object.fromEntries([...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values])))
}

const refuse = (reason: string): Tidied => ({ ok: false, reason })
