import type { BodyFormat } from '../../store/schema.ts'
import { type Body, renderBody } from './body.ts'

/** What render.ts has done in a thread. */
export default ({ format, source }: { format: BodyFormat; source: string }): Body => renderBody(format, source)
