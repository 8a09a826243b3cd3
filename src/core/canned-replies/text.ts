import type { BodyFormat } from '../../store/schema.ts'
import { render } from '../messages/render.ts'

/** A body as it is kept: what its author wrote, but of html only what can hurt nobody. */
export const toKeptBody = async (format: BodyFormat, source: string): Promise<string> =>
  format === 'html' ? ((await render(format, source)).html ?? '') : source
